import type { Problem } from '../diagnostic.ts';
import { listElements } from '../list-elements.ts';
import { localize } from '../localize.ts';
import type { Localized } from '../schema/scalars.ts';
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

interface Labelled {
  readonly label: Localized;
}

/** People, and the helpdesk, tell things of one kind apart by their labels: no two have the same one. */
export function lintLabels({ document, pathOf }: LintContext): readonly Problem[] {
  const { pack, catalog, helpdesk } = document;
  const kinds: readonly (readonly [kind: string, things: readonly Labelled[]])[] = [
    ['type', catalog.types],
    ['priority', catalog.priorities],
    ['group', catalog.groups],
    ['state', catalog.states],
    ['role', catalog.roles],
    ['form', helpdesk.forms],
    ['overview', helpdesk.overviews],
    ['macro', helpdesk.macros],
    ['text module', helpdesk.text_modules],
    ...catalog.fields.map(({ id, options }) => [`option of ${id}`, options ?? []] as const),
  ];
  const language = pack.languages[0] ?? '';
  return kinds.flatMap(([kind, things]) => {
    const seen = new Set<string>();
    return things.flatMap((thing): readonly Problem[] => {
      const label = localize(thing.label, language);
      if (seen.has(label.toLowerCase())) {
        const message = `another ${kind} is called "${label}" already; call this one otherwise`;
        return [{ severity: 'error', path: [...pathOf(thing), 'label'], message }];
      }
      seen.add(label.toLowerCase());
      return [];
    });
  });
}
