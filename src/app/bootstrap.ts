import { AppError } from '../core/app-error.ts';
import { type BootstrapPlan, isEmptyPlan } from '../core/bootstrap/bootstrap-plan.ts';
import type { Switch } from '../core/bootstrap/desired-object.ts';
import { desiredObjects } from '../core/bootstrap/desired-objects.ts';
import { namingOf } from '../core/bootstrap/naming.ts';
import { planBootstrap as comparePlan } from '../core/bootstrap/plan-bootstrap.ts';
import { localDateAt } from '../core/calendar/local-date-at.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { HelpdeskConfiguration } from '../helpdesk/helpdesk.ts';
import type { StateStore } from '../store/store.ts';
import { applyPlan, type ApplyDeps, type Outcome } from './apply-plan.ts';
import { createConfigurationMemory } from './configuration-memory.ts';
import { readEnforcement } from './enforcement.ts';
import { awaitRestart, type Waiting } from './migrate-fields.ts';
import type { Clock } from './ports.ts';

/** What configuring a helpdesk needs. */
export interface BootstrapInput {
  readonly pack: CompiledPack;
  readonly configuration: HelpdeskConfiguration;
  readonly state: StateStore;
  readonly clock: Clock;
  /** Told as it happens: for a person who watches. */
  readonly onOutcome?: (outcome: Outcome) => void;
  readonly onWaiting?: (waiting: Waiting) => void;
}

/** What an operator allows beyond the usual. */
export interface BootstrapChoices {
  /** Key of a desired object → id of the helpdesk's object which it is. */
  readonly adopted?: ReadonlyMap<string, string>;
  /** More than 30 % of what is there may change. */
  readonly allowsMany?: boolean;
  /** Objects that were ours and are no longer in the pack are deactivated. */
  readonly deactivatesOrphans?: boolean;
}

/** What a run did and what it left. */
export interface BootstrapReport {
  readonly outcomes: readonly Outcome[];
  /** The plan made afterwards; null when the helpdesk could not be read any more. */
  readonly remaining: BootstrapPlan | null;
  /** Everything was done and the helpdesk shows it. */
  readonly isComplete: boolean;
}

/**
 * Compares the helpdesk with the pack and changes nothing. Whether that which binds people should be in force follows
 * the switch that `enforce` left; without one such objects stay as they are found.
 */
export async function planBootstrap(
  input: BootstrapInput,
  choices: BootstrapChoices = {},
): Promise<BootstrapPlan> {
  const enforcement = await readEnforcement(input.state);
  return planWith(enforcement === null ? 'as-it-is' : enforcement.mode === 'enforcing', input, choices);
}

/**
 * Applies a plan that was shown and approved, reads back and plans again. Run again after any interruption: it does
 * what is left.
 * @throws AppError refused when something stands in the way, or when the helpdesk is no longer as the plan saw it.
 */
export async function applyBootstrap(
  approved: BootstrapPlan,
  input: BootstrapInput,
  choices: BootstrapChoices = {},
): Promise<BootstrapReport> {
  return applyApproved(approved, () => planBootstrap(input, choices), input);
}

/** A plan for a position of the switch. */
export async function planWith(
  enforcing: Switch,
  input: BootstrapInput,
  choices: BootstrapChoices = {},
): Promise<BootstrapPlan> {
  const { pack, configuration, clock } = input;
  const deps = depsOf(input);
  await awaitRestart(deps);
  const todayOn = localDateAt(clock.now(), pack.manifest.zone);
  const { objects, remarks, lacks } = desiredObjects(pack, { enforcing, todayOn });
  const hints = { known: await deps.memory.identities(), adopted: choices.adopted ?? new Map() };
  const survey = await configuration.survey(objects, {
    isExclusive: pack.manifest.exclusive,
    groups: namingOf(pack).governedGroups,
    hints,
  });
  return comparePlan({
    survey,
    remarks,
    lacks,
    hints,
    isEnforcing: enforcing === true,
    taken: await deps.memory.takeovers(),
    allowsMany: choices.allowsMany ?? false,
    deactivatesOrphans: choices.deactivatesOrphans ?? false,
  });
}

/** Applies what `approved` shows, if planning again gives the same. */
export async function applyApproved(
  approved: BootstrapPlan,
  plan: () => Promise<BootstrapPlan>,
  input: BootstrapInput,
): Promise<BootstrapReport> {
  const present = await plan();
  refuseUnsafe(present, approved);
  const deps = depsOf(input);
  const outcomes = await applyPlan(present, deps);
  const remaining = outcomes.some(({ done }) => done === 'skipped') ? null : await plan();
  if (remaining !== null) {
    const kept = remaining.unchanged.map(({ object, present: { kind, id, name, createdAt } }) => {
      return [object.key, { kind, id, name, createdAt }] as const;
    });
    await deps.memory.rememberIdentities(new Map(kept));
  }
  const isComplete =
    remaining !== null && isEmptyPlan(remaining) && outcomes.every(({ why }) => why === null);
  return { outcomes, remaining, isComplete };
}

function refuseUnsafe(present: BootstrapPlan, approved: BootstrapPlan): void {
  const [problem] = present.problems;
  if (problem !== undefined) {
    throw new AppError('refused', `Nothing was changed: ${problem.subject}: ${problem.message}`, {
      details: { problems: present.problems },
    });
  }
  if (present.fingerprint !== approved.fingerprint) {
    throw new AppError(
      'refused',
      'Nothing was changed: the helpdesk is not as it was when the plan was shown; look at the new plan first',
      { details: { approved: approved.fingerprint, present: present.fingerprint } },
    );
  }
}

function depsOf(input: BootstrapInput): ApplyDeps {
  const { configuration, state, clock, onOutcome, onWaiting } = input;
  return {
    configuration,
    clock,
    memory: createConfigurationMemory(state),
    onOutcome: onOutcome ?? (() => undefined),
    onWaiting: onWaiting ?? (() => undefined),
  };
}
