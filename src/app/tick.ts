import { AppError } from '../core/app-error.ts';
import { MS_PER_HOUR, MS_PER_MINUTE, type Instant } from '../core/calendar/instant.ts';
import { admit, type Admission } from '../core/policy/admit.ts';
import type { Directory } from '../core/policy/evaluation.ts';
import type { Effect, Intent } from '../core/policy/intent.ts';
import { ticketId, type TicketId } from '../core/ticket/ticket-id.ts';
import type { ServiceIdentity } from '../helpdesk/helpdesk.ts';
import { buildDirectory } from './build-directory.ts';
import type { Desk } from './desk.ts';
import { effectDraft, type EvaluatedTicket, evaluateTickets, type TickContext } from './evaluate-tickets.ts';
import { execute, type Execution } from './execute.ts';
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
  readonly executed: readonly { readonly intent: Intent; readonly became: Execution }[];
  readonly held: readonly Intent[];
  /** What would be done now if enforcing were on. */
  readonly observed: readonly Intent[];
}

/** What stays between the ticks of one daemon; a new one reads everything again. */
export interface TickMemory {
  directory: { readonly readAt: Instant; readonly value: Directory } | null;
  lastAt: Instant | null;
}

const largestOffsetMs = 60_000;
const directoryLivesMs = 15 * MS_PER_MINUTE;
const evaluatedAtOnce = 500;

/**
 * One round: look who we are, pull, evaluate what changed or came due, admit, execute. Costs O(changed + due).
 * @throws AppError of the helpdesk or store; what was done before stays on record.
 */
export async function tick(
  desk: Desk,
  memory: TickMemory,
  onPage?: (pull: Pull) => void,
): Promise<TickReport> {
  const { serverAt } = await desk.helpdesk.ping();
  const now = desk.clock.now();
  requireGroups(await desk.helpdesk.identify(), desk);
  const stopped = clockProblem(now, serverAt, memory);
  memory.lastAt = now;
  const activation = await adoptPack(desk.pack, desk.store.state, now);
  const directory = await readDirectory(desk, memory, now);
  const pull = await synchronise(desk, now, onPage);
  const context: TickContext = { now, directory, activation };
  const evaluated = await evaluateDue(context, desk);
  const isEnforcing = activation.enforcingSince !== null && stopped === null;
  const admission = await admitAll(evaluated, now, desk);
  const executed = isEnforcing ? await executeAll(admission, evaluated, { ...context, desk }) : [];
  if (stopped === null) await writeLastGoodTick(desk.store.state, desk.clock.now());
  return {
    at: now,
    pull,
    evaluated: evaluated.length,
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

function clockProblem(now: Instant, serverAt: Instant, { lastAt }: TickMemory): string | null {
  const offsetMs = serverAt - now;
  if (Math.abs(offsetMs) > largestOffsetMs) {
    return `this clock and the helpdesk's differ by ${Math.round(offsetMs / 1000)} s`;
  }
  return lastAt !== null && now < lastAt ? 'this clock went backwards' : null;
}

async function readDirectory(desk: Desk, memory: TickMemory, now: Instant): Promise<Directory> {
  if (memory.directory === null || now - memory.directory.readAt >= directoryLivesMs) {
    memory.directory = { readAt: now, value: buildDirectory(desk.pack, await desk.helpdesk.listPeople()) };
  }
  return memory.directory.value;
}

async function evaluateDue(context: TickContext, desk: Desk): Promise<readonly EvaluatedTicket[]> {
  const evaluated: EvaluatedTicket[] = [];
  const seen = new Set<TicketId>();
  for (;;) {
    const due = await desk.store.tickets.listDue(context.now, desk.fingerprint, evaluatedAtOnce);
    const fresh = due.filter((id) => !seen.has(id));
    if (fresh.length === 0) return evaluated;
    for (const id of fresh) seen.add(id);
    evaluated.push(...(await evaluateTickets(fresh, context, desk)));
  }
}

async function admitAll(evaluated: readonly EvaluatedTicket[], now: Instant, desk: Desk): Promise<Admission> {
  const intents = evaluated.flatMap(({ evaluation }) => evaluation.intents);
  const effects = new Map<string, Effect>(evaluated.flatMap(({ effects: known }) => [...known]));
  const letters = await lettersOfLastHour(now, desk);
  return admit(
    intents,
    effects,
    { caps: desk.caps, hours: desk.pack.defaultCalendar, lettersSentTo: (id) => letters.get(id) ?? [] },
    now,
  );
}

async function lettersOfLastHour(
  now: Instant,
  { store }: Desk,
): Promise<ReadonlyMap<string, readonly Instant[]>> {
  const letters = new Map<string, Instant[]>();
  for await (const entries of store.ledger.list({ fromAt: now - MS_PER_HOUR })) {
    for (const { kind, status, details, at } of entries) {
      if (kind !== 'effect' || status !== 'done' || typeof details['applicantId'] !== 'string') continue;
      letters.set(details['applicantId'], [...(letters.get(details['applicantId']) ?? []), at]);
    }
  }
  return letters;
}

/** Executes what goes, then looks again at what waits: when it is released, opens, or its ticket is free. */
async function executeAll(
  { go, held, waiting }: Admission,
  evaluated: readonly EvaluatedTicket[],
  context: TickContext & { readonly desk: Desk },
): Promise<TickReport['executed']> {
  const { desk, now } = context;
  const effects = new Map(evaluated.flatMap((each) => [...each.effects]));
  const newlyHeld = held.filter(({ intent }) => effects.get(intent.key)?.status !== 'held');
  if (newlyHeld.length > 0) {
    await desk.store.ledger.append(
      newlyHeld.map(({ intent, why }) =>
        effectDraft(intent, { status: 'held', at: now, details: { why } }, desk),
      ),
    );
    desk.log.warn({ count: newlyHeld.length }, 'effects are held; look at them and release them');
  }
  const executed: { intent: Intent; became: Execution }[] = [];
  const wakeAt = new Map<TicketId, Instant>();
  const lookAgain = (id: TicketId, at: Instant): void => {
    wakeAt.set(id, Math.min(at, wakeAt.get(id) ?? Infinity));
  };
  for (const { intent, until } of waiting) lookAgain(idOf(intent), until);
  for (const intent of go) {
    const id = idOf(intent);
    const became = await execute(intent, id, context);
    executed.push({ intent, became });
    if (became === 'waits') lookAgain(id, now + desk.helpdesk.capabilities.longestRequestMs);
  }
  const planned = new Map(evaluated.map(({ ticket, evaluation }) => [ticket.id, evaluation.wakeAt]));
  await desk.store.tickets.setWake(
    [...wakeAt].map(([id, at]) => ({
      id,
      wakeAt: Math.min(at, planned.get(id) ?? Infinity),
      fingerprint: desk.fingerprint,
    })),
  );
  return executed;
}

function idOf({ subject }: Intent): TicketId {
  return ticketId(subject.slice('ticket:'.length));
}
