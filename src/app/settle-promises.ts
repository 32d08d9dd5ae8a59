import type { Instant } from '../core/calendar/instant.ts';
import { ticketId, type TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { LedgerDraft, LedgerEntry } from '../store/store.ts';
import type { Desk } from './desk.ts';
import { followUpDraft } from './ledger-drafts.ts';
import { isUnderWay, promiseOf, settleWrite } from './promise.ts';
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
    await desk.store.ledger.append([settledDraft(promise, isDone, now)]);
    if (isDone) await settleWrite(promise, { ticket, basis: promiseOf(promise)?.basis ?? null, now }, desk);
  }
}

function settledDraft(promise: LedgerEntry, isDone: boolean, now: Instant): LedgerDraft {
  return isDone
    ? followUpDraft(promise, { status: 'done', at: now, details: { ...promise.details, recovered: true } })
    : followUpDraft(promise, {
        status: 'skipped',
        at: now,
        details: { ...promise.details, why: 'no longer owed' },
      });
}

/** The message with the key is there, or the service wrote those fields since the promise. */
function showsEffect({ timeline }: Ticket, { key, at, details }: LedgerEntry): boolean {
  if (timeline.some((fact) => fact.kind === 'article' && fact.effectKey === key)) return true;
  const fields = Array.isArray(details['fields']) ? (details['fields'] as readonly string[]) : [];
  const isMessage = details['article'] !== undefined;
  return (
    !isMessage &&
    fields.length > 0 &&
    fields.every((field) =>
      timeline.some(
        (fact) =>
          fact.kind === 'field-changed' &&
          fact.field === field &&
          fact.actor === 'service' &&
          fact.at >= at - clockNoiseMs,
      ),
    )
  );
}

/** The helpdesk's clock is known to the second. */
const clockNoiseMs = 2_000;

function idOf({ subject }: LedgerEntry): TicketId {
  return ticketId(subject.slice('ticket:'.length));
}
