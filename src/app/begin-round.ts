import { AppError } from '../core/app-error.ts';
import { MS_PER_MINUTE, type Instant } from '../core/calendar/instant.ts';
import type { Directory } from '../core/policy/evaluation.ts';
import type { ServiceIdentity } from '../helpdesk/helpdesk.ts';
import { buildDirectory } from './build-directory.ts';
import type { Desk } from './desk.ts';
import { readRostersInForce } from './roster.ts';
import { type Pull, synchronise } from './synchronise.ts';

/** What stays between the ticks of one daemon; a new one reads everything again. */
export interface TickMemory {
  directory: { readonly readAt: Instant; readonly value: Directory } | null;
  lastAt: Instant | null;
}

/** Told while a round begins. */
export interface RoundHooks {
  readonly onPage?: (pull: Pull) => void;
}

/** What every look at the desk begins with. */
export interface Round {
  /** The helpdesk's time; ours while the two clocks cannot be trusted. */
  readonly now: Instant;
  /** How far `now` is ahead of our clock, in ms. */
  readonly offsetMs: number;
  /** Why nothing may be enforced now; null when nothing is wrong. */
  readonly stopped: string | null;
  readonly pull: Pull;
  readonly directory: Directory;
}

const largestOffsetMs = MS_PER_MINUTE;
/** The helpdesk tells its time to the second. */
const offsetNoiseMs = 1_000;
const directoryLivesMs = 15 * MS_PER_MINUTE;

/**
 * Looks who we are and what time it is there, pulls what changed and reads who is on the desk. What is pulled is
 * stored; nothing is written to the helpdesk.
 * @throws AppError `forbidden` when a governed group is lost; else as the helpdesk and the store do.
 */
export async function beginRound(desk: Desk, memory: TickMemory, hooks: RoundHooks = {}): Promise<Round> {
  const identity = await desk.helpdesk.identify();
  const ownNow = desk.clock.now();
  const offsetMs = offsetOf(identity.serverAt, ownNow);
  requireGroups(identity, desk);
  const stopped = clockProblem(ownNow, offsetMs, memory);
  memory.lastAt = ownNow;
  const now = stopped === null ? ownNow + offsetMs : ownNow;
  const pull = await synchronise(desk, now, hooks.onPage);
  const directory = await readDirectory(desk, memory, now);
  return { now, offsetMs: now - ownNow, stopped, pull, directory };
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

/** People seldom change and are asked for now and then; a roster counts as soon as it was imported. */
async function readDirectory(desk: Desk, memory: TickMemory, now: Instant): Promise<Directory> {
  if (memory.directory === null || now - memory.directory.readAt >= directoryLivesMs) {
    memory.directory = { readAt: now, value: buildDirectory(desk.pack, await desk.helpdesk.listPeople()) };
  }
  return { ...memory.directory.value, ...(await readRostersInForce(desk, now)) };
}
