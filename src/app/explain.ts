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
  /** The applicant's other requests registered before this one, oldest first. */
  readonly earlier: readonly EarlierTicket[];
}

/** An earlier request of the same applicant. */
interface EarlierTicket {
  readonly number: string;
  readonly createdAt: Instant;
  /** The pack's id of its state; null when it is in none of the pack's. */
  readonly state: string | null;
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
  const earlier = await listEarlier(ticket, store);
  return { earlier, ticket, clocks: explainClocks({ pack, ticket }, now), ledger };
}

/** @clause K 1 «Проактивна Підтримка користувачів ГБ» */
async function listEarlier(ticket: Ticket, { tickets }: Store): Promise<readonly EarlierTicket[]> {
  const ids = await tickets.listOfApplicant(ticket.applicant.id);
  const others = await tickets.getAll(ids.filter((id) => id !== ticket.id));
  return others
    .filter(({ createdAt }) => createdAt <= ticket.createdAt)
    .sort((one, other) => one.createdAt - other.createdAt)
    .map(({ number, createdAt, fields }) => {
      const state = fields['state'] ?? null;
      return { number, createdAt, state: state === null ? null : String(state) };
    });
}
