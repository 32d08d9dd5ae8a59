import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { documentNounKeys, documentWordKeys } from '../../core/document/document-words.ts';
import type { DocumentWords } from '../../core/document/document-words.ts';
import type { DocumentSetter, WrittenFile } from '../output.ts';
import { readTemplate } from '../templates-folder.ts';
import { setPage } from './set-page.ts';
import { setWord } from './set-word.ts';

const FALLBACK_LANGUAGE = 'en';

const NounForms = z.strictObject({
  zero: z.string().optional(),
  one: z.string().optional(),
  two: z.string().optional(),
  few: z.string().optional(),
  many: z.string().optional(),
  other: z.string(),
});
/** Every word, and no other. */
const Words = z.intersection(
  z.looseObject(Object.fromEntries(documentWordKeys.map((key) => [key, z.string().min(1)]))),
  z.looseObject(Object.fromEntries(documentNounKeys.map((key) => [key, NounForms]))),
) as unknown as z.ZodType<DocumentWords>;
const WordsByLanguage = z.record(z.string(), Words);

/** Documents set by the templates of a folder: `document-words.yaml` and `documents/`. */
export function createDocumentSetter(templatesFolder: string): DocumentSetter {
  const folder = join(templatesFolder, 'documents');
  return {
    async readWords(language) {
      const words = await readTemplate(templatesFolder, 'document-words.yaml', WordsByLanguage);
      const chosen = words[language] ?? words[FALLBACK_LANGUAGE];
      if (chosen === undefined) throw new AppError('input', 'document-words.yaml has no English words');
      return chosen;
    },
    setPage: (model) => setPage(folder, model),
    setWord: (model) => setWord(folder, model),
    write: writeWhole,
  };
}

/** Only its owner may read a document: it names people. */
const OWNER_ONLY = 0o600;

async function writeWhole(content: string | Uint8Array, toPath: string): Promise<WrittenFile> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const unfinished = `${toPath}.unfinished`;
  try {
    await mkdir(dirname(toPath), { recursive: true });
    await writeFile(unfinished, bytes, { mode: OWNER_ONLY });
    await rename(unfinished, toPath);
  } catch (cause) {
    throw new AppError('outside', `the document ${toPath} could not be written`, { cause });
  }
  return {
    path: toPath,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  };
}
