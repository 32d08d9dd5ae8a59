import { catalogEntry } from '../regulation/catalog-entry.ts';
import type { FieldValue, FieldValues } from '../ticket/field-value.ts';
import { inWords } from './report-context.ts';
import type { ReportContext } from './report-context.ts';
import { count, text } from './report-model.ts';
import type { Cell } from './report-model.ts';
import type { WordKey } from './word-keys.ts';

const canonical = new Set<string>(['type', 'priority', 'group', 'state', 'owner'] satisfies WordKey[]);

/** What a field is called: in the pack's words, else in ours. */
export function fieldLabel(context: ReportContext, fieldId: string): string {
  if (canonical.has(fieldId)) return context.words[fieldId as WordKey];
  const field = context.pack.fields.get(fieldId);
  return field === undefined ? fieldId : inWords(context, field.label);
}

/** What an option is called; null when the value is none of the field's. */
export function optionLabel(context: ReportContext, fieldId: string, value: FieldValue): string | null {
  const element = catalogEntry(fieldId, String(value), context.pack);
  return element === undefined ? null : inWords(context, element.label);
}

/** The value of a field, shown as what it is. */
export function fieldCell(context: ReportContext, fieldId: string, fields: FieldValues): Cell {
  const value = fields[fieldId] ?? null;
  if (value === null || value === '') return text('');
  const kind = context.pack.fields.get(fieldId)?.kind;
  if (typeof value === 'boolean') return text(value ? context.words.yes : context.words.no);
  if (kind === 'datetime' && typeof value === 'number') return { kind: 'instant', at: value };
  if (kind === 'date' && typeof value === 'string') return { kind: 'date', on: value };
  if (typeof value === 'number') return count(value);
  const name = fieldId === 'owner' ? context.people.get(value) : undefined;
  if (name !== undefined) return { kind: 'text', text: name, person: value };
  return text(optionLabel(context, fieldId, value) ?? value);
}

/** The options a value can be sorted by, in the pack's order. */
export function optionIds(context: ReportContext, fieldId: string): readonly string[] {
  const { pack } = context;
  switch (fieldId) {
    case 'type':
      return [...pack.types.keys()];
    case 'priority':
      return [...pack.priorities.keys()];
    case 'group':
      return [...pack.groups.keys()];
    case 'state':
      return [...pack.states.keys()];
    default:
      return (pack.fields.get(fieldId)?.options ?? []).map(({ id }) => id);
  }
}
