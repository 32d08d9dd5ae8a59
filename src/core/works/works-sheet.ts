import { DateTime } from 'luxon';
import type { TextGrid } from '../roster/roster-grid.ts';
import { cellName } from '../roster/roster-grid.ts';
import { localize } from '../regulation/localize.ts';
import { WORKS_COLUMNS } from './read-works.ts';
import type { WorksColumn, WorksContext, WorksTable } from './read-works.ts';
import type { Works } from './works.ts';

/** The words of the sheet that a schedule is filled into, and the heads of its columns. */
export interface WorksWords extends Readonly<Record<WorksColumn, string>> {
  readonly title: string;
  readonly hint: string;
}

/** Where the sheet holds what, counted from 0. */
export const worksPlaces = { monthRow: 0, monthColumn: 1, headRow: 2, firstRow: 3 } as const;

/** The schedule's sheet of a month with these works in it, in the order of their beginnings; none = to be filled in. */
export function worksSheet(
  month: string,
  works: readonly Works[],
  { words, context }: { readonly words: WorksWords; readonly context: WorksContext },
): TextGrid {
  const time = (at: number): string =>
    DateTime.fromMillis(at, { zone: context.zone }).toFormat('yyyy-MM-dd HH:mm');
  const labelOf = (kind: string): string => {
    const found = context.kinds.find(({ id }) => id === kind);
    return found === undefined ? kind : localize(found.label, context.language);
  };
  return [
    [words.title, month],
    [words.hint],
    WORKS_COLUMNS.map((column) => words[column]),
    ...[...works]
      .sort((one, other) => one.fromAt - other.fromAt)
      .map((each) => [
        labelOf(each.kind),
        each.title,
        time(each.fromAt),
        time(each.toAt),
        each.agreedBy,
        each.approvedBy,
      ]),
  ];
}

/** What a filled-in sheet holds, its places named as the spreadsheet names them. */
export function tableOfSheet(grid: TextGrid): WorksTable {
  const { monthRow, monthColumn, firstRow } = worksPlaces;
  const at = (row: number, column: number): { readonly text: string; readonly place: string } => ({
    text: grid[row]?.[column] ?? '',
    place: cellName(row, column),
  });
  const rows = grid.flatMap((cells, row) => {
    if (row < firstRow || cells.every((text) => text.trim() === '')) return [];
    const entries = WORKS_COLUMNS.map((column, index) => [column, at(row, index)] as const);
    return [Object.fromEntries(entries) as WorksTable['rows'][number]];
  });
  return { month: at(monthRow, monthColumn), rows };
}
