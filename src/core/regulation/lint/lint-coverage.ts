import type { Problem } from '../diagnostic.ts';
import { clausesOf, listElements } from '../list-elements.ts';
import type { LintContext } from './lint-context.ts';

/**
 * Everything that stands on a clause is named by a row of the clause table, so that losing it reopens the row: in
 * `by`, or for a switch among the readings.
 */
export function lintCoverage({ document, pathOf }: LintContext): readonly Problem[] {
  const named = new Set(document.clauses.clauses.flatMap(({ by, readings }) => [...by, ...readings]));
  return listElements(document)
    .filter(({ ref }) => !named.has(ref))
    .flatMap(({ ref, element }): readonly Problem[] => {
      const [clause] = clausesOf(element);
      if (clause === undefined) return [];
      const place = ref.startsWith('switch:') ? 'readings' : 'by';
      const message = `no row of the clause table names ${ref} in "${place}": it could be lost without a row becoming open`;
      return [{ severity: 'warning', path: pathOf(element), message, clause }];
    });
}
