import type { ValueMatch } from '../regulation/schema/condition.ts';
import type { FieldValue } from './field-value.ts';

/** Whether a value is the wanted one or one of the wanted ones; `null` matches a field without a value. */
export function matchesValue(wanted: ValueMatch, value: FieldValue | undefined): boolean {
  const present = value === undefined || value === '' ? null : value;
  return Array.isArray(wanted) ? wanted.includes(present) : wanted === present;
}

/** Whether something is entered in a field: an empty text and an unticked box are nothing. */
export function hasValue(value: FieldValue | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}
