import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { localize } from '../regulation/localize.ts';
import type { Localized } from '../regulation/schema/scalars.ts';
import type { Group, Priority, State } from '../regulation/schema/catalog.ts';

/** How the pack's things are called in the helpdesk: by their label in the pack's first language. */
export interface Naming {
  readonly label: (localized: Localized) => string;
  readonly group: (group: Group) => string;
  readonly priority: (priority: Priority) => string;
  /** A state that the helpdesk brings along keeps its name. */
  readonly state: (state: State) => string;
  /** The attribute that holds a field; the field in the role `type` is named by its id. */
  readonly attribute: (field: string) => string;
  /** A field's value; ids that the pack does not know stay as they are. */
  readonly value: (field: string, value: string | number | boolean) => string;
  /** What people see of it: an option's label; like `value` for the rest. */
  readonly shown: (field: string, value: string) => string;
  /** Names of every governed group. */
  readonly governedGroups: readonly string[];
}

/** The naming of a pack. */
export function namingOf(pack: CompiledPack): Naming {
  const language = pack.manifest.languages[0] ?? '';
  const label = (localized: Localized): string => localize(localized, language);
  const group = (each: Group): string => label(each.label);
  const priority = (each: Priority): string => label(each.label);
  const state = (each: State): string => each.seeded ?? label(each.label);
  const valueNames: Readonly<Record<string, (id: string) => string | undefined>> = {
    group: (id) => nameIn(pack.groups, id, group),
    priority: (id) => nameIn(pack.priorities, id, priority),
    state: (id) => nameIn(pack.states, id, state),
  };
  const value = (field: string, id: string | number | boolean): string =>
    valueNames[field]?.(String(id)) ?? String(id);
  return {
    label,
    group,
    priority,
    state,
    attribute: (field) => pack.fields.get(field)?.id ?? field,
    value,
    shown: (field, id) => {
      const option = pack.fields.get(field)?.options?.find((each) => each.id === id);
      return option === undefined ? value(field, id) : label(option.label);
    },
    governedGroups: pack.catalog.groups.map(group),
  };
}

function nameIn<Element>(
  elements: ReadonlyMap<string, Element>,
  id: string,
  nameOf: (element: Element) => string,
): string | undefined {
  const element = elements.get(id);
  return element === undefined ? undefined : nameOf(element);
}
