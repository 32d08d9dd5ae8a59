import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import { tableOfSheet } from '../core/works/works-sheet.ts';
import type { WorksWords } from '../core/works/works-sheet.ts';
import type { WorksFiles } from './output.ts';
import { readSmallWorkbook } from './read-small-workbook.ts';
import type { WorkbookLimits } from './read-small-workbook.ts';
import { readWorksYaml } from './read-works-yaml.ts';
import { renderWorks } from './render-works.ts';
import { readTemplate } from './templates-folder.ts';
import { writeBytes } from './write-bytes.ts';

const LIMITS: WorkbookLimits = { what: 'schedule of works', bytes: 200_000, rows: 400, columns: 50 };
const FALLBACK_LANGUAGE = 'en';
const Words: z.ZodType<WorksWords> = z.strictObject({
  title: z.string(),
  hint: z.string(),
  kind: z.string(),
  what: z.string(),
  from: z.string(),
  to: z.string(),
  agreed_by: z.string(),
  approved_by: z.string(),
});
const WordsByLanguage = z.record(z.string(), Words);

/** Schedules of works as Excel workbooks or YAML, with the words of a templates folder. */
export function createWorksFiles(templatesFolder: string): WorksFiles {
  return {
    async readWords(language) {
      const words = await readTemplate(templatesFolder, 'works-words.yaml', WordsByLanguage);
      const chosen = words[language] ?? words[FALLBACK_LANGUAGE];
      if (chosen === undefined) throw new AppError('input', 'works-words.yaml has no English words');
      return chosen;
    },
    write: async (grid, kinds, toPath) => {
      await writeBytes(await renderWorks(grid, kinds), toPath);
    },
    read: async (fromPath) => {
      if (/\.ya?ml$/i.test(fromPath)) return readWorksYaml(fromPath, LIMITS);
      const { grid, bytes } = await readSmallWorkbook(fromPath, LIMITS);
      return { table: tableOfSheet(grid), bytes };
    },
  };
}
