import type { Problem } from '../diagnostic.ts';
import { clausesOf, listElements } from '../list-elements.ts';
import type { LintContext } from './lint-context.ts';

/**
 * Everything that stands on a clause is named by a row of the clause table, so that losing it reopens the row: in
 * `by`, or for a switch among the readings. Each row is told once of all that it could name. Looks at the whole pack,
 * whatever its switches say; a clause without a row is for the grounds to tell.
 */
export function lintCoverage({ document, pathOf }: Omit<LintContext, 'switches'>): readonly Problem[] {
  const rows = document.clauses.clauses;
  const named = new Set(rows.flatMap(({ by, readings }) => [...by, ...readings]));
  const unnamed = listElements(document).filter(({ ref }) => !named.has(ref));
  return rows.flatMap((row) => {
    const isFirstRowOf = (clause: string): boolean =>
      rows.find(({ clauses }) => clauses.includes(clause)) === row;
    const refs = unnamed
      .filter(({ element }) => clausesOf(element).slice(0, 1).some(isFirstRowOf))
      .map(({ ref }) => ref);
    return (['by', 'readings'] as const).flatMap((place): readonly Problem[] => {
      const own = new Set(refs.filter((ref) => (place === 'readings') === ref.startsWith('switch:')));
      if (own.size === 0) return [];
      const message = `"${place}" names nothing of ${[...own].join(', ')}: what no row names could be lost without a row becoming open`;
      return [{ severity: 'warning', path: pathOf(row), message }];
    });
  });
}
