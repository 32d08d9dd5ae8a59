import { AppError, type ErrorCode } from '../core/app-error.ts';
import type { BootstrapPlan } from '../core/bootstrap/bootstrap-plan.ts';
import type { Difference } from '../core/bootstrap/compare-object.ts';
import type { ConfigurationObject, Takeover } from '../core/bootstrap/configuration-object.ts';
import { objectKinds } from '../core/bootstrap/desired-object.ts';
import type { Json } from '../core/bootstrap/json.ts';
import { migrateFields, type MigrationDeps } from './migrate-fields.ts';

/** What became of one thing that was to be done. */
export interface Outcome {
  readonly kind: string;
  readonly name: string;
  readonly done:
    'created' | 'changed' | 'taken over' | 'given back' | 'deactivated' | 'migrated' | 'failed' | 'skipped';
  /** Why it failed or was skipped; null otherwise. */
  readonly why: string | null;
}

/** What a run reports while it goes on. */
export interface ApplyDeps extends MigrationDeps {
  readonly onOutcome: (outcome: Outcome) => void;
}

interface Step {
  readonly kind: string;
  readonly name: string;
  readonly done: Outcome['done'];
  run(): Promise<void>;
}

/** After these nothing else has a chance: the helpdesk is away, or does not want us. */
const fatal: ReadonlySet<ErrorCode> = new Set(['unavailable', 'unknown-outcome', 'unauthorized', 'bug']);

/**
 * Carries out a plan in its order: what is given back, objects up to fields, the migration, the other objects, what
 * is taken over. What the helpdesk refuses is reported and the rest goes on; when the helpdesk is away the rest is
 * skipped. Every step may be carried out again: a later run sees what was done and does what is left.
 */
export async function applyPlan(plan: BootstrapPlan, deps: ApplyDeps): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let stopped: AppError | null = null;
  for (const step of stepsOf(plan, deps)) {
    const { kind, name } = step;
    const failure: AppError | null = stopped ?? (await failureOf(step));
    const outcome: Outcome =
      failure === null
        ? { kind, name, done: step.done, why: null }
        : { kind, name, done: stopped === null ? 'failed' : 'skipped', why: failure.message };
    outcomes.push(outcome);
    deps.onOutcome(outcome);
    if (failure !== null && fatal.has(failure.code)) stopped = failure;
  }
  return outcomes;
}

async function failureOf(step: Step): Promise<AppError | null> {
  try {
    await step.run();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

function stepsOf(plan: BootstrapPlan, deps: ApplyDeps): readonly Step[] {
  const steps = [
    ...plan.additions.map((each) => creation(each.object, deps)),
    ...plan.changes.map((each) => change(each, deps)),
  ];
  const ordered = objectKinds.map((kind) => steps.filter((step) => step.kind === kind));
  const afterFields = objectKinds.indexOf('field') + 1;
  return [
    ...plan.returns.map(({ takeover }) => giving(takeover, deps)),
    ...ordered.slice(0, afterFields).flat(),
    ...(plan.needsMigration ? [migration(deps)] : []),
    ...ordered.slice(afterFields).flat(),
    ...plan.takeovers.map(({ takeover }) => taking(takeover, deps)),
    ...plan.deactivations.map((each) => deactivation(each, deps)),
  ];
}

function creation(object: ConfigurationObject, { configuration }: ApplyDeps): Step {
  const { kind, name } = object;
  return {
    kind,
    name,
    done: 'created',
    run: async () => {
      await configuration.create(object);
    },
  };
}

function change(
  { object, present, differences }: BootstrapPlan['changes'][number],
  { configuration }: ApplyDeps,
): Step {
  const { kind, name } = object;
  return {
    kind,
    name,
    done: 'changed',
    run: () => configuration.change(present, differingValues(object, differences)),
  };
}

/** Only what differs is written, whole attributes at a time: the rest keeps even the order of its keys. */
function differingValues(
  object: ConfigurationObject,
  differences: readonly Difference[],
): Record<string, Json> {
  const attributes = new Set(differences.map(({ attribute }) => attribute));
  const values = Object.entries({ name: object.name, ...object.attributes });
  return Object.fromEntries(values.filter(([attribute]) => attributes.has(attribute)));
}

function migration(deps: ApplyDeps): Step {
  return { kind: 'field', name: 'migration', done: 'migrated', run: () => migrateFields(deps) };
}

function deactivation(
  { present }: BootstrapPlan['deactivations'][number],
  { configuration }: ApplyDeps,
): Step {
  const { kind, name } = present;
  return {
    kind,
    name,
    done: 'deactivated',
    run: () => configuration.alter(present, { active: false }),
  };
}

function taking(takeover: Takeover, { configuration, memory }: ApplyDeps): Step {
  const { kind, name, taken } = takeover;
  return {
    kind,
    name,
    done: 'taken over',
    run: async () => {
      await memory.rememberTakeover(takeover);
      await configuration.alter(takeover, taken);
    },
  };
}

function giving(takeover: Takeover, { configuration, memory }: ApplyDeps): Step {
  const { kind, name, before } = takeover;
  return {
    kind,
    name,
    done: 'given back',
    run: async () => {
      await configuration.alter(takeover, before);
      await memory.forgetTakeover(takeover);
    },
  };
}
