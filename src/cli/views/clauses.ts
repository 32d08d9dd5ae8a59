import type { CoveredRow } from '../../core/regulation/cover-clauses.ts';
import { renderTable } from './table.ts';

/** The clause table for people: one line a row, then what is open and why. */
export function renderClauses(rows: readonly CoveredRow[]): string {
  const table = renderTable(
    [
      { title: 'row' },
      { title: 'status' },
      { title: 'elements', align: 'right' },
      { title: 'tests', align: 'right' },
      { title: 'clauses' },
    ],
    rows.map((row) => [
      row.id,
      row.status,
      String(row.by.length),
      String(row.tests.length),
      row.clauses.join(', '),
    ]),
  );
  const open = rows.filter(({ status }) => status === 'open');
  const reasons = open.map(({ id, why }) => `  ${id}: ${why ?? ''}`).join('\n');
  return `${table}\n\n${rows.length} rows, ${open.length} open${open.length > 0 ? `:\n${reasons}` : ''}\n`;
}
