import { fileURLToPath } from 'node:url';
import { buildDocument } from '../../src/core/document/build-document.ts';
import type { DocumentContent } from '../../src/core/document/build-document.ts';
import type { DocumentContext } from '../../src/core/document/document-context.ts';
import type { DocumentModel } from '../../src/core/document/document-model.ts';
import type { DocumentTicket } from '../../src/core/document/document-ticket.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import { createDocumentSetter } from '../../src/output/document/document-setter.ts';
import { at } from './a-ticket.ts';

/** The templates as they are shipped. */
export const templatesFolder = fileURLToPath(new URL('../../report-templates', import.meta.url));
export const setter = createDocumentSetter(templatesFolder);

/** What documents of a pack are written with. */
export async function documentContext(pack: CompiledPack): Promise<DocumentContext> {
  const language = pack.manifest.languages[0] ?? 'en';
  return { pack, language, words: await setter.readWords(language) };
}

/** A ticket as documents show it; fields named in `texts` are what people wrote. */
export function aDocumentTicket(
  number: string,
  receivedAt: string,
  fields: FieldValues = {},
  texts: FieldValues & { readonly title?: string } = {},
): DocumentTicket {
  const { title = 'Не сохраняется приказ', ...written } = texts;
  const entered = Object.fromEntries(Object.keys(written).map((field) => [field, '•']));
  return {
    number,
    receivedAt: at(receivedAt),
    fields: { owner: '10', ...fields, ...entered },
    texts: { title, ownerName: 'Айгуль Нурланова', fields: written },
  };
}

/** A document of a pack, issued as number 17 of 2026 on 25 November. */
export async function aDocument(
  pack: CompiledPack,
  documentId: string,
  content: Partial<DocumentContent>,
): Promise<DocumentModel> {
  const document = pack.documents.get(documentId);
  if (document === undefined) throw new Error(`the pack has no document ${documentId}`);
  const registration = { year: 2026, number: 17, issuedAt: at('2026-11-25T10:05:00Z'), cancelled: null };
  return buildDocument(
    document,
    { registration, tickets: [], period: null, typedSecret: null, ...content },
    await documentContext(pack),
  );
}

/** November 2026 in Almaty. */
export const november = {
  fromOn: '2026-11-01',
  toOn: '2026-11-30',
  fromAt: at('2026-10-31T19:00:00Z'),
  toAt: at('2026-11-30T19:00:00Z'),
};

/** What people may write to break a document out of its cell. */
export const hostileTexts = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '{{constructor.constructor "return 1"}} {{{this}}} {{> _page}}',
  '{#rows}{label}{/rows} {@table} {title} {',
  '=HYPERLINK("http://example.org")',
  '</td></tr></table><h1>x</h1>',
  ']]></w:t></w:r><w:p/> &amp; &lt;',
  'שלום \u202eabc\u202a \u2067 עולם',
  '👩‍👩‍👧‍👦 \u{1f600} \ud800 \u0000\u0007\u000b',
  'Ы'.repeat(9_000),
  'line one\r\nline two\ttabbed',
];
