import type { Problem } from '../diagnostic.ts';
import { clausesOf, groundsWithin, listElements } from '../list-elements.ts';
import type { Grounding, PackElement } from '../list-elements.ts';
import { suggestWord } from '../source/nearest-word.ts';
import type { LintContext } from './lint-context.ts';

/** Every element says on which clause it stands or that it is our addition, and every clause named is in the table. */
export function lintGrounds(context: LintContext): readonly Problem[] {
  const { pack, clauses } = context.document;
  const table = new Set(clauses.clauses.flatMap((row) => row.clauses));
  const grounds = listElements(context.document).flatMap((element) => [
    ...faultsOfGround(element, context),
    ...groundsWithin(element.element).flatMap((ground) => clauseReferences(ground, context)),
  ]);
  const rows = clauses.clauses.flatMap((row) =>
    row.clauses.map((clause, index) => ({ clause, path: [...context.pathOf(row.clauses), index] })),
  );
  return [
    ...grounds.flatMap((ground) =>
      'message' in ground ? [ground] : faultsOfClause(ground, pack.letter, table),
    ),
    ...rows.flatMap((row) => faultsOfClause(row, pack.letter, table)),
  ];
}

interface ClauseReference {
  readonly clause: string;
  readonly path: readonly (string | number)[];
}

function faultsOfGround({ ref, element }: PackElement, { pathOf }: LintContext): readonly Problem[] {
  const hasClause = element.clause !== undefined;
  const message =
    hasClause && element.product === true
      ? `${ref} names a clause and says product: true; a clause demands it or it is our addition, not both (a clause that it only helps with goes under "about")`
      : !hasClause && element.product !== true
        ? `${ref} does not say why it is there: name its clause, or say product: true`
        : hasClause && element.about !== undefined
          ? `${ref} names a clause and says "about"; "about" is for additions of ours (product: true)`
          : null;
  return message === null ? [] : [{ severity: 'error', path: pathOf(element), message }];
}

function clauseReferences(ground: Grounding, { pathOf }: LintContext): readonly ClauseReference[] {
  const clauses = clausesOf(ground).map((clause, index) => ({
    clause,
    path: [...pathOf(ground), 'clause', ...(typeof ground.clause === 'string' ? [] : [index])],
  }));
  return ground.about === undefined
    ? clauses
    : [...clauses, { clause: ground.about, path: [...pathOf(ground), 'about'] }];
}

function faultsOfClause(
  { clause, path }: ClauseReference,
  letter: string,
  table: ReadonlySet<string>,
): readonly Problem[] {
  const message = !clause.startsWith(`${letter} `)
    ? `"${clause}" is no clause of this regulation: its references begin with "${letter} "`
    : table.has(clause)
      ? null
      : `the clause table has no row for "${clause}"${suggestWord(clause, [...table])}`;
  return message === null ? [] : [{ severity: 'error', path, message, clause }];
}
