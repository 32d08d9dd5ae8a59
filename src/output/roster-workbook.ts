import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { RosterWords } from '../core/roster/roster-sheet.ts';
import type { RosterWorkbooks } from './output.ts';
import { readSmallWorkbook } from './read-small-workbook.ts';
import type { WorkbookLimits } from './read-small-workbook.ts';
import { renderRoster } from './render-roster.ts';
import { readTemplate } from './templates-folder.ts';
import { writeBytes } from './write-bytes.ts';

/** A roster of 60 people has 30 kB. */
const LIMITS: WorkbookLimits = { what: 'roster', bytes: 200_000, rows: 60, columns: 200 };
const FALLBACK_LANGUAGE = 'en';
const Words: z.ZodType<RosterWords> = z.strictObject({
  title: z.string(),
  hint: z.string(),
  approved: z.string(),
  login: z.string(),
  line: z.string(),
  day_off: z.string(),
});
const WordsByLanguage = z.record(z.string(), Words);

/** Rosters as Excel workbooks, with the words of a templates folder. */
export function createRosterWorkbooks(templatesFolder: string): RosterWorkbooks {
  return {
    async readWords(language) {
      const words = await readTemplate(templatesFolder, 'roster-words.yaml', WordsByLanguage);
      const chosen = words[language] ?? words[FALLBACK_LANGUAGE];
      if (chosen === undefined) throw new AppError('input', 'roster-words.yaml has no English words');
      return chosen;
    },
    render: renderRoster,
    write: async (sheet, toPath) => {
      await writeBytes(await renderRoster(sheet), toPath);
    },
    read: (fromPath) => readSmallWorkbook(fromPath, LIMITS),
  };
}
