import { fieldCell, fieldLabel, optionLabel } from '../field-cell.ts';
import { groupOpen } from '../open-tickets.ts';
import { inWords } from '../report-context.ts';
import type { ReportContext } from '../report-context.ts';
import { text, textLine } from '../report-model.ts';
import type { Cell, Column, Sheet } from '../report-model.ts';
import { fillIn } from '../report-words.ts';
import type { ReportedTicket } from '../reported-ticket.ts';

const OPEN_SHEET = 'open';

/** What a column of the list shows besides the fields of the ticket. */
const ownColumns = ['number', 'received', 'line', 'term', 'overdue'] as const;
type OwnColumn = (typeof ownColumns)[number];

/**
 * Every open ticket by the field the list is grouped by, oldest first. No names and no addresses: the columns are what
 * the pack lists. Null when the pack wants no list.
 * @clause K 3.3.4
 */
export function openSheet(context: ReportContext, tickets: readonly ReportedTicket[]): Sheet | null {
  const list = context.report.open_list;
  if (list === undefined) return null;
  const columnIds = list.columns.filter((id) => id !== list.group_by);
  const rows = groupOpen(context, list.group_by, tickets).flatMap(({ option, tickets: open }) => {
    const label = option === null ? context.words.other : optionLabel(context, list.group_by, option);
    return open.map((ticket) => [
      text(label ?? ''),
      ...columnIds.map((id) => columnCell(context, id, ticket)),
    ]);
  });
  const open = tickets.filter(({ standing }) => standing === 'open').length;
  return {
    id: OPEN_SHEET,
    name: inWords(context, list.sheet),
    above: [
      textLine('title', inWords(context, list.title)),
      textLine(
        'note',
        fillIn(context.words.rows_of, { rows: rows.length, all: open, zone: context.pack.manifest.zone }),
      ),
    ],
    table: {
      id: 'OpenTickets',
      columns: [
        { id: 'grouped_by', head: fieldLabel(context, list.group_by) },
        ...columnIds.map((id) => columnOf(context, id)),
      ],
      rows,
      totals: null,
    },
    below: [],
  };
}

function columnOf(context: ReportContext, id: string): Column {
  return { id, head: isOwn(id) ? context.words[id] : fieldLabel(context, id) };
}

function columnCell(context: ReportContext, id: string, ticket: ReportedTicket): Cell {
  const term = ticket.clocks.get(termClockId(context) ?? '');
  if (!isOwn(id)) {
    const dueClock = context.pack.fields.get(id)?.due;
    if (dueClock === undefined) return fieldCell(context, id, ticket.fields);
    return { kind: 'instant', at: ticket.clocks.get(dueClock)?.dueAt ?? null };
  }
  switch (id) {
    case 'number':
      return { kind: 'name', text: ticket.number };
    case 'received':
      return { kind: 'instant', at: ticket.receivedAt };
    case 'line':
      return lineCell(context, ticket);
    case 'term':
      return { kind: 'instant', at: term?.dueAt ?? null };
    case 'overdue':
      return { kind: 'hours', ms: term?.state === 'breached' ? term.overdueMs : null };
  }
}

function lineCell({ pack }: ReportContext, { fields }: ReportedTicket): Cell {
  const line = pack.groups.get(String(fields['group']))?.line;
  return line === undefined ? text('') : { kind: 'count', value: line };
}

/** The term of a ticket is that of the clock which the helpdesk shows as solution time, else of the pack's last clock. */
function termClockId({ pack }: ReportContext): string | undefined {
  return (pack.clocks.find(({ native }) => native === 'solution') ?? pack.clocks.at(-1))?.id;
}

function isOwn(id: string): id is OwnColumn {
  return (ownColumns as readonly string[]).includes(id);
}
