import type { Problem } from '../diagnostic.ts';
import { mayReadAndChange } from '../may-read-and-change.ts';
import type { LintContext } from './lint-context.ts';

/**
 * Somebody can work: a role for people, and one for the service, which reads and changes tickets of every governed
 * group. A group that the service's role leaves out is one whose tickets nobody judges.
 */
export function lintRoles({ document, pathOf }: LintContext): readonly Problem[] {
  const { roles, groups } = document.catalog;
  const missing = (['agent', 'service'] as const)
    .filter((kind) => !roles.some((role) => role.kind === kind))
    .map((kind): Problem => {
      const message = `there is no role of kind "${kind}": without one, give ${kind === 'agent' ? 'people' : 'the service'} their rights in the helpdesk by hand`;
      return { severity: 'warning', path: ['catalog', 'groups'], message };
    });
  const blind = roles
    .filter(({ kind }) => kind === 'service')
    .flatMap((role) =>
      groups
        .filter(({ id }) => !mayReadAndChange(role.groups[id] ?? []))
        .map(({ id }): Problem => {
          const message = `the service needs read and change in "${id}" too: it judges the tickets of every group here`;
          return { severity: 'error', path: [...pathOf(role), 'groups'], message };
        }),
    );
  return [...missing, ...blind];
}
