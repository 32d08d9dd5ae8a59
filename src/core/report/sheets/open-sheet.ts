import { fieldLabel, optionLabel } from '../field-cell.ts';
import { groupOpen } from '../open-tickets.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { text, textLine } from '../report-model.ts';
import type { Sheet } from '../report-model.ts';
import { rowsLine } from '../rows-line.ts';
import { ticketCell, ticketColumn } from '../ticket-cells.ts';

/**
 * Every open ticket by the field the list is grouped by, oldest first. No names and no addresses: the columns are what
 * the pack lists. Null when the pack wants no list.
 * @clause K 3.3.4
 */
export function openSheet(context: ReportContext, { tickets, figures }: ReportData): Sheet | null {
  const list = context.report.open_list;
  if (list === undefined) return null;
  const columnIds = list.columns.filter((id) => id !== list.group_by);
  const rows = groupOpen(context, list.group_by, tickets).flatMap(({ option, tickets: open }) => {
    const label = option === null ? context.words.other : optionLabel(context, list.group_by, option);
    return open.map((ticket) => [
      text(label ?? ''),
      ...columnIds.map((id) => ticketCell(context, id, ticket)),
    ]);
  });
  return {
    id: 'open',
    name: inWords(context, list.sheet),
    above: [textLine('title', inWords(context, list.title)), rowsLine(context, rows.length, figures.open)],
    table: {
      id: 'OpenTickets',
      columns: [
        { id: 'grouped_by', head: fieldLabel(context, list.group_by) },
        ...columnIds.map((id) => ticketColumn(context, id)),
      ],
      rows,
      totals: [],
    },
    below: [],
  };
}
