import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { byArrival } from '../open-tickets.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import type { Sheet } from '../report-model.ts';
import { rowsLine } from '../rows-line.ts';
import { isExcluded } from '../standing.ts';
import { ticketCell, ticketColumn } from '../ticket-cells.ts';

/** The id of the journal's condition, which no row of a pack can have. */
export const JOURNAL_CONDITION = '#journal';

/** Every ticket received in the period that the pack wants in its journal, in order of arrival. */
export function journalSheet(
  annex: AnnexOf<'journal'>,
  context: ReportContext,
  { tickets, figures }: ReportData,
): Sheet {
  const entered = tickets
    .filter(({ origin, standing }) => origin === 'received' && !isExcluded(standing))
    .filter(({ matches }) => annex.when === undefined || matches.includes(JOURNAL_CONDITION))
    .sort(byArrival);
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, entered.length, figures.received)],
    table: {
      id: 'Journal',
      columns: annex.columns.map((id) => ticketColumn(context, id)),
      rows: entered.map((ticket) => annex.columns.map((id) => ticketCell(context, id, ticket))),
      totals: [],
    },
    below: [],
  };
}
