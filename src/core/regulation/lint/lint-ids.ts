import type { Problem } from '../diagnostic.ts';
import { listElements } from '../list-elements.ts';
import type { LintContext } from './lint-context.ts';

/** No two things of one kind have one id, unless a switch lets only one of them exist. */
export function lintIds({ document, pathOf }: LintContext): readonly Problem[] {
  const rows = document.clauses.clauses.map((row) => ({ ref: `row:${row.id}`, element: row }));
  const options = document.catalog.fields.flatMap((field) =>
    (field.options ?? []).map((option) => ({
      ref: `option of ${field.id}:${option.id}`,
      element: option,
    })),
  );
  const seen = new Set<string>();
  return [...listElements(document), ...rows, ...options].flatMap(({ ref, element }): readonly Problem[] => {
    if (!seen.has(ref)) {
      seen.add(ref);
      return [];
    }
    const [kind = '', id = ''] = ref.split(':');
    const message = `another ${kind} has the id "${id}" already; give this one another`;
    return [{ severity: 'error', path: [...pathOf(element), 'id'], message }];
  });
}
