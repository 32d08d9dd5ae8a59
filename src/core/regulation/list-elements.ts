import { fieldName } from './assemble-pack.ts';
import type { PackDocument } from './pack-document.ts';

/** An element of a pack that stands on a clause or is our addition. */
export interface PackElement {
  /** How the clause table names it: `rule:arrival-letter`. */
  readonly ref: string;
  readonly element: Grounding;
  /** Clauses of the element and of its parts (options, pauses, lines). */
  readonly clauses: readonly string[];
}

/** What says why an element is there. */
export interface Grounding {
  readonly clause?: string | readonly string[] | undefined;
  readonly product?: boolean | undefined;
  readonly about?: string | undefined;
}

/** Every element of a document, by section; `field:type` is the field in the role `type`. */
export function listElements(document: PackDocument): readonly PackElement[] {
  const { pack, catalog, calendars, clocks, rules, texts, helpdesk, report } = document;
  return [
    ...named('switch', pack.switches),
    ...named('expects', pack.expects),
    ...named('type', catalog.types),
    ...named('priority', catalog.priorities),
    ...named('group', catalog.groups),
    ...named('state', catalog.states),
    ...catalog.fields.map((field) => elementOf(`field:${fieldName(field)}`, field)),
    ...named('role', catalog.roles),
    ...catalog.proposals.map((proposal, index) => elementOf(`proposal:${index + 1}`, proposal)),
    ...named('calendar', calendars.calendars),
    ...named('clock', clocks.clocks),
    ...named('notice', rules.notices),
    ...named('rule', rules.rules),
    ...named('text', texts.texts),
    ...named('form', helpdesk.forms),
    ...named('overview', helpdesk.overviews),
    ...named('macro', helpdesk.macros),
    ...named('text-module', helpdesk.text_modules),
    ...named('report', report.reports),
  ];
}

/** The clauses that an element itself names. */
export function clausesOf({ clause = [] }: Grounding): readonly string[] {
  return typeof clause === 'string' ? [clause] : clause;
}

function named(
  kind: string,
  elements: readonly ({ readonly id: string } & Grounding)[],
): readonly PackElement[] {
  return elements.map((element) => elementOf(`${kind}:${element.id}`, element));
}

function elementOf(ref: string, element: Grounding): PackElement {
  return { ref, element, clauses: [...new Set(groundsWithin(element).flatMap(clausesOf))] };
}

/** The element and everything inside it that names a clause of its own. */
export function groundsWithin(element: object): readonly Grounding[] {
  const inner = Object.values(element)
    .flatMap((value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter((value): value is object => typeof value === 'object' && value !== null);
  return [element, ...inner.flatMap(groundsWithin)];
}
