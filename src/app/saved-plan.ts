import { AppError } from '../core/app-error.ts';
import type { BootstrapPlan } from '../core/bootstrap/bootstrap-plan.ts';
import { refusalOf, SavedPlan, savePlan } from '../core/bootstrap/saved-plan.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { BootstrapChoices, BootstrapInput } from './bootstrap.ts';

/** For which helpdesk a plan is made. */
export interface PlanPlace {
  readonly helpdeskUrl: string;
}

/** The text of a file that holds a plan, to be applied later exactly as it is. */
export function writePlan(
  plan: BootstrapPlan,
  choices: BootstrapChoices,
  { pack, clock, helpdeskUrl }: Pick<BootstrapInput, 'pack' | 'clock'> & PlanPlace,
): string {
  const saved = savePlan(plan, {
    savedAt: clock.now(),
    helpdeskUrl,
    pack: identityOf(pack),
    choices: {
      adopted: Object.fromEntries(choices.adopted ?? []),
      allowsMany: choices.allowsMany ?? false,
      deactivatesOrphans: choices.deactivatesOrphans ?? false,
    },
  });
  return `${JSON.stringify(saved, null, 2)}\n`;
}

/**
 * The plan that a file holds.
 * @throws AppError `input` naming the file and what is wrong in it.
 */
export function readPlan(text: string, path: string): SavedPlan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('input', `${path}: is not JSON; save a plan with "bootstrap --plan --out ${path}"`, {
      cause,
    });
  }
  const parsed = SavedPlan.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(
    'input',
    `${path}: is no plan of this version of Reglament (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}); save it anew with --out`,
  );
}

/** The choices by which a plan was made. */
export function choicesOf({ choices }: SavedPlan): Required<BootstrapChoices> {
  return { ...choices, adopted: new Map(Object.entries(choices.adopted)) };
}

/**
 * Refuses a saved plan when anything has changed since. `present`: the plan made anew by the choices of the saved one.
 * @throws AppError `refused` saying what is not as it was.
 */
export function requireUnchanged(
  saved: SavedPlan,
  present: BootstrapPlan,
  { pack, helpdeskUrl }: Pick<BootstrapInput, 'pack'> & PlanPlace,
): void {
  const why = refusalOf(saved, present, { helpdeskUrl, pack: identityOf(pack) });
  if (why !== null) {
    throw new AppError(
      'refused',
      `Nothing was changed, the saved plan cannot be applied: ${why}; make a new plan`,
    );
  }
}

function identityOf({ manifest, hash }: CompiledPack): SavedPlan['pack'] {
  return { id: manifest.id, version: manifest.version, hash };
}
