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
  const plan = {
    additions: sorted.additions,
    changes: sorted.changes,
    unchanged: sorted.unchanged,
    takeovers: isEnforcing ? survey.takeovers.flatMap(takeoverOf) : [],
    returns: isEnforcing ? [] : taken.flatMap((takeover) => returnOf(takeover, survey)),
    needsMigration: isFieldTouched || survey.staged.some((name) => fieldNames.has(name)),
    orphans: orphansOf(input),
    remarks: [...input.remarks, ...survey.remarks],
  };
  const foreignStaged = survey.staged.filter((name) => !fieldNames.has(name));
  const problems = [
    ...input.lacks.map(({ key, message }) => ({ subject: `overlay for ${key}`, message })),
    ...sorted.problems,
    ...foreignStaged.map((name) => ({
      subject: `field ${name}`,
      message:
        'somebody staged a change to it that our migration would bring into force; migrate or discard it first',
    })),
    ...guardPlan(plan, input.allowsMany),
  ];
  return { ...plan, problems, fingerprint: fingerprintOf({ ...plan, problems }) };
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

function orphansOf({ survey, hints }: PlanInput): readonly ObservedObject[] {
  const desired = new Set(survey.desired.map(({ key }) => key));
  const orphans = [...hints.known].filter(([key]) => !desired.has(key));
  return survey.observed.filter((object) =>
    orphans.some(
      ([key, { id, createdAt }]) =>
        key.startsWith(`${object.kind}:`) && id === object.id && createdAt === object.createdAt,
    ),
  );
}
