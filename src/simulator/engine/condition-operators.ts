import { ApiError } from '../api-error.ts';
import { isBlank, listOf, textOf } from '../state/row.ts';
import type { Leaf } from './condition-tree.ts';

/** SQL's three values: a comparison with null is neither true nor false. */
export type Truth = boolean | null;

/** Compares the value of a column as SQL would. */
export function compare(leaf: Leaf, actual: unknown, nowMs: number): Truth {
  if (leaf.operator.includes('(') || leaf.operator === 'today') return compareTime(leaf, actual, nowMs);
  return Array.isArray(actual) ? compareList(leaf, actual.map(textOf)) : compareScalar(leaf, actual);
}

function compareScalar(leaf: Leaf, actual: unknown): Truth {
  const isNull = actual === null || actual === undefined;
  const text = textOf(actual);
  const wanted = listOf(leaf.value).map(textOf);
  switch (leaf.operator) {
    case 'is':
      return compareIs(leaf, actual, wanted);
    case 'is not':
      if (leaf.value === null) return !isNull;
      if (isNull) return !wanted.includes('');
      return !wanted.includes(text);
    case 'is any of':
      return isNull ? null : (wanted.length === 0 ? [''] : wanted).includes(text);
    case 'is none of':
      return isNull ? null : !(wanted.length === 0 ? [''] : wanted).includes(text);
    case 'is set':
      return !isNull && text !== '';
    case 'not set':
      return isNull || text === '';
    case 'contains not':
      return isNull || !includesText(text, leaf.value);
    default:
      return isNull ? null : compareText(leaf, text, wanted);
  }
}

function compareIs(leaf: Leaf, actual: unknown, wanted: readonly string[]): Truth {
  const isNull = actual === null || actual === undefined;
  if (leaf.value === null || leaf.value === undefined) return isNull;
  if (isNull) return wanted.includes('') ? true : null;
  return wanted.includes(textOf(actual));
}

function compareText(leaf: Leaf, text: string, wanted: readonly string[]): Truth {
  const lower = text.toLowerCase();
  switch (leaf.operator) {
    case 'contains':
      return includesText(text, leaf.value);
    case 'starts with':
    case 'starts with one of':
      return wanted.some((start) => lower.startsWith(start.toLowerCase()));
    case 'ends with':
    case 'ends with one of':
      return wanted.some((end) => lower.endsWith(end.toLowerCase()));
    case 'matches regex':
      return new RegExp(textOf(leaf.value), 'iu').test(text);
    case 'does not match regex':
      return !new RegExp(textOf(leaf.value), 'iu').test(text);
    default:
      return compareList(leaf, [text]);
  }
}

const includesText = (text: string, part: unknown): boolean =>
  text.toLowerCase().includes(textOf(part).toLowerCase());

/** For tags and for attributes with several values. */
export function compareList(leaf: Leaf, actual: readonly string[]): Truth {
  const wanted =
    typeof leaf.value === 'string'
      ? leaf.value.split(',').map((item) => item.trim())
      : listOf(leaf.value).map((item) => textOf(item));
  const hasAll = wanted.every((item) => actual.includes(item));
  const hasOne = wanted.some((item) => actual.includes(item));
  switch (leaf.operator) {
    case 'contains all':
      return hasAll;
    case 'contains all not':
      return !hasAll;
    case 'contains one':
    case 'is':
    case 'is any of':
      return hasOne;
    case 'contains one not':
    case 'is not':
    case 'is none of':
      return !hasOne;
    case 'is set':
      return actual.length > 0;
    case 'not set':
      return actual.length === 0;
    default:
      return null;
  }
}

const RANGE_MS: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};

/** The instant so many minutes, hours, … months away; months and years keep the day. */
export function shiftInstant(nowMs: number, count: number, range: string): number {
  const unit = range.replace(/s$/, '');
  const unitMs = RANGE_MS[unit];
  if (unitMs !== undefined) return nowMs + count * unitMs;
  const date = new Date(nowMs);
  if (unit === 'month') return date.setUTCMonth(date.getUTCMonth() + count);
  if (unit === 'year') return date.setUTCFullYear(date.getUTCFullYear() + count);
  throw new ApiError(500, 'unknown selector', 'administrators');
}

function compareTime(leaf: Leaf, actual: unknown, nowMs: number): Truth {
  if (leaf.operator === 'today') {
    return isBlank(actual)
      ? null
      : textOf(actual).slice(0, 10) === new Date(nowMs).toISOString().slice(0, 10);
  }
  const [from, to] = boundsOf(leaf, nowMs);
  if (isBlank(actual)) return null;
  const time = textOf(actual);
  return (from === null || time >= from) && (to === null || time <= to);
}

/** Both ends belong to the range. */
function boundsOf(leaf: Leaf, nowMs: number): [from: string | null, to: string | null] {
  const away = (sign: 1 | -1): string =>
    iso(shiftInstant(nowMs, sign * (Number(leaf.value) || 0), leaf.range ?? ''));
  switch (leaf.operator) {
    case 'after (absolute)':
      return [absoluteTime(leaf.value), null];
    case 'before (absolute)':
      return [null, absoluteTime(leaf.value)];
    case 'within last (relative)':
      return [away(-1), iso(nowMs)];
    case 'within next (relative)':
      return [iso(nowMs), away(1)];
    case 'before (relative)':
      return [null, away(-1)];
    case 'after (relative)':
      return [away(1), null];
    case 'till (relative)':
      return [null, away(1)];
    default:
      return [away(-1), null];
  }
}

const iso = (atMs: number): string => new Date(atMs).toISOString();

/** A time of a condition: its offset is overlooked, `02:00+02:00` counts as 02:00 UTC. */
export function absoluteTime(value: unknown): string {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?)?/.exec(textOf(value).trim());
  const atMs = parts === null ? NaN : Date.parse(`${parts[1]}T${parts[2] ?? '00:00'}${parts[3] ?? ':00'}Z`);
  if (!Number.isNaN(atMs)) return iso(atMs);
  throw new ApiError(
    422,
    `PG::InvalidDatetimeFormat: ERROR:  invalid input syntax for type timestamp: ${JSON.stringify(value)}\n` +
      "CONTEXT:  unnamed portal parameter $1 = '...'\n",
    'administrators',
  );
}
