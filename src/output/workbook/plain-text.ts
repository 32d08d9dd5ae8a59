/** A cell of a workbook holds no more than this. */
const MAX_CELL_LENGTH = 32_767;
const MAX_SHEET_NAME_LENGTH = 31;

/** Characters that XML 1.0 has no place for, lone surrogates among them. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** What a spreadsheet would take for a formula when the text is typed in again or exported. */
const FORMULA_START = /^[=+\-@\t\r]/;

/** A text that stays text: not a formula, not too long, nothing that the file cannot hold. */
export function plainText(text: string): string {
  const writable = text.replace(UNWRITABLE, '\ufffd');
  const neutral = FORMULA_START.test(writable) ? `'${writable}` : writable;
  return neutral.length > MAX_CELL_LENGTH ? `${cut(neutral, MAX_CELL_LENGTH - 1)}…` : neutral;
}

/** A name that a sheet may bear and that no other of the workbook bears, letter case aside. */
export function sheetName(wanted: string, taken: ReadonlySet<string>): string {
  const allowed =
    wanted
      .replace(/[[\]:*?/\\]/g, ' ')
      .replaceAll("'", '’')
      .trim() || 'Sheet';
  let name = cut(allowed, MAX_SHEET_NAME_LENGTH);
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    const ending = ` ${number}`;
    name = cut(allowed, MAX_SHEET_NAME_LENGTH - ending.length) + ending;
  }
  return name;
}

/** The beginning of a text, without half a surrogate pair at its end. */
function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}

/** The head of a table's column: one line, as the table's own list of columns must repeat it letter by letter. */
export function headName(head: string): string {
  return plainText(head).replace(/\s+/g, ' ');
}
