import type { QueueJump } from '../../queue/queue-audit.ts';
import { annexHeading, annexName } from '../annex-heading.ts';
import type { AnnexOf } from '../annex-heading.ts';
import { fieldLabel, optionLabel } from '../field-cell.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import { count, text } from '../report-model.ts';
import type { Cell, Sheet } from '../report-model.ts';
import type { ReportedTicket } from '../reported-ticket.ts';
import { rowsLine } from '../rows-line.ts';
import { ticketCell, ticketColumn } from '../ticket-cells.ts';

const classIds = ['type', 'priority'] as const;

/** What was taken while older requests of its queue waited, with how many and which was the oldest of them. */
export function queueJumpsSheet(
  annex: AnnexOf<'queue-jumps'>,
  context: ReportContext,
  { tickets, queue }: ReportData,
): Sheet {
  const { words, pack } = context;
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const by = pack.desk.queue?.by ?? 'group';
  return {
    id: annex.kind,
    name: annexName(annex, context),
    above: [...annexHeading(annex, context), rowsLine(context, queue.jumps.length, queue.taken)],
    table: {
      id: 'QueueJumps',
      columns: [
        { id: 'taken', head: words.jump_taken_at },
        { id: 'number', head: words.number },
        { id: 'received', head: words.received },
        { id: 'queue', head: fieldLabel(context, by) },
        ...classIds.map((id) => ticketColumn(context, id)),
        { id: 'allowed', head: words.jump_allowed },
        { id: 'passed_over', head: words.jump_passed_over },
        { id: 'oldest', head: words.jump_oldest },
        { id: 'oldest_received', head: words.jump_oldest_received },
      ],
      rows: queue.jumps.map((jump) => rowOf(jump, byId.get(jump.id), { context, by })),
      totals: [],
    },
    below: [],
  };
}

function rowOf(
  { takenAt, number, receivedAt, queue, isAllowed, passedOver, oldest }: QueueJump,
  ticket: ReportedTicket | undefined,
  { context, by }: { readonly context: ReportContext; readonly by: string },
): readonly Cell[] {
  const { words } = context;
  return [
    { kind: 'instant', at: takenAt },
    { kind: 'name', text: number },
    { kind: 'instant', at: receivedAt },
    text(optionLabel(context, by, queue) ?? queue),
    ...classIds.map((id) => (ticket === undefined ? text('') : ticketCell(context, id, ticket))),
    text(isAllowed ? words.yes : words.no),
    count(passedOver),
    { kind: 'name', text: oldest.number },
    { kind: 'instant', at: oldest.receivedAt },
  ];
}
