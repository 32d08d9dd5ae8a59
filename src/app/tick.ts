import { AppError } from '../core/app-error.ts';
import { MS_PER_MINUTE, type Instant } from '../core/calendar/instant.ts';
import type { Directory } from '../core/policy/evaluation.ts';
import type { Intent } from '../core/policy/intent.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { ServiceIdentity } from '../helpdesk/helpdesk.ts';
import { admitIntents, carryOut, type Carried } from './carry-out.ts';
import { buildDirectory } from './build-directory.ts';
import type { Desk } from './desk.ts';
import { type EvaluatedTicket, evaluateTickets, type TickContext } from './evaluate-tickets.ts';
import { settlePromises, wakePromises } from './settle-promises.ts';
import { type Pull, synchronise } from './synchronise.ts';
import { adoptPack, writeLastGoodTick } from './tick-memory.ts';

/** What a tick did. */
export interface TickReport {
  readonly at: Instant;
  readonly pull: Pull;
  readonly evaluated: number;
  /** Why nothing is enforced in this tick although it is switched on; null when nothing is wrong. */
  readonly stopped: string | null;
  readonly isEnforcing: boolean;
  readonly executed: readonly Carried[];
  readonly held: readonly Intent[];
  /** What would be done now if enforcing were on. */
  readonly observed: readonly Intent[];
}

/** What stays between the ticks of one daemon; a new one reads everything again. */
export interface TickMemory {
  directory: { readonly readAt: Instant; readonly value: Directory } | null;
  lastAt: Instant | null;
}

/** Told while a tick goes on. */
export interface TickHooks {
  readonly onPage?: (pull: Pull) => void;
  /** Before each effect: a long tick must keep its right to be the one that acts. Throwing ends the tick. */
  readonly beforeEffect?: () => Promise<void>;
}

const largestOffsetMs = MS_PER_MINUTE;
/** The helpdesk tells its time to the second. */
const offsetNoiseMs = 1_000;
const directoryLivesMs = 15 * MS_PER_MINUTE;
const evaluatedAtOnce = 500;

/**
 * One round: look who we are, pull, evaluate what changed or came due, admit, execute. Costs O(changed + due).
 * Time is the helpdesk's; where the two clocks are a minute apart, or ours jumped back, nothing is enforced.
 * @throws AppError of the helpdesk or store; what was done before stays on record.
 */
export async function tick(desk: Desk, memory: TickMemory, hooks: TickHooks = {}): Promise<TickReport> {
  const identity = await desk.helpdesk.identify();
  const ownNow = desk.clock.now();
  const offsetMs = offsetOf(identity.serverAt, ownNow);
  requireGroups(identity, desk);
  const stopped = clockProblem(ownNow, offsetMs, memory);
  memory.lastAt = ownNow;
  const now = stopped === null ? ownNow + offsetMs : ownNow;
  const pull = await synchronise(desk, now, hooks.onPage);
  const activation = await adoptPack(desk.pack, desk.store.state, now);
  const directory = await readDirectory(desk, memory, now);
  const context: TickContext = { now, offsetMs: now - ownNow, directory, activation };
  const isEnforcing = activation.enforcingSince !== null && stopped === null;
  const promises = isEnforcing ? await wakePromises(desk, now) : [];
  const { count, tickets } = await evaluateDue(context, desk);
  await settlePromises(promises, keysOf(tickets), desk, now);
  const admission = await admitIntents(tickets, now, desk);
  const executed = isEnforcing
    ? await carryOut(admission, tickets, { ...context, desk }, hooks.beforeEffect)
    : [];
  if (stopped === null) await writeLastGoodTick(desk.store.state, desk.clock.now());
  return {
    at: now,
    pull,
    evaluated: count,
    stopped,
    isEnforcing,
    executed,
    held: admission.held.map(({ intent }) => intent),
    observed: isEnforcing ? [] : admission.go,
  };
}

/** A group that we may no longer read must not look like one in which nothing happens. */
function requireGroups({ login, groups }: ServiceIdentity, { pack }: Desk): void {
  const lost = [...pack.groups.keys()].filter((id) => {
    const rights = groups.get(id) ?? [];
    return !rights.includes('full') && !(rights.includes('read') && rights.includes('change'));
  });
  if (lost.length === 0) return;
  throw new AppError(
    'forbidden',
    `The service account ${login} may not read and change the group(s) ${lost.join(', ')}; nothing is pulled until it may again`,
    { details: { lost } },
  );
}

/** How far the helpdesk's clock is ahead; nothing while its second is ours. */
function offsetOf(serverAt: Instant, now: Instant): number {
  if (serverAt > now) return serverAt - now;
  return Math.min(0, serverAt + offsetNoiseMs - now);
}

function clockProblem(now: Instant, offsetMs: number, { lastAt }: TickMemory): string | null {
  if (Math.abs(offsetMs) > largestOffsetMs) {
    return `this clock and the helpdesk's differ by ${Math.round(offsetMs / 1_000)} s`;
  }
  return lastAt !== null && now < lastAt ? 'this clock went backwards' : null;
}

async function readDirectory(desk: Desk, memory: TickMemory, now: Instant): Promise<Directory> {
  if (memory.directory === null || now - memory.directory.readAt >= directoryLivesMs) {
    memory.directory = { readAt: now, value: buildDirectory(desk.pack, await desk.helpdesk.listPeople()) };
  }
  return memory.directory.value;
}

/** Evaluates batch by batch and keeps only the tickets that owe something. */
async function evaluateDue(
  context: TickContext,
  desk: Desk,
): Promise<{ readonly count: number; readonly tickets: readonly EvaluatedTicket[] }> {
  const tickets: EvaluatedTicket[] = [];
  const seen = new Set<TicketId>();
  for (;;) {
    const due = await desk.store.tickets.listDue(context.now, desk.fingerprint, evaluatedAtOnce);
    const fresh = due.filter((id) => !seen.has(id));
    if (fresh.length === 0) return { count: seen.size, tickets };
    for (const id of fresh) seen.add(id);
    const evaluated = await evaluateTickets(fresh, context, desk);
    tickets.push(...evaluated.filter(({ intents }) => intents.length > 0));
  }
}

function keysOf(tickets: readonly EvaluatedTicket[]): ReadonlySet<string> {
  return new Set(tickets.flatMap(({ intents }) => intents.map(({ key }) => key)));
}
