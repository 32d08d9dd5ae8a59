import { IANAZone } from 'luxon';
import type { Problem } from '../diagnostic.ts';
import { conditionWords } from '../schema/condition.ts';
import type { Field } from '../schema/catalog.ts';
import type { LintContext } from './lint-context.ts';

/** The catalogue can work: states to begin and end in, one entry, one field for each role, options where they belong. */
export function lintCatalog({ document, pathOf }: LintContext): readonly Problem[] {
  const { catalog, pack } = document;
  const fault = (path: Problem['path'], message: string): Problem => ({ severity: 'error', path, message });
  const kinds = new Set(catalog.states.map(({ kind }) => kind));
  const missingKinds = (['new', 'open', 'closed'] as const).filter((kind) => !kinds.has(kind));
  const defaults = catalog.priorities.filter((priority) => priority.default === true);
  const entries = catalog.groups.filter((group) => group.entry === true);
  return [
    ...missingKinds.map((kind) => fault(['catalog', 'states'], `there is no state of kind "${kind}"`)),
    ...(entries.length > 0
      ? []
      : [fault(['catalog', 'groups'], 'no group takes new tickets: mark one with entry: true')]),
    ...defaults.slice(1).map((each) => fault(pathOf(each), 'another priority is the default already')),
    ...(catalog.fields.some(({ role }) => role === 'type')
      ? []
      : [fault(['catalog', 'fields'], 'no field holds the type: give one select role: type')]),
    ...catalog.fields.flatMap((field) =>
      faultsOfField(field, catalog.fields).map((each) => fault(pathOf(field), each)),
    ),
    ...(IANAZone.isValidZone(pack.zone)
      ? []
      : [fault(['pack', 'zone'], `"${pack.zone}" is no time zone of the IANA list`)]),
    ...pack.languages
      .filter((language) => !isLanguage(language))
      .map((language) =>
        fault(['pack', 'languages'], `"${language}" is no language tag such as pl, uk or pt-BR (BCP 47)`),
      ),
    ...(pack.effective_to !== undefined && pack.effective_to <= pack.effective_from
      ? [fault(['pack', 'effective_to'], `must be later than ${pack.effective_from}`)]
      : []),
  ];
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    // Not even well-formed.
    return false;
  }
}

function faultsOfField(field: Field, all: readonly Field[]): readonly string[] {
  const { id, kind, role, due, options } = field;
  const faults: string[] = [];
  const same = all.find((other) => other.role === role && other.of === field.of);
  if (role !== undefined && same !== field) faults.push(`"${same?.id ?? ''}" has the role ${role} already`);
  const wanted = role === 'parent' ? 'text' : 'select';
  if (role !== undefined && kind !== wanted) faults.push(`a field in the role ${role} is a ${wanted}`);
  if (role === 'type' && options !== undefined)
    faults.push('the options of this field are the types; leave them out');
  if (kind === 'select' && role !== 'type' && options === undefined)
    faults.push(`the select "${id}" needs options`);
  if (kind !== 'select' && options !== undefined) faults.push(`"${id}" has options, so it is a select`);
  if (due !== undefined && kind !== 'datetime')
    faults.push(`"${id}" holds a due instant, so it is a datetime`);
  if (['type', 'priority', 'group', 'state', 'owner'].includes(id)) {
    faults.push(`every ticket has "${id}"; give this field another id`);
  }
  if ((conditionWords as readonly string[]).includes(id)) {
    faults.push(`"${id}" is a word of conditions; give this field another id`);
  }
  return faults;
}
