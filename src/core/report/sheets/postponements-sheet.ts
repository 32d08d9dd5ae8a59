import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { fieldLabel, optionIds, optionLabel } from '../field-cell.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { count, text } from '../report-model.ts';
import type { Cell, Sheet } from '../report-model.ts';
import type { ReportedTicket } from '../reported-ticket.ts';
import { rowsLine } from '../rows-line.ts';
import { isExcluded } from '../standing.ts';
import { termClockId } from '../ticket-cells.ts';

/** Tickets held up or ended for a reason, by reason: how many, and how long their term's clock stood still. */
export function postponementsSheet(
  annex: AnnexOf<'postponements'>,
  context: ReportContext,
  { tickets }: ReportData,
): Sheet {
  const { words } = context;
  const reasons = optionIds(context, annex.field);
  const held = tickets.filter(
    ({ standing, fields }) => !isExcluded(standing) && reasons.includes(String(fields[annex.field])),
  );
  const cellsOf = (of: readonly ReportedTicket[]): readonly Cell[] => [
    count(of.filter(({ standing }) => standing === 'open').length),
    count(of.filter(({ standing }) => standing === 'closed').length),
    count(of.length),
    { kind: 'hours', ms: of.reduce((sum, ticket) => sum + pausedMs(ticket, context), 0) },
  ];
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, reasons.length, reasons.length)],
    table: {
      id: 'Postponements',
      columns: [
        { id: 'reason', head: fieldLabel(context, annex.field) },
        { id: 'open', head: words.postponed_open },
        { id: 'closed', head: words.postponed_closed },
        { id: 'total', head: words.total },
        { id: 'paused', head: words.paused_hours },
      ],
      rows: reasons.map((reason) => [
        text(optionLabel(context, annex.field, reason) ?? reason),
        ...cellsOf(held.filter(({ fields }) => fields[annex.field] === reason)),
      ]),
      keys: reasons,
      totals: [[text(words.total), ...cellsOf(held)]],
    },
    below: [],
  };
}

function pausedMs({ clocks }: ReportedTicket, context: ReportContext): number {
  return clocks.get(termClockId(context) ?? '')?.pausedMs ?? 0;
}
