import type { Problem } from '../diagnostic.ts';
import { clausesOf, listElements } from '../list-elements.ts';
import type { LintContext } from './lint-context.ts';

/** Kinds of elements that act by themselves: if one is lost, nobody sees it at once. */
const ACTING = ['clock', 'rule', 'notice', 'report', 'measure', 'intake'];

/** Everything that acts on a clause is named by a row of the clause table, so that losing it reopens the row. */
export function lintCoverage({ document, pathOf }: LintContext): readonly Problem[] {
  const named = new Set(document.clauses.clauses.flatMap(({ by }) => by));
  return listElements(document)
    .filter(({ ref }) => ACTING.includes(ref.split(':')[0] ?? '') && !named.has(ref))
    .flatMap(({ ref, element }): readonly Problem[] => {
      const [clause] = clausesOf(element);
      if (clause === undefined) return [];
      const message = `no row of the clause table names ${ref} in "by": it could be lost without a row becoming open`;
      return [{ severity: 'warning', path: pathOf(element), message, clause }];
    });
}
