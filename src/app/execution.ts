import type { Instant } from '../core/calendar/instant.ts';
import type { Effect, Intent } from '../core/policy/intent.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { Desk } from './desk.ts';
import type { TickContext } from './evaluate-tickets.ts';
import { effectDraft } from './ledger-drafts.ts';

/** What became of an intent in this tick. `waits` = an earlier request to this ticket may still be under way. */
export type Execution =
  'done' | 'recovered' | 'not-owed' | 'waits' | 'gone' | Exclude<Effect['status'], 'pending' | 'held'>;

/** What executions of a tick share. */
export interface ExecutionContext extends TickContext {
  readonly desk: Desk;
  /** Tickets as they were just read back; several effects of one ticket follow each other closely. */
  readonly readings: Map<TicketId, TicketReading>;
}

/** A ticket and the instant just before it was read. */
export interface TicketReading {
  readonly ticket: Ticket;
  readonly readAt: Instant;
}

/** This instant by the helpdesk's clock. */
export function nowOf({ desk, offsetMs }: ExecutionContext): Instant {
  return desk.clock.now() + offsetMs;
}

/** Puts on record what became of an intent, as of now. */
export async function recordEffect(
  intent: Intent,
  news: { readonly status: Effect['status']; readonly details: Readonly<Record<string, unknown>> },
  context: ExecutionContext,
): Promise<void> {
  const draft = effectDraft(intent, { at: nowOf(context), ...news }, context.desk);
  await context.desk.store.ledger.append([draft]);
}
