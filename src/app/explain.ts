import { AppError } from '../core/app-error.ts';
import { explainClocks, type ExplainedClock } from '../core/clock/explain-clock.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { LedgerEntry, Store } from '../store/store.ts';
import { subjectOf } from './evaluate-tickets.ts';

/** A ticket's life: what counted and what did not, and what was found and done about it. */
export interface Explanation {
  readonly ticket: Ticket;
  readonly clocks: readonly ExplainedClock[];
  readonly ledger: readonly LedgerEntry[];
}

/**
 * Explains the ticket of a number as of `now`.
 * @throws AppError `input` when no governed ticket has that number.
 */
export async function explainTicket(
  number: string,
  { pack, store, now }: { readonly pack: CompiledPack; readonly store: Store; readonly now: Instant },
): Promise<Explanation> {
  const ticket = await store.tickets.findByNumber(number);
  if (ticket === null) {
    throw new AppError(
      'input',
      `There is no ticket ${number} in the groups that ${pack.manifest.id} governs`,
    );
  }
  const ledger: LedgerEntry[] = [];
  for await (const entries of store.ledger.list({ subject: subjectOf(ticket.id) })) ledger.push(...entries);
  return { ticket, clocks: explainClocks({ pack, ticket }, now), ledger };
}
