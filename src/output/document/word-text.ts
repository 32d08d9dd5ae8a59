/**
 * A text that XML 1.0 can hold: control characters (but tab and line break) and lone surrogates become U+FFFD. Marks that
 * turn the direction of writing are closed with the text.
 */
export function wordText(text: string): string {
  const clean = text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n?/g, '\n')

    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
  return closeDirections(clean);
}

const opensEmbedding = /[\u202a\u202b\u202d\u202e]/g;
const opensIsolate = /[\u2066-\u2068]/g;

function closeDirections(text: string): string {
  const embeddings = (text.match(opensEmbedding) ?? []).length - (text.match(/\u202c/g) ?? []).length;
  const isolates = (text.match(opensIsolate) ?? []).length - (text.match(/\u2069/g) ?? []).length;
  return text + '\u202c'.repeat(Math.max(0, embeddings)) + '\u2069'.repeat(Math.max(0, isolates));
}
