import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import { mailWordKeys } from '../core/report/report-mail.ts';
import { wordKeys } from '../core/report/word-keys.ts';
import type { ReportWords } from '../core/report/report-words.ts';
import { whatIfWordKeys } from '../core/report/what-if/what-if-words.ts';
import type { ReportTemplates } from './output.ts';
import { readTemplate } from './templates-folder.ts';

const FALLBACK_LANGUAGE = 'en';

/** Every word, and no other. */
const WordsFile: z.ZodType<ReportWords> = z.record(z.enum(wordKeys), z.string().min(1));

function byLanguage<Key extends string>(
  keys: readonly Key[],
): z.ZodType<Readonly<Record<string, Readonly<Record<Key, string>>>>> {
  return z.record(z.string(), z.record(z.enum(keys), z.string().min(1)));
}

const MailWordsFile = byLanguage(mailWordKeys);
const WhatIfWordsFile = byLanguage(whatIfWordKeys);

/**
 * The templates of a folder: `words/LANGUAGE.yaml`; `mail-words.yaml` and `what-if-words.yaml` hold every language.
 */
export function createReportTemplates(folder: string): ReportTemplates {
  const readWords = (language: string): Promise<ReportWords> =>
    readTemplate(folder, `words/${language}.yaml`, WordsFile);
  const readFrom = async <Words>(
    name: string,
    schema: z.ZodType<Readonly<Record<string, Words>>>,
    language: string,
  ): Promise<Words> => {
    const words = await readTemplate(folder, name, schema);
    const chosen = words[language] ?? words[FALLBACK_LANGUAGE];
    if (chosen === undefined) throw new AppError('input', `${name} has no English words`);
    return chosen;
  };
  return {
    readWords: (language) =>
      readWords(language).catch((error: unknown) => {
        const isMissing = error instanceof AppError && error.code === 'not-found';
        if (isMissing && language !== FALLBACK_LANGUAGE) return readWords(FALLBACK_LANGUAGE);
        throw error;
      }),
    readMailWords: (language) => readFrom('mail-words.yaml', MailWordsFile, language),
    readWhatIfWords: (language) => readFrom('what-if-words.yaml', WhatIfWordsFile, language),
  };
}
