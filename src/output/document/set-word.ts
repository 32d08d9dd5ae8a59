import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { AppError } from '../../core/app-error.ts';
import type { DocumentModel, DocumentTable } from '../../core/document/document-model.ts';
import { wordTable } from './word-table.ts';
import { wordText } from './word-text.ts';

/** Every entry of the package bears this local time (zip knows no zones), so that the same document is the same file. */
const PACKED_ON = new Date(2000, 0, 1, 12);

/**
 * Sets a document as a Word file by `NAME.docx`, which an operator edits in Word: `{title}`, `{#rows}{label}{value}{/rows}`,
 * `{@table}` alone in its paragraph. What the model says is put in as text and never looked at as a template.
 * @throws AppError `input` when the template is missing or cannot be used
 */
export async function setWord(folder: string, model: DocumentModel): Promise<Uint8Array> {
  const name = `${model.template}.docx`;
  const template = await readFile(join(folder, name)).catch((cause: unknown) => {
    throw new AppError('input', `there is no document template ${name} in ${folder}`, { cause });
  });
  try {
    const word = new Docxtemplater(new PizZip(template), {
      paragraphLoop: true,
      linebreaks: true,
      nullGetter: () => '',
    });
    word.render(wordData(model));
    const zip = word.getZip();
    for (const file of Object.values(zip.files)) file.date = PACKED_ON;
    return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
  } catch (cause) {
    throw new AppError('input', `the document template ${name} cannot be used: ${whyOf(cause)}`, { cause });
  }
}

/** The model with every text fit for XML and every table set. */
function wordData(model: DocumentModel): Record<string, unknown> {
  return {
    ...(cleaned(model) as Record<string, unknown>),
    table: tableOrNothing(model.table),
    groups: model.groups.map((group) => ({
      ...(cleaned(group) as Record<string, unknown>),
      trend: wordTable(group.trend),
      table: wordTable(group.table),
      toFill: group.toFill.map((label) => ({ label: wordText(label) })),
    })),
    notes: model.notes.map((text) => ({ text: wordText(text) })),
    signatures: model.signatures.map((label) => ({ label: wordText(label), ...model.captions })),
  };
}

function tableOrNothing(table: DocumentTable | null): string {
  return table === null ? '<w:p/>' : wordTable(table);
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return wordText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleaned(part)]));
}

/** docxtemplater names each fault of a template in `properties.errors`. */
function whyOf(cause: unknown): string {
  const { properties } = cause as {
    readonly properties?: {
      readonly errors?: readonly { readonly properties?: { readonly explanation?: string } }[];
    };
  };
  const reasons = (properties?.errors ?? []).flatMap((error) => error.properties?.explanation ?? []);
  return reasons.length > 0 ? reasons.join('; ') : String(cause);
}
