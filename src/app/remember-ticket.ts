import type { Instant } from '../core/calendar/instant.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import { alarmOfTicket } from './alarms.ts';
import type { Desk } from './desk.ts';

/** How a ticket went out of sight. */
export interface Gone {
  readonly id: TicketId;
  readonly how: 'deleted' | 'access-lost';
}

/**
 * Stores a ticket that was just read and answers with it as it is known now: fields that were removed from the helpdesk
 * stand as they were last seen.
 */
export async function rememberTicket(ticket: Ticket, now: Instant, { store }: Desk): Promise<Ticket> {
  await store.tickets.save(ticket, now);
  return ticket.unseenFields === undefined ? ticket : ((await store.tickets.get(ticket.id)) ?? ticket);
}

/** Raises an alarm for a ticket that went out of sight, the first time it is found so. */
export async function alarmOfGone({ id, how }: Gone, now: Instant, desk: Desk): Promise<void> {
  const known = await desk.store.tickets.get(id);
  const fact = known?.timeline.findLast(({ kind }) => kind === how);
  if (fact === undefined) return;
  await alarmOfTicket({ id, code: how, occurrence: fact.id, details: { number: known?.number } }, now, desk);
}

/** Raises an alarm for what merging did to a ticket since it was last known; what came before `since` is history. */
export async function alarmOfMerge(
  ticket: Ticket,
  { known, since }: { readonly known: Ticket | null; readonly since: Instant },
  now: Instant,
  desk: Desk,
): Promise<void> {
  const told = new Set(known?.timeline.map(({ id }) => id));
  for (const fact of ticket.timeline) {
    if (fact.kind !== 'merged' || fact.at < since || told.has(fact.id)) continue;
    const details = { number: ticket.number, into: fact.into };
    await alarmOfTicket({ id: ticket.id, code: 'merged', occurrence: fact.id, details }, now, desk);
  }
}

/** Raises an alarm for a new ticket that was split from another: it has clocks of its own from now on. */
export async function alarmOfSplit(
  ticket: Ticket,
  origin: TicketId,
  now: Instant,
  desk: Desk,
): Promise<void> {
  const from = (await desk.store.tickets.get(origin))?.number ?? origin;
  const details = { number: ticket.number, from };
  await alarmOfTicket({ id: ticket.id, code: 'split', occurrence: 'created', details }, now, desk);
}
