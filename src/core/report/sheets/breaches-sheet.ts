import { clausesOf } from '../../regulation/list-elements.ts';
import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import type { ClockOutcome } from '../clock-outcome.ts';
import type { Stay } from '../longest-stay.ts';
import { optionLabel } from '../field-cell.ts';
import { byArrival } from '../open-tickets.ts';
import { clauseText } from '../clause-text.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { text } from '../report-model.ts';
import type { Cell, Sheet } from '../report-model.ts';
import { fillIn } from '../report-words.ts';
import type { ReportedTicket } from '../reported-ticket.ts';
import { rowsLine } from '../rows-line.ts';
import { spanText } from '../span-text.ts';
import { isExcluded } from '../standing.ts';
import { ticketCell, ticketColumn } from '../ticket-cells.ts';

const ticketColumnIds = ['number', 'received', 'type', 'priority', 'line'] as const;

/** Tickets whose clocks ran out and were not stopped before the period, with the clause and where the time went. */
export function breachesSheet(
  annex: AnnexOf<'breaches'>,
  context: ReportContext,
  { tickets }: ReportData,
): Sheet {
  const { words, period } = context;
  const counted = tickets.filter(({ standing }) => !isExcluded(standing)).sort(byArrival);
  const rows = annex.clocks.flatMap((clockId) =>
    counted.flatMap((ticket) => {
      const outcome = ticket.clocks.get(clockId);
      const isHere =
        outcome?.verdict === 'late' && (outcome.stoppedAt === null || outcome.stoppedAt >= period.fromAt);
      return isHere ? [rowOf(clockId, ticket, outcome, context)] : [];
    }),
  );
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, rows.length, rows.length)],
    table: {
      id: 'Breaches',
      columns: [
        ...ticketColumnIds.map((id) => ticketColumn(context, id)),
        { id: 'clock', head: words.clock },
        { id: 'goal', head: words.goal },
        { id: 'due', head: words.due },
        { id: 'stopped', head: words.stopped },
        { id: 'overdue', head: words.overdue },
        { id: 'clause', head: words.clause },
        { id: 'cause', head: words.cause },
        { id: 'cause_hours', head: words.cause_hours },
      ],
      rows,
      totals: [],
    },
    below: [],
  };
}

function rowOf(
  clockId: string,
  ticket: ReportedTicket,
  outcome: ClockOutcome,
  context: ReportContext,
): readonly Cell[] {
  const clock = context.pack.clocks.find(({ id }) => id === clockId);
  return [
    ...ticketColumnIds.map((id) => ticketCell(context, id, ticket)),
    text(clock === undefined ? clockId : inWords(context, clock.label)),
    text(outcome.goal === null ? '' : spanText(outcome.goal, context.words)),
    { kind: 'instant', at: outcome.dueAt },
    outcome.stoppedAt === null
      ? text(context.words.still_running)
      : { kind: 'instant', at: outcome.stoppedAt },
    { kind: 'hours', ms: outcome.overdueMs },
    text(clauseText(clausesOf(clock ?? {}).slice(0, 1), context.words)),
    text(outcome.longestStay === null ? '' : stayText(outcome.longestStay, context)),
    { kind: 'hours', ms: outcome.longestStay?.workingMs ?? null },
  ];
}

/** `Information, state “new”, nobody responsible`. */
function stayText({ group, state, hasOwner }: Stay, context: ReportContext): string {
  const { words } = context;
  return fillIn(words.cause_stay, {
    group: optionLabel(context, 'group', group) ?? words.none,
    state: optionLabel(context, 'state', state) ?? words.none,
    owner: hasOwner ? words.cause_owner : words.cause_no_owner,
  });
}
