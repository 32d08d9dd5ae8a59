import type { Worksheet } from 'exceljs';
import type { Table } from '../../core/report/report-model.ts';
import { headName } from './plain-text.ts';

/** The first cell of a table whose head stands in that row. */
function startOf(headRow: number): string {
  return `A${headRow}`;
}

/** The rows to set: a table has at least one, if an empty one. */
export function rowsOf(table: Table): Table['rows'] {
  return table.rows.length > 0 ? table.rows : [table.columns.map(() => ({ kind: 'text', text: '' }))];
}

/** Head and rows as a range, for a filter. */
export function filterRangeOf(worksheet: Worksheet, table: Table, headRow: number): string {
  const last = worksheet.getColumn(table.columns.length).letter;
  return `${startOf(headRow)}:${last}${headRow + rowsOf(table).length}`;
}

/** Makes what is set already a table, with its filters. The rows given here are empty so that none is set again. */
export function addExcelTable(worksheet: Worksheet, table: Table, headRow: number): void {
  worksheet.addTable({
    name: table.id,
    ref: startOf(headRow),
    headerRow: true,
    style: { theme: 'TableStyleLight1', showRowStripes: false },
    columns: table.columns.map(({ head }) => ({ name: headName(head), filterButton: true })),
    rows: rowsOf(table).map(() => []),
  });
}
