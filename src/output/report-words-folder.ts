import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import { type MailWords, mailWordKeys } from '../core/report/report-mail.ts';
import { wordKeys } from '../core/report/word-keys.ts';
import type { ReportWords } from '../core/report/report-words.ts';
import type { ReportTemplates } from './output.ts';
import { readTemplate } from './templates-folder.ts';

const FALLBACK_LANGUAGE = 'en';

/** Every word, and no other. */
const WordsFile: z.ZodType<ReportWords> = z.record(z.enum(wordKeys), z.string().min(1));

const MailWordsFile: z.ZodType<Readonly<Record<string, MailWords>>> = z.record(
  z.string(),
  z.record(z.enum(mailWordKeys), z.string().min(1)),
);

/** The templates of a folder: `words/LANGUAGE.yaml`, and `mail-words.yaml` for all languages. */
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
    readMailWords: async (language) => {
      const words = await readTemplate(folder, 'mail-words.yaml', MailWordsFile);
      const chosen = words[language] ?? words[FALLBACK_LANGUAGE];
      if (chosen === undefined) throw new AppError('input', 'mail-words.yaml has no English words');
      return chosen;
    },
  };
}
