import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { Difference } from './compare-object.ts';
import type {
  ConfigurationObject,
  ObjectReference,
  ObservedObject,
  OccupiedObject,
  Takeover,
} from './configuration-object.ts';
import type { Remark } from './desired-object.ts';

/** An object that is not there yet. */
export interface PlannedAddition {
  readonly object: ConfigurationObject;
}

/** An object that is there as it should be. */
export interface KeptObject {
  readonly object: ConfigurationObject;
  readonly present: ObservedObject;
}

/** An object that is there and differs. */
export interface PlannedChange {
  readonly object: ConfigurationObject;
  readonly present: ObservedObject;
  readonly differences: readonly Difference[];
}

/** Something taken over from the helpdesk or its people, or given back to them. */
export interface PlannedTakeover {
  readonly takeover: Takeover;
  readonly differences: readonly Difference[];
}

/** An object of ours that the pack no longer wants, deactivated because the operator asked for it. */
interface PlannedDeactivation {
  readonly present: ObservedObject;
}

/** What stands in the way: with any of these nothing is applied. */
export interface PlanProblem {
  readonly subject: string;
  readonly message: string;
}

/** What would be done to bring a helpdesk to what the pack wants. Plain data: showing it changes nothing. */
export interface BootstrapPlan {
  readonly additions: readonly PlannedAddition[];
  readonly changes: readonly PlannedChange[];
  readonly unchanged: readonly KeptObject[];
  readonly takeovers: readonly PlannedTakeover[];
  readonly returns: readonly PlannedTakeover[];
  /** Asked for by the operator; without that orphans are only listed. */
  readonly deactivations: readonly PlannedDeactivation[];
  /** Of what goes out of use: what tickets have. They keep it, and nobody can choose it any more. */
  readonly occupied: readonly OccupiedObject[];
  /** Fields come into force by a migration, after which the helpdesk restarts itself. */
  readonly needsMigration: boolean;
  /** Objects that were ours and are no longer in the pack; left alone, and never deleted. */
  readonly orphans: readonly ObjectReference[];
  readonly remarks: readonly Remark[];
  readonly problems: readonly PlanProblem[];
  /** The same for the same plan: what was approved is what is applied. */
  readonly fingerprint: string;
}

/** True when the helpdesk is as desired. */
export function isEmptyPlan(plan: BootstrapPlan): boolean {
  const { additions, changes, takeovers, returns, deactivations, needsMigration } = plan;
  const parts = [additions, changes, takeovers, returns, deactivations];
  return parts.every((part) => part.length === 0) && !needsMigration;
}

type Described = Pick<ObjectReference, 'kind' | 'id' | 'name'>;
type Moved = { readonly takeover: Described; readonly differences: readonly Difference[] };

/** What of a plan says what it would write. */
export interface WrittenParts {
  readonly additions: readonly {
    readonly object: Pick<ConfigurationObject, 'key' | 'name' | 'attributes' | 'initial'>;
  }[];
  readonly changes: readonly { readonly present: Described; readonly differences: readonly Difference[] }[];
  readonly takeovers: readonly Moved[];
  readonly returns: readonly Moved[];
  readonly deactivations: readonly { readonly present: Described }[];
  readonly needsMigration: boolean;
}

/** Each thing that a plan would write, named for people, with a text that is the same for the same writing. */
export function listWrites(plan: WrittenParts): readonly (readonly [name: string, write: string])[] {
  const change = ({ kind, id, name }: Described, differences: readonly Difference[]) =>
    [
      `${kind} "${name}"`,
      canonicalJson({
        id,
        differences: differences.map(({ attribute, path, from, to }) => ({ attribute, path, from, to })),
      }),
    ] as const;
  return [
    ...plan.additions.map(({ object: { key, name, attributes, initial } }) => {
      return [`${key} "${name}"`, canonicalJson({ attributes, initial })] as const;
    }),
    ...plan.changes.map(({ present, differences }) => change(present, differences)),
    ...[...plan.takeovers, ...plan.returns].map((each) => change(each.takeover, each.differences)),
    ...plan.deactivations.map(({ present: { kind, id, name } }) => {
      return [`${kind} "${name}"`, canonicalJson({ deactivate: id })] as const;
    }),
    ...(plan.needsMigration ? [['migration of fields', ''] as const] : []),
  ];
}

/** The SHA-256 (hex) of what the plan would write. */
export function fingerprintOf(plan: WrittenParts): string {
  return createHash('sha256')
    .update(canonicalJson(listWrites(plan)))
    .digest('hex');
}
