import { isBlank, textOf } from '../state/row.ts';

/** The types that columns have, whether Zammad's own or made for an attribute. */
export type ColumnType = 'string' | 'integer' | 'float' | 'boolean' | 'datetime' | 'date' | 'list' | 'json';

const FALSE_WORDS = new Set(['0', 'f', 'false', 'off']);

/** A value as Rails casts it for a column: nothing is refused, what makes no sense becomes null or zero. */
export function castValue(type: ColumnType, value: unknown): unknown {
  if (value === undefined || value === null) return type === 'list' ? [] : null;
  switch (type) {
    case 'string':
      return textOf(value);
    case 'integer':
      return castInteger(value);
    case 'float':
      return castFloat(value);
    case 'boolean':
      return value === '' ? null : !FALSE_WORDS.has(textOf(value).toLowerCase());
    case 'datetime':
      return castDatetime(value);
    case 'date':
      return castDate(value);
    case 'list':
      return Array.isArray(value) ? value.map(textOf) : [];
    case 'json':
      return value;
  }
}

function castInteger(value: unknown): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isBlank(value)) return null;
  const parsed = typeof value === 'number' ? Math.trunc(value) : Number.parseInt(textOf(value), 10);
  return Number.isFinite(parsed) ? parsed : 0;
}

/** Text counts up to where it stops being a number: `abc` is 0. */
export function castFloat(value: unknown): number | null {
  if (isBlank(value)) return null;
  const parsed = Number.parseFloat(textOf(value));
  return Number.isFinite(parsed) ? parsed : 0;
}

const ISO_TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?)?$/;

/** Honours offsets; a time without one is UTC; a bare date is its midnight. */
function castDatetime(value: unknown): string | null {
  const text = textOf(value).trim();
  if (!ISO_TIME.test(text)) return null;
  const hasZone = /(?:Z|UTC|[+-]\d\d:?\d\d)$/.test(text) && text.length > 10;
  const normal = text.replace(' UTC', 'Z').replace(/^(\S{10}) /, '$1T');
  const parsed = Date.parse(hasZone || text.length === 10 ? normal : `${normal}Z`);
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString();
}

/** `2026-12-01` or `01.12.2026`, also the date of a time; anything else is null. */
function castDate(value: unknown): string | null {
  const text = textOf(value).trim();
  const iso = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  const german = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text);
  const date = iso === null ? german && `${german[3]}-${german[2]}-${german[1]}` : iso[0];
  return date !== null && !Number.isNaN(Date.parse(date)) ? date : null;
}

/** Whether two values of a column are the same to the database; in JSON the order of keys counts. */
export function isSameValue(before: unknown, after: unknown): boolean {
  if (before === after || (isNothing(before) && isNothing(after))) return true;
  return (
    typeof before === 'object' &&
    typeof after === 'object' &&
    JSON.stringify(before) === JSON.stringify(after)
  );
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;
