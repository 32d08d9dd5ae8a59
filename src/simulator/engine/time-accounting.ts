import type { Ticket, TimeAccounting } from '../state/records.ts';
import type { Transaction, World } from '../state/world.ts';
import { changeTicket, touchTicket } from './ticket-writer.ts';

interface TimeSpent {
  readonly time_unit: number;
  readonly articleId: number | null;
  readonly transaction: Transaction;
}

export function accountTime(
  world: World,
  ticket: Ticket,
  { time_unit, articleId, transaction }: TimeSpent,
): TimeAccounting {
  const entry = world.timeAccountings.insert({
    ticket_id: ticket.id,
    ticket_article_id: articleId,
    time_unit,
    type_id: null,
    created_by_id: transaction.userId,
    created_at: transaction.at,
    updated_at: transaction.at,
  });
  sumUp(world, ticket, transaction);
  return entry;
}

/** Brings the ticket's sum in line with its entries. */
export function sumUp(world: World, ticket: Ticket, transaction: Transaction): void {
  const total = world.timeAccountings
    .where('ticket_id', ticket.id)
    .reduce((sum, one) => sum + one.time_unit, 0);
  if (total === ticket['time_unit']) touchTicket(world, ticket, transaction);
  else changeTicket(world, ticket, { time_unit: total }, { transaction });
}

/** As PostgreSQL prints a decimal: always with a fraction. */
export const decimalText = (value: number): string =>
  Number.isInteger(value) ? value.toFixed(1) : String(value);
