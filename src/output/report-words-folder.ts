import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import { wordKeys } from '../core/report/word-keys.ts';
import type { ReportWords } from '../core/report/report-words.ts';
import type { ReportTemplates } from './output.ts';
import { readTemplate } from './templates-folder.ts';

const FALLBACK_LANGUAGE = 'en';

/** Every word, and no other. */
const WordsFile: z.ZodType<ReportWords> = z.record(z.enum(wordKeys), z.string().min(1));

/** The templates of a folder: `words/LANGUAGE.yaml`. */
export function createReportTemplates(folder: string): ReportTemplates {
  const readWords = (language: string): Promise<ReportWords> =>
    readTemplate(folder, `words/${language}.yaml`, WordsFile);
  return {
    readWords: (language) =>
      readWords(language).catch((error: unknown) => {
        const isMissing = error instanceof AppError && error.code === 'not-found';
        if (isMissing && language !== FALLBACK_LANGUAGE) return readWords(FALLBACK_LANGUAGE);
        throw error;
      }),
  };
}
