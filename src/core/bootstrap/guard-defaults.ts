import type { BootstrapPlan, PlanProblem } from './bootstrap-plan.ts';
import type { ObjectReference } from './configuration-object.ts';
import type { Json } from './json.ts';

type Guarded = Pick<BootstrapPlan, 'additions' | 'changes' | 'unchanged' | 'takeovers' | 'deactivations'>;

const defaultFlags = ['default_create', 'default_follow_up'] as const;

/** Refuses to deactivate what new or reopened tickets fall into by default while nothing of the pack takes its place. */
export function guardDefaults(plan: Guarded): readonly PlanProblem[] {
  const wanted = [...plan.additions, ...plan.changes, ...plan.unchanged].map(({ object }) => object);
  const switchedOff: readonly (readonly [ObjectReference, Readonly<Record<string, Json>>])[] = [
    ...plan.takeovers
      .filter(({ takeover }) => takeover.taken['active'] === false)
      .map(({ takeover }) => [takeover, takeover.before] as const),
    ...plan.deactivations.map(({ present }) => [present, present.attributes] as const),
  ];
  return switchedOff.flatMap(([{ kind, name }, before]) => {
    const left = defaultFlags.filter(
      (flag) =>
        before[flag] === true &&
        !wanted.some((object) => object.kind === kind && object.attributes[flag] === true),
    );
    return left.length === 0
      ? []
      : [
          {
            subject: `${kind} "${name}"`,
            message: `it is the default (${left.join(', ')}) and would be deactivated; give the pack, or the helpdesk, another default first`,
          },
        ];
  });
}
