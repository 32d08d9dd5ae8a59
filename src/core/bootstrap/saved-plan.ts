import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { type BootstrapPlan, fingerprintOf, listWrites } from './bootstrap-plan.ts';
import { objectKinds } from './desired-object.ts';

const Values = z.record(z.string(), z.json());
const Reference = z.looseObject({ kind: z.enum(objectKinds), id: z.string(), name: z.string() });
const Differences = z.array(
  z.looseObject({
    attribute: z.string(),
    path: z.array(z.string()),
    from: z.json(),
    to: z.json(),
  }),
);
const Desired = z.looseObject({ key: z.string(), name: z.string(), attributes: Values, initial: Values });
const Moved = z.array(z.looseObject({ takeover: Reference, differences: Differences }));

const Plan = z.looseObject({
  additions: z.array(z.looseObject({ object: Desired })),
  changes: z.array(z.looseObject({ present: Reference, differences: Differences })),
  takeovers: Moved,
  returns: Moved,
  deactivations: z.array(z.looseObject({ present: Reference })),
  needsMigration: z.boolean(),
});

/** A plan as it was shown, to be applied later exactly as it is. No secrets: settings and names only. */
export const SavedPlan = z.object({
  format: z.literal('reglament-plan/1'),
  /** UTC ms. */
  savedAt: z.number(),
  helpdeskUrl: z.string(),
  pack: z.object({ id: z.string(), version: z.string(), hash: z.string() }),
  choices: z.object({
    adopted: z.record(z.string(), z.string()),
    allowsMany: z.boolean(),
    deactivatesOrphans: z.boolean(),
  }),
  /** SHA-256 (hex) of every object that the plan looks at, as it was found. */
  foundHash: z.string(),
  /** The whole plan, for those who read the file; what it would write is checked. */
  plan: Plan,
});
/** One such file's content. */
export type SavedPlan = z.infer<typeof SavedPlan>;

const namesAtMost = 5;

/** A plan with all that must be the same when it is applied. */
export function savePlan(
  plan: BootstrapPlan,
  { savedAt, helpdeskUrl, pack, choices }: Omit<SavedPlan, 'format' | 'foundHash' | 'plan'>,
): object {
  return {
    format: 'reglament-plan/1',
    savedAt,
    helpdeskUrl,
    pack,
    choices,
    foundHash: foundHashOf(plan),
    plan,
  };
}

/**
 * Why a saved plan must not be applied to the helpdesk as it is now; null when nothing has changed since.
 * `present`: the plan made anew by the same choices. What the file would write is compared, not what it says of itself.
 */
export function refusalOf(
  saved: SavedPlan,
  present: BootstrapPlan,
  { helpdeskUrl, pack }: Pick<SavedPlan, 'helpdeskUrl' | 'pack'>,
): string | null {
  if (saved.helpdeskUrl !== helpdeskUrl)
    return `it was made for ${saved.helpdeskUrl}, not for ${helpdeskUrl}`;
  if (saved.pack.hash !== pack.hash) {
    return `the pack or the overlay has changed since (${saved.pack.id} ${saved.pack.version})`;
  }
  const before = new Map(listWrites(saved.plan));
  const now = new Map(listWrites(present));
  const names = [...new Set([...before.keys(), ...now.keys()])];
  const changed = names.filter((name) => before.get(name) !== now.get(name));
  if (changed.length > 0) return `this is not as it was when the plan was saved: ${listSome(changed)}`;
  const isSame =
    fingerprintOf(saved.plan) === present.fingerprint && saved.foundHash === foundHashOf(present);
  return isSame ? null : 'the helpdesk is not as it was when the plan was saved';
}

function listSome(names: readonly string[]): string {
  const shown = names.slice(0, namesAtMost).join(', ');
  return names.length > namesAtMost ? `${shown} and ${names.length - namesAtMost} more` : shown;
}

function foundHashOf({ unchanged, changes, orphans }: BootstrapPlan): string {
  const kept = unchanged.map(({ object, present }) => [
    present.kind,
    present.id,
    present.createdAt,
    object.name,
  ]);
  const changed = changes.map(({ present }) => [present.kind, present.id, present.createdAt, present.name]);
  const left = orphans.map(({ kind, id, createdAt }) => [kind, id, createdAt]);
  return createHash('sha256').update(canonicalJson({ kept, changed, left })).digest('hex');
}
