import type { Worksheet } from 'exceljs';
import type { Table } from '../../core/report/report-model.ts';
import { headName } from './plain-text.ts';

/** The looks of a table: lines, no colour. */
export const TABLE_THEME = 'TableStyleLight1';
const LETTERS = 26;

/** The first cell of a table whose head stands in that row. */
function startOf(headRow: number): string {
  return `A${headRow}`;
}

/** The rows to set: a table has at least one, if an empty one. */
export function rowsOf(table: Table): Table['rows'] {
  return table.rows.length > 0 ? table.rows : [table.columns.map(() => ({ kind: 'text', text: '' }))];
}

/** Head and rows of a table as a range. */
export function tableRange(table: Table, headRow: number): string {
  return `${startOf(headRow)}:${columnLetters(table.columns.length)}${headRow + rowsOf(table).length}`;
}

/** What a column is called: A, B, … Z, AA. */
function columnLetters(number: number): string {
  if (number < 1) return '';
  const last = String.fromCharCode('A'.charCodeAt(0) + ((number - 1) % LETTERS));
  return columnLetters(Math.floor((number - 1) / LETTERS)) + last;
}

/** Makes what is set already a table, with its filters. The rows given here are empty so that none is set again. */
export function addExcelTable(worksheet: Worksheet, table: Table, headRow: number): void {
  worksheet.addTable({
    name: table.id,
    ref: startOf(headRow),
    headerRow: true,
    style: { theme: TABLE_THEME, showRowStripes: false },
    columns: table.columns.map(({ head }) => ({ name: headName(head), filterButton: true })),
    rows: rowsOf(table).map(() => []),
  });
}
