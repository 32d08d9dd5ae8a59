import type { ClockOutcome } from './clock-outcome.ts';
import { fieldCell, fieldLabel } from './field-cell.ts';
import type { ReportContext } from './report-context.ts';
import { text } from './report-model.ts';
import type { Cell, Column } from './report-model.ts';
import type { ListedTicket } from './reported-ticket.ts';

/** What a list of tickets shows besides their fields. */
const ownColumns = ['number', 'received', 'line', 'term', 'overdue', 'closed'] as const;
type OwnColumn = (typeof ownColumns)[number];

/** The head of a column of a list of tickets: one of ours, or a field's. */
export function ticketColumn(context: ReportContext, id: string): Column {
  return { id, head: isOwn(id) ? context.words[id] : fieldLabel(context, id) };
}

/** What a ticket shows in that column. */
export function ticketCell(context: ReportContext, id: string, ticket: ListedTicket): Cell {
  if (!isOwn(id)) {
    const dueClock = context.pack.fields.get(id)?.due;
    if (dueClock === undefined) return fieldCell(context, id, ticket.fields);
    return { kind: 'instant', at: ticket.clocks.get(dueClock)?.dueAt ?? null };
  }
  const term = ticket.clocks.get(termClockId(context) ?? '');
  switch (id) {
    case 'number':
      return { kind: 'name', text: ticket.number };
    case 'received':
      return { kind: 'instant', at: ticket.receivedAt };
    case 'line':
      return lineCell(context, ticket);
    case 'term':
      return { kind: 'instant', at: term?.dueAt ?? null };
    case 'closed':
      return { kind: 'instant', at: ticket.closedAt };
    case 'overdue':
      return { kind: 'hours', ms: isOverdue(term) ? term.overdueMs : null };
  }
}

/** The clock that a ticket's term is read from: the one the helpdesk shows as solution time, else the pack's last. */
export function termClockId({ pack }: ReportContext): string | undefined {
  return (pack.clocks.find(({ native }) => native === 'solution') ?? pack.clocks.at(-1))?.id;
}

/** Late and still running: a clock that has stopped makes nothing more overdue. */
function isOverdue(term: ClockOutcome | undefined): term is ClockOutcome {
  return term?.verdict === 'late' && term.stoppedAt === null;
}

function lineCell({ pack }: ReportContext, { fields }: ListedTicket): Cell {
  const line = pack.groups.get(String(fields['group']))?.line;
  return line === undefined ? text('') : { kind: 'count', value: line };
}

function isOwn(id: string): id is OwnColumn {
  return (ownColumns as readonly string[]).includes(id);
}
