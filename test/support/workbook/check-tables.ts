import type { PackedSheet, WorkbookPackage } from './open-package.ts';
import { readRange } from './ranges.ts';
import { findAll } from './xml.ts';
import type { Element } from './xml.ts';

/** What Excel would not accept in the tables of a workbook. */
export function checkTables(book: WorkbookPackage): readonly string[] {
  const tables = book.sheets.flatMap((sheet) => sheet.tables.map((table) => ({ sheet, table })));
  const repeated = (key: string): readonly string[] => {
    const values = tables.map(({ table }) => table.attributes[key]?.toLowerCase());
    return values
      .filter((value, index) => values.indexOf(value) !== index)
      .map((value) => `two tables ${value}`);
  };
  return [
    ...repeated('id'),
    ...repeated('displayName'),
    ...tables.flatMap(({ sheet, table }) => checkTable(table, sheet, book)),
  ];
}

function checkTable(table: Element, sheet: PackedSheet, book: WorkbookPackage): readonly string[] {
  const { displayName = '', ref = '' } = table.attributes;
  const range = readRange(ref);
  const columns = findAll(table, 'tableColumn').map(({ attributes }) => attributes['name'] ?? '');
  const heads = headsOf(sheet, book, range.top).slice(range.left - 1, range.right);
  const lower = columns.map((column) => column.toLowerCase());
  const filter = findAll(table, 'autoFilter')[0]?.attributes['ref'];
  const problems = [
    ...(/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(displayName) && !/^[A-Z]{1,3}\d+$/i.test(displayName)
      ? []
      : ['bad name']),
    ...(range.bottom > range.top ? [] : ['no rows']),
    ...(columns.length === range.right - range.left + 1 ? [] : ['columns and range differ']),
    ...(columns.every((column) => column !== '' && column.length <= 255)
      ? []
      : ['an empty or too long head']),
    ...(new Set(lower).size === columns.length ? [] : ['two columns of one name']),
    ...(JSON.stringify(columns) === JSON.stringify(heads)
      ? []
      : [`heads ${heads.join('|')} are not its columns`]),
    ...(filter === undefined || filter === ref ? [] : ['the filter has another range']),
  ];
  return problems.map((problem) => `table ${displayName}: ${problem}`);
}

/** The texts of a row, by column. */
function headsOf({ xml }: PackedSheet, { sharedStrings }: WorkbookPackage, row: number): readonly string[] {
  const cells = findAll(xml, 'row').find(({ attributes }) => attributes['r'] === String(row))?.children ?? [];
  return cells.map((cell) => {
    const text = cell.children.map((child) => child.text).join('');
    return cell.attributes['t'] === 's' ? (sharedStrings[Number(text)] ?? '') : text;
  });
}
