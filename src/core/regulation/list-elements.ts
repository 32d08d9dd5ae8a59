import { fieldName } from './assemble-pack.ts';
import type { PackDocument } from './pack-document.ts';

/** An element of a pack that stands on a clause or is our addition. */
export interface PackElement {
  /** How the clause table names it: `rule:arrival-letter`. */
  readonly ref: string;
  readonly element: Grounding;
}

/** What says why an element is there. */
export interface Grounding {
  readonly clause?: string | readonly string[] | undefined;
  readonly product?: boolean | undefined;
  readonly about?: string | undefined;
}

/** Every element of a document, by section; `field:type` is the field in the role `type`. */
export function listElements(document: PackDocument): readonly PackElement[] {
  const { pack, catalog, calendars, clocks, rules, desk, texts, helpdesk, report, documents } = document;
  return [
    ...named('switch', pack.switches),
    ...named('expects', pack.expects),
    ...named('type', catalog.types),
    ...named('priority', catalog.priorities),
    ...named('group', catalog.groups),
    ...named('state', catalog.states),
    ...catalog.fields.map((field) => ({ ref: `field:${fieldName(field)}`, element: field })),
    ...named('role', catalog.roles),
    ...catalog.proposals.map((proposal, index) => ({ ref: `proposal:${index + 1}`, element: proposal })),
    ...named('calendar', calendars.calendars),
    ...named('clock', clocks.clocks),
    ...named('notice', rules.notices),
    ...named('intake', rules.intake),
    ...named('rule', rules.rules),
    ...named('roster', one(desk.roster)),
    ...named('works', one(desk.works)),
    ...named('queue', one(desk.queue)),
    ...named('rule', desk.rules),
    ...named('text', texts.texts),
    ...named('form', helpdesk.forms),
    ...named('overview', helpdesk.overviews),
    ...named('macro', helpdesk.macros),
    ...named('text-module', helpdesk.text_modules),
    ...named('report', report.reports),
    ...named('document', documents.documents),
    ...named('measure', report.measures),
  ];
}

function one<Element>(element: Element | undefined): readonly Element[] {
  return element === undefined ? [] : [element];
}

/** The clauses that an element itself names. */
export function clausesOf({ clause = [] }: Grounding): readonly string[] {
  return typeof clause === 'string' ? [clause] : clause;
}

function named(
  kind: string,
  elements: readonly ({ readonly id: string } & Grounding)[],
): readonly PackElement[] {
  return elements.map((element) => ({ ref: `${kind}:${element.id}`, element }));
}

/** The element and everything inside it (options, pauses, lines…) that may name a clause of its own. */
export function groundsWithin(element: object, found: Grounding[] = []): readonly Grounding[] {
  if (!Array.isArray(element)) found.push(element);
  for (const part of Object.values(element) as readonly unknown[]) {
    if (typeof part === 'object' && part !== null) groundsWithin(part, found);
  }
  return found;
}
