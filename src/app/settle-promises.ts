import type { Instant } from '../core/calendar/instant.ts';
import { NO_LONGER_OWED } from '../core/policy/effect-standing.ts';
import { ticketId, type TicketId } from '../core/ticket/ticket-id.ts';
import type { LedgerDraft, LedgerEntry } from '../store/store.ts';
import type { Desk } from './desk.ts';
import { followUpDraft } from './ledger-drafts.ts';
import { giveBack, isUnderWay, promiseOf, showsEffect } from './promise.ts';
import { isMailEffect } from './owed-mail.ts';

const promisesAtOnce = 1_000;

/**
 * Promises whose request is over, one way or the other: left by a write without an answer, or by a process that ended
 * in between. Their tickets are evaluated in this tick, whatever else happens to them. Mails settle themselves.
 */
export async function wakePromises(desk: Desk, now: Instant): Promise<readonly LedgerEntry[]> {
  const entries = await desk.store.ledger.listByStatus('pending', promisesAtOnce);
  const over = entries.filter(
    (entry) => !isMailEffect(entry) && !isUnderWay({ ...entry, status: 'pending' }, now, desk),
  );
  await desk.store.tickets.wakeNow(over.map(idOf));
  return over;
}

/**
 * Settles the promises that no intent of this tick takes up again: what the ticket shows was done, the rest is no
 * longer owed. `owedKeys`: keys of the intents found in this tick.
 */
export async function settlePromises(
  promises: readonly LedgerEntry[],
  owedKeys: ReadonlySet<string>,
  desk: Desk,
  now: Instant,
): Promise<void> {
  for (const promise of promises) {
    if (owedKeys.has(promise.key)) continue;
    const ticket = await desk.store.tickets.get(idOf(promise));
    const isDone = ticket !== null && showsEffect(ticket, promise);
    const basis = promiseOf(promise)?.basis ?? null;
    if (isDone && (await giveBack(promise, { ticket, basis, now }, desk)) === 'waits') {
      const { details } = promise;
      await desk.store.ledger.append([followUpDraft(promise, { status: 'pending', at: now, details })]);
    } else await desk.store.ledger.append([settledDraft(promise, isDone, now)]);
    // What was done may owe something else.
    await desk.store.tickets.wakeNow([idOf(promise)]);
  }
}

function settledDraft(promise: LedgerEntry, isDone: boolean, now: Instant): LedgerDraft {
  return isDone
    ? followUpDraft(promise, { status: 'done', at: now, details: { ...promise.details, recovered: true } })
    : followUpDraft(promise, {
        status: 'skipped',
        at: now,
        details: { ...promise.details, why: NO_LONGER_OWED },
      });
}

function idOf({ subject }: LedgerEntry): TicketId {
  return ticketId(subject.slice('ticket:'.length));
}
