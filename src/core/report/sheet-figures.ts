import { createHash } from 'node:crypto';
import type { Cell, Sheet, Table } from './report-model.ts';

/** Hexadecimal digits of a digest that are kept: enough to tell two contents of one list apart. */
const DIGEST_LENGTH = 16;

/** Column → number, of one row; times in milliseconds. What is 0, unknown or a share of the others is left out. */
type RowFigures = Readonly<Record<string, number>>;

/** What a table is remembered by: its figures where its rows are figures, else a digest of the list it is. */
export type SheetFigures =
  | { readonly rows: number; readonly figures: Readonly<Record<string, RowFigures>> }
  | { readonly rows: number; readonly digest: string };

/** The figures of every sheet that has a table, by the table's id. */
export function figuresOfSheets(sheets: readonly Sheet[]): Readonly<Record<string, SheetFigures>> {
  const tables = sheets.flatMap(({ table }) => (table === null ? [] : [table]));
  return Object.fromEntries(tables.map((table) => [table.id, figuresOf(table)]));
}

function figuresOf(table: Table): SheetFigures {
  const { rows, totals, keys } = table;
  if (keys === undefined) return { rows: rows.length, digest: digestOf(table) };
  const named = [
    ...rows.map((row, index) => [keys[index] ?? String(index), rowFigures(row, table)] as const),
    ...totals.map((row, index) => [`total ${index + 1}`, rowFigures(row, table)] as const),
  ];
  const figures = Object.fromEntries(named.filter(([, row]) => Object.keys(row).length > 0));
  return { rows: rows.length, figures };
}

function rowFigures(row: readonly Cell[], { columns }: Table): RowFigures {
  const numbers = row.map((cell, index) => [columns[index]?.id ?? String(index), numberIn(cell)] as const);
  return Object.fromEntries(numbers.filter((entry): entry is readonly [string, number] => entry[1] !== 0));
}

function numberIn(cell: Cell): number {
  if (cell.kind === 'count') return cell.value;
  return cell.kind === 'hours' || cell.kind === 'duration' ? (cell.ms ?? 0) : 0;
}

/** Logins change, and not every look at a report asks for them. */
function withoutNames(row: readonly Cell[]): readonly Cell[] {
  return row.some(isPerson)
    ? row.map((cell) => (isPerson(cell) ? { kind: 'text', text: cell.person } : cell))
    : row;
}

function isPerson(cell: Cell): cell is Cell & { readonly person: string } {
  return cell.kind === 'text' && cell.person !== undefined;
}

function digestOf({ rows, totals }: Table): string {
  const hash = createHash('sha256');
  for (const row of [...rows, ...totals]) hash.update(`${JSON.stringify(withoutNames(row))}\n`);
  return hash.digest('hex').slice(0, DIGEST_LENGTH);
}
