import {
  type BootstrapPlan,
  fingerprintOf,
  type KeptObject,
  type PlannedAddition,
  type PlannedChange,
  type PlannedTakeover,
  type PlanProblem,
} from './bootstrap-plan.ts';
import { compareObject, compareValues } from './compare-object.ts';
import type { ConfigurationObject, ObservedObject, Survey, Takeover } from './configuration-object.ts';
import type { Remark } from './desired-object.ts';
import { guardDefaults } from './guard-defaults.ts';
import { guardPlan } from './guard-plan.ts';
import { identifyObject, type IdentityHints } from './identify-object.ts';

/** What a plan is made of. */
export interface PlanInput {
  readonly survey: Survey;
  /** What the pack cannot say to any helpdesk. */
  readonly remarks: readonly Remark[];
  /** What the operator has still to supply. */
  readonly lacks: readonly Remark[];
  readonly hints: IdentityHints;
  /** Takes over what enforcing needs; otherwise what was taken is given back. */
  readonly isEnforcing: boolean;
  /** What was taken over earlier and not given back. */
  readonly taken: readonly Takeover[];
  /** Deactivates what was ours and is no longer in the pack. */
  readonly deactivatesOrphans: boolean;
  /** Allows a plan to change more than 30 % of what is there. */
  readonly allowsMany: boolean;
}

/**
 * Compares what the pack wants with what the helpdesk holds. Nothing is ever deleted; an object as desired is not
 * touched; what cannot be decided safely is a problem, and a plan with problems is not applied.
 */
export function planBootstrap(input: PlanInput): BootstrapPlan {
  const { survey, taken, isEnforcing } = input;
  const sorted = sortObjects(input);
  const fieldNames = new Set(survey.desired.filter(({ kind }) => kind === 'field').map(({ name }) => name));
  const isFieldTouched = [...sorted.additions, ...sorted.changes].some(
    ({ object }) => object.kind === 'field',
  );
  const orphans = orphansOf(input, sorted);
  const deactivated = input.deactivatesOrphans ? orphans.filter(canBeDeactivated) : [];
  const takeovers = isEnforcing ? survey.takeovers.flatMap(takeoverOf) : [];
  const leaving = [...takeovers.map(({ takeover }) => takeover), ...deactivated];
  const plan = {
    additions: sorted.additions,
    changes: sorted.changes,
    unchanged: sorted.unchanged,
    takeovers,
    returns: isEnforcing ? [] : taken.flatMap((takeover) => returnOf(takeover, survey)),
    needsMigration: isFieldTouched || survey.staged.some((name) => fieldNames.has(name)),
    deactivations: deactivated.map((present) => ({ present })),
    occupied: survey.occupied.filter(({ kind, id }) =>
      leaving.some((each) => each.kind === kind && each.id === id),
    ),
    orphans: orphans.filter((orphan) => !deactivated.includes(orphan)),
    remarks: [...input.remarks, ...survey.remarks],
  };
  const foreignStaged = survey.staged.filter((name) => !fieldNames.has(name));
  const problems = [
    ...input.lacks.map(({ key, message }) => ({ subject: `overlay for ${key}`, message })),
    ...sorted.problems,
    ...unknownAdoptions(input),
    ...foreignStaged.map((name) => ({
      subject: `field ${name}`,
      message:
        'somebody staged a change to it that our migration would bring into force; migrate or discard it first',
    })),
    ...guardPlan(plan, input.allowsMany),
    ...guardDefaults(plan),
  ];
  return { ...plan, problems, fingerprint: fingerprintOf(plan) };
}

function unknownAdoptions({ survey, hints }: PlanInput): readonly PlanProblem[] {
  const known = new Set(survey.desired.map(({ key }) => key));
  return [...hints.adopted.keys()]
    .filter((key) => !known.has(key))
    .map((key) => ({ subject: `--adopt ${key}`, message: 'the pack has nothing under this key' }));
}

interface Sorted {
  readonly additions: PlannedAddition[];
  readonly changes: PlannedChange[];
  readonly unchanged: KeptObject[];
  readonly problems: PlanProblem[];
}

function sortObjects({ survey, hints }: PlanInput): Sorted {
  const sorted: Sorted = { additions: [], changes: [], unchanged: [], problems: [] };
  for (const object of survey.desired) {
    const identified = identifyObject(object, survey.observed, hints);
    const problem = (message: string): void => {
      sorted.problems.push({ subject: `${object.kind} "${object.name}"`, message });
    };
    if ('problem' in identified) problem(identified.problem);
    else if (identified.found === null) {
      if (object.isSeeded) problem('the helpdesk should bring it along and does not have it');
      else sorted.additions.push({ object });
    } else sortFound(object, identified.found, { sorted, problem });
  }
  return sorted;
}

function sortFound(
  object: ConfigurationObject,
  present: ObservedObject,
  { sorted, problem }: { readonly sorted: Sorted; readonly problem: (message: string) => void },
): void {
  const differences = compareObject(object, present);
  const fixed = differences.find(({ attribute }) => object.fixed.includes(attribute));
  if (differences.length === 0) sorted.unchanged.push({ object, present });
  else if (present.isProtected) problem('changing it could lock administrators out');
  else if (fixed !== undefined) {
    problem(`its ${fixed.attribute} cannot be changed; rename the existing one or give ours another name`);
  } else sorted.changes.push({ object, present, differences });
}

function takeoverOf(takeover: Takeover): readonly PlannedTakeover[] {
  const differences = compareValues(takeover.before, takeover.taken);
  return differences.length === 0 ? [] : [{ takeover, differences }];
}

/** Gives back the old values to an object that still exists. */
function returnOf(takeover: Takeover, { observed }: Survey): readonly PlannedTakeover[] {
  const exists = observed.some(
    ({ kind, id, createdAt }) =>
      kind === takeover.kind && id === takeover.id && createdAt === takeover.createdAt,
  );
  return exists ? [{ takeover, differences: compareValues(takeover.taken, takeover.before) }] : [];
}

/** Ours that the pack no longer names; what it names under another key now is still wanted. */
function orphansOf({ survey, hints }: PlanInput, { changes, unchanged }: Sorted): readonly ObservedObject[] {
  const desired = new Set(survey.desired.map(({ key }) => key));
  const wanted = new Set([...changes, ...unchanged].map(({ present }) => present));
  const orphans = [...hints.known].filter(([key]) => !desired.has(key));
  return survey.observed.filter(
    (object) =>
      !wanted.has(object) &&
      orphans.some(
        ([key, { id, createdAt }]) =>
          key.startsWith(`${object.kind}:`) && id === object.id && createdAt === object.createdAt,
      ),
  );
}

/** What people lose access through, and what would need a migration, is for an administrator to switch off by hand. */
const keptKinds: ReadonlySet<ObservedObject['kind']> = new Set(['group', 'role', 'field']);

function canBeDeactivated({ kind, attributes }: ObservedObject): boolean {
  return attributes['active'] === true && !keptKinds.has(kind);
}
