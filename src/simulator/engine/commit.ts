import type { Ticket } from '../state/records.ts';
import type { Params } from '../state/row.ts';
import type { Transaction, World } from '../state/world.ts';
import { isSameValue } from './cast.ts';
import { calculateEscalation } from './escalation.ts';
import { tellOfChanges } from './history.ts';
import { fireTriggers } from './triggers.ts';

/** Brings the escalation of the tickets that were touched up to date. */
export function settleEscalations(world: World, transaction: Transaction): void {
  for (const id of transaction.touched) {
    const ticket = world.tickets.get(id);
    if (ticket === undefined) continue;
    writeEscalation(world, ticket, calculateEscalation(world, ticket), {
      at: transaction.at,
      userId: ticket.updated_by_id,
    });
  }
  transaction.touched.clear();
}

/** Triggers, then escalation, under a later time than what set them off. */
export function settleTriggers(world: World, transaction: Transaction): void {
  if (transaction.events.size === 0) return;
  world.restamp(transaction);
  fireTriggers(world, transaction);
  settleEscalations(world, transaction);
}

/** Writes what an SLA makes of a ticket, when it differs. */
export function writeEscalation(
  world: World,
  ticket: Ticket,
  calculated: Params,
  { at, userId }: { readonly at: string; readonly userId: number },
): void {
  const changes = Object.fromEntries(
    Object.entries(calculated).filter(([column, value]) => !isSameValue(ticket[column], value)),
  );
  if (Object.keys(changes).length === 0) return;
  const before = Object.fromEntries(Object.keys(changes).map((column) => [column, ticket[column]]));
  world.tickets.update(ticket, { ...changes, updated_at: at, updated_by_id: userId });
  tellOfChanges(world, ticket, before, { userId, at });
}
