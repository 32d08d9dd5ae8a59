/** The helpdesk's own id of a ticket, as text. */
export type TicketId = string & { readonly __brand: 'TicketId' };

/** Marks a helpdesk id as a ticket's. */
export function ticketId(value: string | number): TicketId {
  return String(value) as TicketId;
}
