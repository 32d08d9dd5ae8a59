import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { Effect, Intent } from '../core/policy/intent.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { TicketChange, WriteOutcome } from '../helpdesk/helpdesk.ts';
import type { Desk } from './desk.ts';
import { evaluateStored, subjectOf, type TickContext } from './evaluate-tickets.ts';
import { effectDraft, mishapDraft } from './ledger-drafts.ts';
import { basisOf, findUndone } from './overwritten.ts';
import { prepareChange } from './prepare-change.ts';
import { isUnderWay, promiseOf, settleWrite } from './promise.ts';
import { readOrGone } from './synchronise.ts';
import { takeIn } from './take-in.ts';

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
interface TicketReading {
  readonly ticket: Ticket;
  readonly readAt: Instant;
}

/** A reading younger than this is as good as a new one: no request is faster. */
const readingLivesMs = 1_000;

/** A write whose outcome stays unknown so often is given up and told. */
const attemptsAtMost = 5;

/**
 * Carries an intent out, once: reads the ticket again, evaluates it again, promises (`pending`), sends one request that
 * carries the key, reads back, records. After a request without an answer nothing else is written to that ticket until
 * the helpdesk's longest request is over; then the mark decides.
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
  if (hasMark(ticket, intent.key)) {
    await record(intent, { status: 'done', details: { ...promise?.details, recovered: true } }, context);
    await settleWrite(intent, { ticket, basis: promiseOf(promise)?.basis ?? null, now: readAt }, desk);
    return 'recovered';
  }
  const { intents } = evaluateStored(ticket, effects, { context, now: readAt, desk });
  const owed = intents.find(({ key }) => key === intent.key);
  if (owed !== undefined) return write(owed, { ticket, readAt, promise }, context);
  // A promise that nobody is owed any more must not stay in the queue.
  if (promise?.status === 'pending') {
    await record(intent, { status: 'skipped', details: { why: 'no longer owed' } }, context);
  }
  return 'not-owed';
}

async function readFresh(
  id: TicketId,
  now: Instant,
  { desk, readings }: ExecutionContext,
): Promise<TicketReading | null> {
  const recent = readings.get(id);
  if (recent !== undefined && now - recent.readAt < readingLivesMs) return recent;
  const { ticket, gone } = await readOrGone(id, desk);
  if (gone !== null) await desk.store.tickets.markGone(id, gone.how, now);
  if (ticket === null) return null;
  await desk.store.tickets.save(ticket, now);
  return { ticket, readAt: now };
}

interface Reading extends TicketReading {
  readonly promise: Effect | undefined;
}

async function write(intent: Intent, reading: Reading, context: ExecutionContext): Promise<Execution> {
  const { desk, directory } = context;
  const { ticket, readAt } = reading;
  const taken = await takeIn(intent, ticket.id, desk);
  const { change, lacks } = prepareChange(taken.intent, ticket, {
    desk,
    directory,
    applicantId: taken.applicantId,
    at: readAt,
  });
  if (change === null) return refuse(intent, { why: lacks ?? 'nothing to write' }, context);
  const promised = promiseOf(reading.promise);
  const attempt = (promised?.attempt ?? 0) + 1;
  const released = promised?.released === true ? { released: true } : {};
  if (attempt > attemptsAtMost)
    return refuse(intent, { why: 'no certain outcome', attempts: attemptsAtMost }, context);
  const basis = basisOf(ticket, change.set, readAt);
  await record(intent, { status: 'pending', details: { attempt, basis, ...released } }, context);
  context.readings.delete(ticket.id);
  const outcome = await send(intent, ticket.id, { change, attempt, released }, context);
  if (typeof outcome === 'string') return outcome;
  await record(intent, { status: 'done', details: { articleId: outcome.articleId, basis } }, context);
  if (lacks !== null) await noteMishap(intent, 'nobody-to-tell', { why: lacks }, context);
  return verify(intent, { id: ticket.id, change, basis }, context);
}

async function send(
  intent: Intent,
  id: TicketId,
  {
    change,
    attempt,
    released,
  }: { readonly change: TicketChange; readonly attempt: number; readonly released: object },
  context: ExecutionContext,
): Promise<WriteOutcome | Execution> {
  const { desk } = context;
  try {
    return await desk.helpdesk.write(id, change);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    switch (error.code) {
      case 'rejected':
      case 'not-found':
      case 'forbidden':
        return refuse(
          intent,
          { why: error.details['reason'] ?? error.code, fields: Object.keys(change.set) },
          context,
        );
      case 'unknown-outcome':
      case 'outside':
        desk.log.warn(
          { key: intent.key, code: error.code },
          'a write has no certain outcome; it is looked for later',
        );
        return 'waits';
      default:
        // It was not carried out: the promise stays, and nothing is under way.
        await record(
          intent,
          { status: 'pending', details: { attempt: attempt - 1, isUnsent: true, ...released } },
          context,
        );
        throw error;
    }
  }
}

/** Reads back what came of a write. PUT answers before triggers have run. */
async function verify(
  intent: Intent,
  {
    id,
    change,
    basis,
  }: { readonly id: TicketId; readonly change: TicketChange; readonly basis: ReturnType<typeof basisOf> },
  context: ExecutionContext,
): Promise<Execution> {
  const { desk, readings } = context;
  const now = nowOf(context);
  const { ticket } = await readOrGone(id, desk);
  if (ticket === null) return 'done';
  readings.set(id, { ticket, readAt: now });
  await desk.store.transaction(async ({ tickets }) => {
    await tickets.save(ticket, now);
    await tickets.wakeNow([id]);
  });
  if (await settleWrite(intent, { ticket, basis, now }, desk)) {
    readings.delete(id);
    return 'done';
  }
  const undone = findUndone(ticket, change, desk.pack);
  if (undone.length === 0) return 'done';
  desk.log.error({ key: intent.key, fields: undone }, 'an effect did not stick: something undid it at once');
  await record(intent, { status: 'ineffective', details: { undone } }, context);
  return 'ineffective';
}

async function refuse(intent: Intent, details: object, context: ExecutionContext): Promise<'refused'> {
  context.desk.log.error({ key: intent.key, ...details }, 'an effect was refused; the lead must see to it');
  await record(intent, { status: 'refused', details: { ...details } }, context);
  await noteMishap(intent, 'refused', details, context);
  return 'refused';
}

async function noteMishap(
  intent: Intent,
  code: string,
  details: object,
  context: ExecutionContext,
): Promise<void> {
  const { desk } = context;
  await desk.store.ledger.append([mishapDraft(intent, { code, at: nowOf(context), details }, desk)]);
}

function hasMark({ timeline }: Ticket, key: string): boolean {
  return timeline.some((fact) => fact.kind === 'article' && fact.effectKey === key);
}

function nowOf({ desk, offsetMs }: ExecutionContext): Instant {
  return desk.clock.now() + offsetMs;
}

async function record(
  intent: Intent,
  news: { readonly status: Effect['status']; readonly details: Readonly<Record<string, unknown>> },
  context: ExecutionContext,
): Promise<void> {
  const draft = effectDraft(intent, { at: nowOf(context), ...news }, context.desk);
  await context.desk.store.ledger.append([draft]);
}
