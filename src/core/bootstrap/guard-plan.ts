import type { BootstrapPlan, PlanProblem } from './bootstrap-plan.ts';

const smallestGuarded = 10;
const largestShare = 0.3;

/** Refuses to change many existing objects at once: more likely a wrong pack or a wrong helpdesk than a wish. */
export function guardPlan(
  { changes, unchanged }: Pick<BootstrapPlan, 'changes' | 'unchanged'>,
  allowsMany: boolean,
): readonly PlanProblem[] {
  const existing = changes.length + unchanged.length;
  if (allowsMany || existing < smallestGuarded || changes.length <= existing * largestShare) return [];
  return [
    {
      subject: 'plan',
      message: `it would change ${changes.length} of ${existing} existing objects, more than 30 %; check that pack and helpdesk belong together, then allow it with --allow-many`,
    },
  ];
}
