import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { Intent } from '../core/policy/intent.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import { type Alarm, raiseAlarm, updateAlarms } from './alarms.ts';
import { beginRound, type RoundHooks, type TickMemory } from './begin-round.ts';
import { admitIntents, carryOut, type Carried } from './carry-out.ts';
import type { Desk } from './desk.ts';
import { type EvaluatedTicket, evaluateTickets, type TickContext } from './evaluate-tickets.ts';
import { enforceDesk } from './enforce-desk.ts';
import { settlePromises, wakePromises } from './settle-promises.ts';
import type { Pull, PullReport } from './synchronise.ts';
import { adoptPack, writeLastGoodTick } from './tick-memory.ts';

/** What a tick did. */
export interface TickReport {
  readonly at: Instant;
  readonly pull: PullReport;
  readonly evaluated: number;
  /** Why nothing is enforced in this tick although it is switched on; null when nothing is wrong. */
  readonly stopped: string | null;
  readonly isEnforcing: boolean;
  /** Governed groups that are out of sight: their tickets are left alone. */
  readonly lostGroups: readonly string[];
  readonly executed: readonly Carried[];
  readonly held: readonly Intent[];
  /** What would be done now if enforcing were on. */
  readonly observed: readonly Intent[];
}

/** Told while a tick goes on. */
export interface TickHooks extends RoundHooks {
  /** Before each effect: a long tick must keep its right to be the one that acts. Throwing ends the tick. */
  readonly beforeEffect?: () => Promise<void>;
}

const evaluatedAtOnce = 500;

const tokenRefused: Alarm = {
  key: 'desk/token-refused/service token',
  code: 'token-refused',
  object: 'service token',
  message: 'the helpdesk refuses the service token: give the daemon another one and start it again',
};

/**
 * One round: look who we are, pull, evaluate what changed or came due, admit, execute. Costs O(changed + due).
 * Time is the helpdesk's; where the two clocks are a minute apart, or ours jumped back, nothing is enforced.
 * @throws AppError of the helpdesk or store; what was done before stays on record.
 */
export async function tick(desk: Desk, memory: TickMemory, hooks: TickHooks = {}): Promise<TickReport> {
  const { now, offsetMs, stopped, pull, directory, lostGroups, alarms } = await beginRound(
    desk,
    memory,
    hooks,
  ).catch(async (error: unknown) => {
    if (error instanceof AppError && error.code === 'unauthorized')
      await raiseAlarm(tokenRefused, desk.clock.now(), desk);
    throw error;
  });
  const { recent, ...pulled } = pull;
  await updateAlarms(alarms, now, desk);
  const activation = await adoptPack(desk.pack, desk.store.state, now);
  const context: TickContext = { now, offsetMs, directory, activation, lostGroups };
  const isEnforcing = activation.enforcingSince !== null && stopped === null;
  const promises = isEnforcing ? await wakePromises(desk, now) : [];
  const { count, tickets } = await evaluateDue(recent, context, desk);
  await settlePromises(promises, keysOf(tickets), desk, now);
  const admission = await admitIntents(tickets, now, desk);
  const executed = isEnforcing
    ? await carryOut(admission, tickets, { ...context, desk }, hooks.beforeEffect)
    : [];
  const ofDesk = await enforceDesk(desk, { now, directory, activation, isEnforcing }, hooks.beforeEffect);
  if (stopped === null) await writeLastGoodTick(desk.store.state, desk.clock.now());
  return {
    at: now,
    pull: pulled,
    evaluated: count,
    stopped,
    isEnforcing,
    lostGroups: [...lostGroups],
    executed: [...executed, ...ofDesk.executed],
    held: admission.held.map(({ intent }) => intent),
    observed: isEnforcing ? [] : [...admission.go, ...ofDesk.observed],
  };
}

/** Evaluates batch by batch and keeps only the tickets that owe something. */
async function evaluateDue(
  recent: Pull['recent'],
  context: TickContext,
  desk: Desk,
): Promise<{ readonly count: number; readonly tickets: readonly EvaluatedTicket[] }> {
  const tickets: EvaluatedTicket[] = [];
  const seen = new Set<TicketId>();
  for (;;) {
    // What owes something stays due and is listed again.
    const limit = evaluatedAtOnce + tickets.length;
    const due = await desk.store.tickets.listDue(context.now, desk.fingerprint, limit);
    const fresh = due.filter((id) => !seen.has(id));
    if (fresh.length === 0) return { count: seen.size, tickets };
    for (const id of fresh) seen.add(id);
    const evaluated = await evaluateTickets(await readTickets(fresh, recent, desk), context, desk);
    tickets.push(...evaluated.filter(({ intents }) => intents.length > 0));
  }
}

/** What was stored a moment ago need not be read again. */
async function readTickets(
  ids: readonly TicketId[],
  recent: Pull['recent'],
  { store }: Desk,
): Promise<readonly Ticket[]> {
  const others = await store.tickets.getAll(ids.filter((id) => !recent.has(id)));
  return [...ids.flatMap((id) => recent.get(id) ?? []), ...others];
}

function keysOf(tickets: readonly EvaluatedTicket[]): ReadonlySet<string> {
  return new Set(tickets.flatMap(({ intents }) => intents.map(({ key }) => key)));
}
