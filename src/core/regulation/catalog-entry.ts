import type { CompiledPack } from './compiled-pack.ts';
import type { Field } from './schema/catalog.ts';

/** What the pack calls a value of a field: a type, priority, group, state or option; undefined when it names no such. */
export function catalogEntry(
  fieldId: string,
  value: string,
  pack: CompiledPack,
): Pick<Field, 'label'> | undefined {
  switch (fieldId) {
    case 'type':
      return pack.types.get(value);
    case 'priority':
      return pack.priorities.get(value);
    case 'group':
      return pack.groups.get(value);
    case 'state':
      return pack.states.get(value);
    default:
      return pack.fields.get(fieldId)?.options?.find(({ id }) => id === value);
  }
}
