import { AppError } from '../core/app-error.ts';
import { MS_PER_HOUR, type Instant } from '../core/calendar/instant.ts';
import { admit, type Admission } from '../core/policy/admit.ts';
import type { Effect, Intent } from '../core/policy/intent.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Desk } from './desk.ts';
import { type EvaluatedTicket, subjectOf } from './evaluate-tickets.ts';
import { execute } from './execute.ts';
import type { Execution, ExecutionContext } from './execution.ts';
import { effectDraft } from './ledger-drafts.ts';

/** An intent that was let go, and what became of it. */
export interface Carried {
  readonly intent: Intent;
  readonly became: Execution;
}

/** Orders what is owed and applies the caps, over all tickets of a tick. */
export async function admitIntents(
  tickets: readonly EvaluatedTicket[],
  now: Instant,
  desk: Desk,
): Promise<Admission> {
  const intents = tickets.flatMap((ticket) => ticket.intents);
  if (intents.length === 0) return { go: [], held: [], waiting: [] };
  const hasLetters = intents.some(({ article }) => article?.kind === 'letter');
  const letters = hasLetters ? await lettersOfLastHour(now, desk) : new Map<string, readonly Instant[]>();
  return admit(
    intents,
    effectsOf(tickets),
    { caps: desk.caps, hours: desk.pack.defaultCalendar, lettersSentTo: (id) => letters.get(id) ?? [] },
    now,
  );
}

/** One request in a storm fails; of a helpdesk that is away all do. */
const failuresInARow = 3;
const longestPauseMs = 30_000;

/**
 * Puts what is newly held on record, executes what goes, and remembers when to look at each ticket again: what waits
 * for its time, or for a request to its ticket that may still be under way, then. Until the end all of them stay due.
 * What the helpdesk had no time for is left to the next tick, with what else is owed to that ticket: one effect may
 * make the next one needless.
 * @throws AppError `unavailable` when it has no time for anything, `unauthorized`; the rest is left to the next tick.
 */
export async function carryOut(
  { go, held, waiting }: Admission,
  tickets: readonly EvaluatedTicket[],
  tickContext: Omit<ExecutionContext, 'readings'>,
  beforeEffect: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly Carried[]> {
  const context: ExecutionContext = { ...tickContext, readings: new Map() };
  const { desk, now } = context;
  await recordHeld(held, effectsOf(tickets), context);
  const idOf = new Map(tickets.map(({ id }) => [subjectOf(id), id]));
  const wakes = new Map<TicketId, Instant>();
  const lookAgain = (subject: string, at: Instant): void => {
    const id = idOf.get(subject);
    if (id !== undefined) wakes.set(id, Math.min(at, wakes.get(id) ?? Infinity));
  };
  for (const { intent, until } of waiting) lookAgain(intent.subject, until);
  const carried: Carried[] = [];
  const left = new Set<string>();
  let failures = 0;
  try {
    for (const intent of go) {
      const id = idOf.get(intent.subject);
      if (id === undefined) continue;
      if (left.has(intent.subject)) {
        carried.push({ intent, became: 'waits' });
        continue;
      }
      await beforeEffect();
      const became = await execute(intent, id, context).catch(async (error: unknown) => {
        failures += 1;
        if (!isUnavailable(error) || failures === failuresInARow) throw error;
        await leaveForLater(intent, error, desk);
        return null;
      });
      carried.push({ intent, became: became ?? 'waits' });
      if (became === null) {
        left.add(intent.subject);
        lookAgain(intent.subject, now);
        continue;
      }
      failures = 0;
      // What was done or refused may owe something else at once; what may be under way is waited for.
      const waitMs = became === 'waits' ? desk.helpdesk.capabilities.longestRequestMs : 0;
      lookAgain(intent.subject, desk.clock.now() + context.offsetMs + waitMs);
    }
  } finally {
    // What was not reached (the helpdesk went away) is looked at in the next tick.
    for (const intent of go.slice(carried.length)) lookAgain(intent.subject, now);
    await desk.store.tickets.setWake(
      tickets.map(({ id, wakeAt }) => {
        const soonest = Math.min(wakes.get(id) ?? Infinity, wakeAt ?? Infinity);
        return { id, wakeAt: soonest === Infinity ? null : soonest, fingerprint: desk.fingerprint };
      }),
    );
  }
  return carried;
}

function isUnavailable(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'unavailable';
}

/** The promise stays, and nothing is under way. The helpdesk is left alone for as long as it asked. */
async function leaveForLater(
  { key }: Intent,
  { code, message, details }: AppError,
  { clock, log }: Desk,
): Promise<void> {
  log.warn(
    { key, code, why: message },
    'the helpdesk had no time for an effect; the next tick tries it again',
  );
  const { retryAfterMs } = details;
  if (typeof retryAfterMs === 'number') await clock.sleep(Math.min(retryAfterMs, longestPauseMs));
}

async function recordHeld(
  held: Admission['held'],
  effects: ReadonlyMap<string, Effect>,
  { desk, now }: ExecutionContext,
): Promise<void> {
  const fresh = held.filter(({ intent }) => effects.get(intent.key)?.status !== 'held');
  if (fresh.length === 0) return;
  await desk.store.ledger.append(
    fresh.map(({ intent, why }) => effectDraft(intent, { status: 'held', at: now, details: { why } }, desk)),
  );
  desk.log.warn({ count: fresh.length }, 'effects are held; look at them and release them');
}

function effectsOf(tickets: readonly EvaluatedTicket[]): ReadonlyMap<string, Effect> {
  return new Map(tickets.flatMap(({ effects }) => [...effects]));
}

async function lettersOfLastHour(
  now: Instant,
  { store }: Desk,
): Promise<ReadonlyMap<string, readonly Instant[]>> {
  const letters = new Map<string, Instant[]>();
  for await (const entries of store.ledger.list({ fromAt: now - MS_PER_HOUR, status: 'done' })) {
    for (const { kind, details, at } of entries) {
      const { applicantId, article } = details;
      if (kind !== 'effect' || article !== 'letter' || typeof applicantId !== 'string') continue;
      letters.set(applicantId, [...(letters.get(applicantId) ?? []), at]);
    }
  }
  return letters;
}
