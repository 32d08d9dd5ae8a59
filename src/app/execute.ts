import type { Instant } from '../core/calendar/instant.ts';
import { NO_LONGER_OWED } from '../core/policy/effect-standing.ts';
import type { Effect, Intent } from '../core/policy/intent.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import { evaluateStored, readParents, subjectOf } from './evaluate-tickets.ts';
import {
  type Execution,
  type ExecutionContext,
  nowOf,
  recordEffect,
  type TicketReading,
} from './execution.ts';
import { giveBack, isUnderWay, promiseOf, showsEffect } from './promise.ts';
import { alarmOfGone, rememberTicket } from './remember-ticket.ts';
import { readOrGone } from './synchronise.ts';
import { writeEffect } from './write-effect.ts';

/** A reading younger than this is as good as a new one: no request is faster. */
const readingLivesMs = 1_000;

/**
 * Carries an intent out, once: reads the ticket again, evaluates it again, promises (`pending`), sends one request that
 * carries the key, reads back, gives back what a person entered meanwhile, records. After a request without an answer
 * nothing else is written to that ticket until the helpdesk's longest request is over; then the mark decides.
 * @throws AppError `unavailable` and `unauthorized` of the helpdesk as a whole: the tick ends, the promise stays.
 */
export async function execute(intent: Intent, id: TicketId, context: ExecutionContext): Promise<Execution> {
  const { desk } = context;
  const effects = await desk.store.ledger.effectsOf(subjectOf(id));
  const now = nowOf(context);
  if ([...effects.values()].some((effect) => isUnderWay(effect, now, desk))) return 'waits';
  const reading = await readFresh(id, now, context);
  if (reading === null) return 'gone';
  const { ticket, readAt } = reading;
  const promise = effects.get(intent.key);
  if (hasMark(ticket, intent.key)) return recover(intent, { ...reading, promise }, context);
  const parent = [...(await readParents([ticket], desk)).values()][0] ?? null;
  const { intents } = evaluateStored(ticket, effects, { context, now: readAt, desk, parent });
  const owed = intents.find(({ key }) => key === intent.key);
  if (owed !== undefined) return writeEffect(owed, { ticket, readAt, promise }, context);
  if (promise?.status !== 'pending') return 'not-owed';
  if (showsEffect(ticket, promise)) return recover(intent, { ...reading, promise }, context);
  // A promise that nobody is owed any more must not stay in the queue.
  await recordEffect(intent, { status: 'skipped', details: { why: NO_LONGER_OWED } }, context);
  return 'not-owed';
}

/** The ticket shows that it was done, by a request of which we did not hear. */
async function recover(
  intent: Intent,
  { ticket, readAt, promise }: TicketReading & { readonly promise: Effect | undefined },
  context: ExecutionContext,
): Promise<Execution> {
  const basis = promiseOf(promise)?.basis ?? null;
  if ((await giveBack(intent, { ticket, basis, now: readAt }, context.desk)) === 'waits') {
    await recordEffect(intent, { status: 'pending', details: { ...promise?.details } }, context);
    return 'waits';
  }
  await recordEffect(intent, { status: 'done', details: { ...promise?.details, recovered: true } }, context);
  return 'recovered';
}

async function readFresh(
  id: TicketId,
  now: Instant,
  { desk, readings }: ExecutionContext,
): Promise<TicketReading | null> {
  const recent = readings.get(id);
  if (recent !== undefined && now - recent.readAt < readingLivesMs) return recent;
  const { ticket, gone } = await readOrGone(id, desk);
  if (gone !== null) {
    await desk.store.tickets.markGone(id, gone.how, now);
    await alarmOfGone(gone, now, desk);
  }
  return ticket === null ? null : { ticket: await rememberTicket(ticket, now, desk), readAt: now };
}

function hasMark({ timeline }: Ticket, key: string): boolean {
  return timeline.some((fact) => fact.kind === 'article' && fact.effectKey === key);
}
