import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { Difference } from './compare-object.ts';
import type {
  ConfigurationObject,
  ObjectReference,
  ObservedObject,
  Takeover,
} from './configuration-object.ts';
import type { Remark } from './desired-object.ts';
import type { Json } from './json.ts';

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
  /** Fields come into force by a migration, after which the helpdesk restarts itself. */
  readonly needsMigration: boolean;
  /** Objects that were ours and are no longer in the pack; left alone. */
  readonly orphans: readonly ObjectReference[];
  readonly remarks: readonly Remark[];
  readonly problems: readonly PlanProblem[];
  /** The same for the same plan: what was approved is what is applied. */
  readonly fingerprint: string;
}

/** True when the helpdesk is as desired. */
export function isEmptyPlan(plan: BootstrapPlan): boolean {
  const { additions, changes, takeovers, returns, needsMigration } = plan;
  return additions.length + changes.length + takeovers.length + returns.length === 0 && !needsMigration;
}

/** The SHA-256 (hex) of what the plan would write. */
export function fingerprintOf(plan: Omit<BootstrapPlan, 'fingerprint'>): string {
  const differencesOf = (differences: readonly Difference[]): Json =>
    differences.map(({ attribute, path, from, to }) => ({ attribute, path, from, to }));
  const written: Json = {
    additions: plan.additions.map(({ object }) => ({
      key: object.key,
      name: object.name,
      attributes: object.attributes,
      initial: object.initial,
    })),
    changes: plan.changes.map(({ present, differences }) => ({
      kind: present.kind,
      id: present.id,
      differences: differencesOf(differences),
    })),
    taken: [...plan.takeovers, ...plan.returns].map(({ takeover, differences }) => ({
      kind: takeover.kind,
      id: takeover.id,
      differences: differencesOf(differences),
    })),
    needsMigration: plan.needsMigration,
  };
  return createHash('sha256').update(canonicalJson(written)).digest('hex');
}
