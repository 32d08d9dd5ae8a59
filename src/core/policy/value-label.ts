import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { catalogEntry } from '../regulation/catalog-entry.ts';
import { localize } from '../regulation/localize.ts';
import type { FieldValue } from '../ticket/field-value.ts';
import type { TextValue } from './intent.ts';

/** The language of everything written in the helpdesk: the pack's first. */
export function languageOf(pack: CompiledPack): string {
  return pack.manifest.languages[0] ?? 'en';
}

/** A field's label as people see it; its id when the pack knows no such field. */
export function fieldLabel(fieldId: string, pack: CompiledPack): string {
  const field = pack.fields.get(fieldId);
  return field === undefined ? fieldId : localize(field.label, languageOf(pack));
}

/** A field's value as people see it: a label for what is chosen, an instant for a date-time; null where nothing is. */
export function valueLabel(fieldId: string, value: FieldValue, pack: CompiledPack): TextValue {
  if (value === null || value === '') return null;
  const listed = catalogEntry(fieldId, String(value), pack);
  if (listed !== undefined) return localize(listed.label, languageOf(pack));
  const field = pack.fields.get(fieldId);
  if (field?.kind === 'datetime' && typeof value === 'number') return { instant: value };
  return value;
}
