import { AppError } from '../core/app-error.ts';
import type { Effect, Intent } from '../core/policy/intent.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { TicketChange, WriteOutcome } from '../helpdesk/helpdesk.ts';
import { alarmOfTicket } from './alarms.ts';
import {
  type Execution,
  type ExecutionContext,
  nowOf,
  recordEffect,
  type TicketReading,
} from './execution.ts';
import { attachDocument } from './attach-document.ts';
import { mishapDraft } from './ledger-drafts.ts';
import { writeOrMail } from './mail-letter.ts';
import { basisOf, findUndone, type WriteBasis } from './overwritten.ts';
import { prepareChange } from './prepare-change.ts';
import { giveBack, promiseOf } from './promise.ts';
import { readOrGone } from './synchronise.ts';
import { takeIn } from './take-in.ts';

/** A write whose outcome stays unknown so often is given up and told. */
const attemptsAtMost = 5;

/**
 * Promises an effect that is owed, sends its one request, and reads back what came of it. The promise is kept until it
 * is known that no person lost anything by it: a process that ends before leaves that to the next one.
 * @throws AppError `unavailable` and `unauthorized`: nothing was carried out.
 */
export async function writeEffect(
  intent: Intent,
  { ticket, readAt, promise }: TicketReading & { readonly promise: Effect | undefined },
  context: ExecutionContext,
): Promise<Execution> {
  const { desk, directory } = context;
  const taken = await takeIn(intent, ticket.id, desk);
  const { change: prepared, lacks } = prepareChange(taken.intent, ticket, {
    desk,
    directory,
    applicantId: taken.applicantId,
    at: readAt,
  });
  if (prepared === null) return refuse(intent, { why: lacks ?? 'nothing to write' }, context);
  const promised = promiseOf(promise);
  const attempt = (promised?.attempt ?? 0) + 1;
  const released = promised?.released === true ? { released: true } : {};
  if (attempt > attemptsAtMost)
    return refuse(intent, { why: 'no certain outcome', attempts: attemptsAtMost }, context);
  const attached = await attachDocument(intent, prepared, Math.max(readAt, ticket.updatedAt), desk);
  if ('why' in attached) return refuse(intent, attached, context);
  const { change, act } = attached;
  const basis = basisOf(ticket, change.set, readAt);
  await recordEffect(intent, { status: 'pending', details: { attempt, basis, ...released } }, context);
  context.readings.delete(ticket.id);
  const outcome = await send(intent, ticket.id, { change, attempt, released }, context);
  if (typeof outcome === 'string') return outcome;
  if (lacks !== null) await noteMishap(intent, 'nobody-to-tell', { why: lacks }, context);
  const details = { articleId: outcome.articleId, basis, ...(act === null ? {} : { act }) };
  // Where nobody can have lost anything the answer is all there is to know.
  const isSettled = Object.keys(basis.expected).length === 0;
  if (isSettled) await recordEffect(intent, { status: 'done', details }, context);
  const sent = { id: ticket.id, change, basis, details, isSettled, attempt };
  return verify(intent, sent, context);
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
  // It was not carried out: the promise stays, and nothing is under way.
  const unsent = {
    status: 'pending',
    details: { attempt: attempt - 1, isUnsent: true, ...released },
  } as const;
  try {
    const outcome = await writeOrMail(intent, id, { change, desk });
    if (outcome === 'refused') return await refuse(intent, { why: 'the mail was refused' }, context);
    if (outcome === 'waits') await recordEffect(intent, unsent, context);
    return outcome;
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
        await recordEffect(intent, unsent, context);
        throw error;
    }
  }
}

interface Sent {
  readonly id: TicketId;
  readonly change: TicketChange;
  readonly basis: WriteBasis;
  readonly details: Readonly<Record<string, unknown>>;
  readonly isSettled: boolean;
  readonly attempt: number;
}

/** Reads back what came of a write. PUT answers before triggers have run. */
async function verify(intent: Intent, sent: Sent, context: ExecutionContext): Promise<Execution> {
  const { desk, readings } = context;
  const { id, change, basis, details, isSettled, attempt } = sent;
  const now = nowOf(context);
  const { ticket } = await readOrGone(id, desk);
  if (ticket !== null) {
    readings.set(id, { ticket, readAt: now });
    await desk.store.transaction(async ({ tickets }) => {
      await tickets.save(ticket, now);
      await tickets.wakeNow([id]);
    });
  }
  const givingBack = ticket === null ? 'nothing-lost' : await giveBack(intent, { ticket, basis, now }, desk);
  if (givingBack !== 'nothing-lost') readings.delete(id);
  if (givingBack === 'waits') {
    await recordEffect(intent, { status: 'pending', details: { attempt, ...details } }, context);
    return 'waits';
  }
  if (!isSettled) await recordEffect(intent, { status: 'done', details }, context);
  if (ticket === null || givingBack !== 'nothing-lost') return 'done';
  const undone = findUndone(ticket, change, desk.pack);
  if (undone.length === 0) return 'done';
  await recordEffect(intent, { status: 'ineffective', details: { undone } }, context);
  const alarmed = { fields: undone, key: intent.key };
  await alarmOfTicket(
    { id, code: 'written-over', occurrence: undone.join('+'), details: alarmed },
    now,
    desk,
  );
  return 'ineffective';
}

async function refuse(intent: Intent, details: object, context: ExecutionContext): Promise<'refused'> {
  context.desk.log.error({ key: intent.key, ...details }, 'an effect was refused; the lead must see to it');
  await recordEffect(intent, { status: 'refused', details: { ...details } }, context);
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
