import { optionIds } from './field-cell.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportedTicket } from './reported-ticket.ts';

/** Option id under which the rest is gathered. */
const OTHER = 'other';

/** The open tickets of one option of a field. */
export interface OpenGroup {
  /** Null for the rest: no value, the option `other`, or a value that is no longer offered. */
  readonly option: string | null;
  /** Oldest first. */
  readonly tickets: readonly ReportedTicket[];
}

/** The open tickets by the options of a field in the pack's order, also those without any, and the rest last. */
export function groupOpen(
  context: ReportContext,
  fieldId: string,
  tickets: readonly ReportedTicket[],
): readonly OpenGroup[] {
  const options = optionIds(context, fieldId).filter((id) => id !== OTHER);
  const groups = new Map<string | null, ReportedTicket[]>([...options, null].map((option) => [option, []]));
  for (const ticket of tickets) {
    if (ticket.standing !== 'open') continue;
    const value = ticket.fields[fieldId];
    const group = typeof value === 'string' ? groups.get(value) : undefined;
    (group ?? groups.get(null))?.push(ticket);
  }
  return [...groups].map(([option, group]) => ({ option, tickets: group.sort(byArrival) }));
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** Order of arrival; of equals the smaller number. */
export function byArrival(one: ReportedTicket, other: ReportedTicket): number {
  return one.receivedAt - other.receivedAt || byNumber.compare(one.number, other.number);
}
