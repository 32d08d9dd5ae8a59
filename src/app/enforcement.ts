import { z } from 'zod';
import type { Instant } from '../core/calendar/instant.ts';
import type { StateStore } from '../store/store.ts';

/** Whether rules act here, and since when: nothing that happened before `since` is acted on. */
export const Enforcement = z.object({
  mode: z.enum(['observing', 'enforcing']),
  since: z.number(),
});
/** One such position of the switch. */
export type Enforcement = z.infer<typeof Enforcement>;

const enforcementKey = 'enforcement';

/** What `enforce on` or `off` left; null before the first of them. */
export async function readEnforcement(state: StateStore): Promise<Enforcement | null> {
  const text = await state.get(enforcementKey);
  return text === null ? null : Enforcement.parse(JSON.parse(text));
}

/** The instant since which rules act, or null while they only observe. */
export async function readEnforcingSince(state: StateStore): Promise<Instant | null> {
  const enforcement = await readEnforcement(state);
  return enforcement?.mode === 'enforcing' ? enforcement.since : null;
}

/** Puts the switch into a position. */
export async function recordEnforcement(state: StateStore, enforcement: Enforcement): Promise<void> {
  await state.set(enforcementKey, JSON.stringify(enforcement));
}
