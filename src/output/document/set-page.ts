import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { AppError } from '../../core/app-error.ts';
import type { DocumentModel, DocumentTable } from '../../core/document/document-model.ts';
import { columnShares } from './column-shares.ts';

const options = {
  knownHelpersOnly: true,
  knownHelpers: { cssText: true, columnShares: true },
  strict: true,
} satisfies CompileOptions;
const access = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

/**
 * Sets a document as a printable page by `NAME.hbs`, with the parts whose names begin with `_`. What the model says is
 * escaped and never looked at as a template; templates reach no prototype.
 * @throws AppError `input` when the template is missing or cannot be used
 */
export async function setPage(folder: string, model: DocumentModel): Promise<string> {
  const handlebars = Handlebars.create();
  handlebars.registerHelper({ cssText, columnShares: (table: DocumentTable) => columnShares(table) });
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new AppError('input', `there is no folder of document templates ${folder}`, { cause });
  });
  for (const name of names.filter((each) => /^_.*\.hbs$/.test(each))) {
    handlebars.registerPartial(name.replace(/\.hbs$/, ''), await readText(folder, name));
  }
  const name = `${model.template}.hbs`;
  const source = await readText(folder, name);
  try {
    return handlebars.compile(source, options)(model, access);
  } catch (cause) {
    throw new AppError('input', `the document template ${name} cannot be used: ${String(cause)}`, { cause });
  }
}

async function readText(folder: string, name: string): Promise<string> {
  return readFile(join(folder, name), 'utf8').catch((cause: unknown) => {
    throw new AppError('input', `there is no document template ${name} in ${folder}`, { cause });
  });
}

/** A text as a CSS string: every character but letters, digits and spaces as an escape, so that nothing ends it. */
function cssText(text: unknown): Handlebars.SafeString {
  const escaped = String(text).replace(
    /[^\p{L}\p{N} ]/gu,
    (character) => `\\${(character.codePointAt(0) ?? 0).toString(16)} `,
  );
  return new Handlebars.SafeString(`"${escaped}"`);
}
