import { MS_PER_MINUTE, type Instant } from '../core/calendar/instant.ts';
import type { Directory } from '../core/policy/evaluation.ts';
import type { ServiceIdentity } from '../helpdesk/helpdesk.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { mayReadAndChange } from '../core/regulation/may-read-and-change.ts';
import type { Alarm } from './alarms.ts';
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
  /** Governed groups that we may not read and change now: their tickets are left alone. */
  readonly lostGroups: ReadonlySet<string>;
  /** What is wrong with the helpdesk's set-up now. */
  readonly alarms: readonly Alarm[];
}

const largestOffsetMs = MS_PER_MINUTE;
/** The helpdesk tells its time to the second. */
const offsetNoiseMs = 1_000;
const nothingPulled: Pull = { pages: 0, read: 0, changed: [], gone: 0, recent: new Map() };
const directoryLivesMs = 15 * MS_PER_MINUTE;

/**
 * Looks who we are and what time it is there, pulls what changed and reads who is on the desk. What is pulled is
 * stored; nothing is written to the helpdesk. While a governed group is lost the cursor stays, so that nothing which
 * happens there meanwhile is missed; the other groups go on.
 * @throws AppError as the helpdesk and the store do.
 */
export async function beginRound(desk: Desk, memory: TickMemory, hooks: RoundHooks = {}): Promise<Round> {
  const identity = await desk.helpdesk.identify();
  const ownNow = desk.clock.now();
  const offsetMs = offsetOf(identity.serverAt, ownNow);
  const lostGroups = findLostGroups(identity, desk.pack);
  const isBlind = lostGroups.size === desk.pack.groups.size;
  const stopped = isBlind ? 'every governed group is lost' : clockProblem(ownNow, offsetMs, memory);
  memory.lastAt = ownNow;
  const now = stopped === null || isBlind ? ownNow + offsetMs : ownNow;
  const alarms = findAlarms(identity, lostGroups);
  const pull = isBlind
    ? nothingPulled
    : await synchronise(desk, now, { keepsCursor: lostGroups.size > 0, onPage: hooks.onPage });
  const directory = await readDirectory(desk, memory, now);
  return { now, offsetMs: now - ownNow, stopped, pull, directory, lostGroups, alarms };
}

/** A group that we may no longer read must not look like one in which nothing happens. */
function findLostGroups(
  { groups }: Pick<ServiceIdentity, 'groups'>,
  pack: Pick<CompiledPack, 'groups'>,
): ReadonlySet<string> {
  return new Set([...pack.groups.keys()].filter((id) => !mayReadAndChange(groups.get(id) ?? [])));
}

function findAlarms({ login, lacks }: ServiceIdentity, lostGroups: ReadonlySet<string>): readonly Alarm[] {
  const lacking = lacks.map(({ kind, id, how }): Alarm => {
    const object = `${kind} ${id}`;
    const message =
      how === 'missing'
        ? 'the helpdesk has no such thing under its name any more: give it back, or run "reglament bootstrap --plan"'
        : 'it was switched off in the helpdesk: switch it on again, or take it out of the pack';
    return { key: `desk/${how}/${object}`, code: how, object, message };
  });
  const missing = new Set(lacks.filter(({ how }) => how === 'missing').map(({ id }) => id));
  const lost = [...lostGroups]
    .filter((id) => !missing.has(id))
    .map((id): Alarm => ({
      key: `desk/group-lost/group ${id}`,
      code: 'group-lost',
      object: `group ${id}`,
      message: `the service account ${login} may not read and change a governed group: its tickets are left alone until it may again`,
    }));
  return [...lacking, ...lost];
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
