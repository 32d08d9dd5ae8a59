import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Instant } from '../core/calendar/instant.ts';
import type { Activation } from '../core/policy/evaluation.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { ticketId, type TicketId } from '../core/ticket/ticket-id.ts';
import type { SyncCursor } from '../helpdesk/helpdesk.ts';
import type { StateStore } from '../store/store.ts';
import { readEnforcingSince } from './enforcement.ts';

const cursorKey = 'sync.cursor';
const pullingSinceKey = 'sync.since';
const unreadKey = 'sync.unread';
const lastGoodTickKey = 'daemon.last-good-tick';
const lastSweepKey = 'daemon.last-sweep';
const adoptionKey = 'policy.adoption';

const Unread = z.array(z.tuple([z.string(), z.number()]));
const Adoption = z.object({
  packHash: z.string(),
  packSince: z.number(),
  rules: z.record(z.string(), z.number()),
});
type Adoption = z.infer<typeof Adoption>;

/** Up to where changes were pulled; null before the first pull. */
export function readCursor(state: StateStore): Promise<SyncCursor | null> {
  return state.get(cursorKey);
}

/** Everything before the cursor is stored. */
export function writeCursor(state: StateStore, cursor: SyncCursor): Promise<void> {
  return state.set(cursorKey, cursor);
}

/** Since when this helpdesk is pulled (UTC ms): what happened there before is history. The first asking begins it. */
export async function rememberPullingSince(state: StateStore, now: Instant): Promise<Instant> {
  const text = await state.get(pullingSinceKey);
  if (text !== null) return Number(text);
  await state.set(pullingSinceKey, String(now));
  return now;
}

/** Tickets that could not be read, with how often that was tried. */
export async function readUnread(state: StateStore): Promise<ReadonlyMap<TicketId, number>> {
  const text = await state.get(unreadKey);
  return new Map(
    text === null ? [] : Unread.parse(JSON.parse(text)).map(([id, tries]) => [ticketId(id), tries]),
  );
}

/** They are tried again by the next pull. */
export function writeUnread(state: StateStore, unread: ReadonlyMap<TicketId, number>): Promise<void> {
  return state.set(unreadKey, JSON.stringify([...unread]));
}

/** The end of the last tick that failed at nothing (UTC ms); null before the first. */
export async function readLastGoodTick(state: StateStore): Promise<Instant | null> {
  const text = await state.get(lastGoodTickKey);
  return text === null ? null : Number(text);
}

/** A tick ended well. */
export function writeLastGoodTick(state: StateStore, at: Instant): Promise<void> {
  return state.set(lastGoodTickKey, String(at));
}

/** The end of the last comparison of ids (UTC ms); null before the first. */
export async function readLastSweep(state: StateStore): Promise<Instant | null> {
  const text = await state.get(lastSweepKey);
  return text === null ? null : Number(text);
}

/** The ids were compared. */
export function writeLastSweep(state: StateStore, at: Instant): Promise<void> {
  return state.set(lastSweepKey, String(at));
}

/**
 * Since when the pack in force and each of its rules bind here. A rule seen for the first time is adopted now: what
 * came before it is not acted on. A rule that leaves the pack and comes back is new again.
 */
export async function adoptPack(pack: CompiledPack, state: StateStore, now: Instant): Promise<Activation> {
  const { adoption, known, activation } = await readAdoption(pack, state, now);
  if (known === null || !isDeepStrictEqual(adoption, known)) {
    await state.set(adoptionKey, JSON.stringify(adoption));
  }
  return activation;
}

/** What `adoptPack` would answer at `now`; remembers nothing. */
export async function readActivation(
  pack: CompiledPack,
  state: StateStore,
  now: Instant,
): Promise<Activation> {
  return (await readAdoption(pack, state, now)).activation;
}

async function readAdoption(
  pack: CompiledPack,
  state: StateStore,
  now: Instant,
): Promise<{
  readonly adoption: Adoption;
  readonly known: Adoption | null;
  readonly activation: Activation;
}> {
  const text = await state.get(adoptionKey);
  const known: Adoption | null = text === null ? null : Adoption.parse(JSON.parse(text));
  const adoption: Adoption = {
    packHash: pack.hash,
    packSince: known?.packHash === pack.hash ? known.packSince : now,
    rules: Object.fromEntries(
      [...pack.rules, ...pack.desk.rules].map(({ id }) => [id, known?.rules[id] ?? now]),
    ),
  };
  const activation: Activation = {
    enforcingSince: await readEnforcingSince(state),
    rules: new Map(Object.entries(adoption.rules)),
    packSince: known === null ? null : adoption.packSince,
    catchesUp: false,
  };
  return { adoption, known, activation };
}
