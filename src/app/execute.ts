import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { Effect, Intent } from '../core/policy/intent.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { WriteOutcome } from '../helpdesk/helpdesk.ts';
import type { Desk } from './desk.ts';
import { effectDraft, evaluateStored, subjectOf, type TickContext } from './evaluate-tickets.ts';
import { findOverwritten, findUndone } from './overwritten.ts';
import { prepareChange } from './prepare-change.ts';
import { readOrGone } from './synchronise.ts';

/** What became of an intent in this tick. `waits` = an earlier request to this ticket may still be under way. */
export type Execution =
  'done' | 'recovered' | 'not-owed' | 'waits' | 'gone' | Exclude<Effect['status'], 'pending' | 'held'>;

/** What executions of a tick share. */
export interface ExecutionContext extends TickContext {
  readonly desk: Desk;
}

/**
 * Carries an intent out, once: reads the ticket again, evaluates it again, promises (`pending`), sends one request that
 * carries the key, reads back, records. After a request without an answer nothing else is written to that ticket until
 * the helpdesk's longest request is over; then the mark decides.
 * @throws AppError `unavailable`, `unauthorized` and `forbidden` of the helpdesk as a whole: the tick ends, the promise stays.
 */
export async function execute(intent: Intent, id: TicketId, context: ExecutionContext): Promise<Execution> {
  const { desk, now } = context;
  const { ledger } = desk.store;
  const effects = await ledger.effectsOf(subjectOf(id));
  if (hasRequestUnderWay(effects, now, desk)) return 'waits';
  const { ticket, gone } = await readOrGone(id, desk);
  if (gone !== null) {
    await desk.store.tickets.markGone(id, gone.how, now);
    return 'gone';
  }
  if (ticket === null) return 'gone';
  await desk.store.tickets.save(ticket, now);
  if (hasMark(ticket, intent.key)) {
    await record(intent, 'done', { recovered: true }, context);
    return 'recovered';
  }
  const { intents } = await evaluateStored(ticket, effects, { context, desk });
  const owed = intents.find(({ key }) => key === intent.key);
  if (owed === undefined) {
    // A promise that nobody is owed any more must not stay in the queue.
    if (effects.get(intent.key)?.status === 'pending')
      await record(intent, 'skipped', { why: 'no longer owed' }, context);
    return 'not-owed';
  }
  return write(owed, ticket, context);
}

async function write(intent: Intent, ticket: Ticket, context: ExecutionContext): Promise<Execution> {
  const { desk, directory } = context;
  const { change, hasNoRecipient } = prepareChange(intent, ticket, { desk, directory });
  if (intent.mail !== null && hasNoRecipient) {
    await record(intent, 'refused', { why: `no address "${intent.mail.to}"` }, context);
    return 'refused';
  }
  await record(intent, 'pending', {}, context);
  let outcome: WriteOutcome;
  try {
    outcome = await desk.helpdesk.write(ticket.id, change);
  } catch (error) {
    return onFailure(error, intent, context);
  }
  const details = { articleId: outcome.articleId, ...(hasNoRecipient ? { noRecipient: true } : {}) };
  await record(intent, 'done', details, context);
  if (hasNoRecipient) desk.log.warn({ key: intent.key }, 'a notice found nobody to go to');
  return verify(intent, ticket, context);
}

async function onFailure(error: unknown, intent: Intent, context: ExecutionContext): Promise<Execution> {
  if (!(error instanceof AppError)) throw error;
  const { log } = context.desk;
  if (error.code === 'rejected' || error.code === 'not-found' || error.code === 'forbidden') {
    const details = {
      why: error.code,
      reason: error.details['reason'] ?? null,
      fields: Object.keys(intent.set),
    };
    log.error({ key: intent.key, ...details }, 'the helpdesk refused an effect; the lead must see to it');
    await record(intent, 'refused', details, context);
    return 'refused';
  }
  if (error.code === 'unknown-outcome' || error.code === 'outside') {
    log.warn({ key: intent.key, code: error.code }, 'a write has no certain outcome; it is looked for later');
    return 'waits';
  }
  throw error;
}

/** Reads back: what did not stick is an alarm; what a person entered meanwhile and we replaced is put back, once. */
async function verify(intent: Intent, before: Ticket, context: ExecutionContext): Promise<Execution> {
  const { desk, now } = context;
  const { ticket: after } = await readOrGone(before.id, desk);
  if (after === null) return 'done';
  await desk.store.tickets.save(after, now);
  await desk.store.tickets.wakeNow([after.id]);
  const lost = findOverwritten(before, after, intent.set);
  if (Object.keys(lost).length > 0) {
    desk.log.warn({ key: intent.key, fields: Object.keys(lost) }, 'put back what a person entered meanwhile');
    await desk.helpdesk.write(after.id, { key: `${intent.key}/back`, set: lost, article: null });
    await record(intent, 'done', { putBack: Object.keys(lost) }, context);
    return 'done';
  }
  const undone = findUndone(after, intent.set);
  if (undone.length === 0) return 'done';
  desk.log.error({ key: intent.key, fields: undone }, 'an effect did not stick: something undid it at once');
  await record(intent, 'ineffective', { undone }, context);
  return 'ineffective';
}

/** A promise younger than the helpdesk's longest request may still be carried out there. */
function hasRequestUnderWay(effects: ReadonlyMap<string, Effect>, now: Instant, { helpdesk }: Desk): boolean {
  const { longestRequestMs } = helpdesk.capabilities;
  return [...effects.values()].some(({ status, at }) => status === 'pending' && now < at + longestRequestMs);
}

function hasMark({ timeline }: Ticket, key: string): boolean {
  return timeline.some((fact) => fact.kind === 'article' && fact.effectKey === key);
}

async function record(
  intent: Intent,
  status: Effect['status'],
  details: Readonly<Record<string, unknown>>,
  { desk }: ExecutionContext,
): Promise<void> {
  await desk.store.ledger.append([effectDraft(intent, { status, at: desk.clock.now(), details }, desk)]);
}
