import { Span } from './schema/scalars.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long something may take: time on an open clock, on the wall, or days and years at the same local time. */
export type ParsedSpan =
  | { readonly kind: 'working'; readonly durationMs: number }
  | { readonly kind: 'elapsed'; readonly durationMs: number }
  | { readonly kind: 'working-days'; readonly days: number; readonly ends: 'same-time' | 'close' }
  | { readonly kind: 'calendar-days'; readonly days: number }
  | { readonly kind: 'years'; readonly years: number };

/** A span before (`sign` -1) or after (`sign` 1) an instant. */
export interface ParsedOffset {
  readonly sign: 1 | -1;
  readonly span: ParsedSpan;
}

const SPAN = /^(?<amount>\d+(?:\.\d+)?)(?<unit>m|h|wd|d|y)(?<suffix>-elapsed|-close)?$/;

/**
 * Reads a span of the pack: `30m`, `4h`, `2m-elapsed`, `3wd`, `3wd-close`, `10d`, `3y`. Fractions of minutes and hours
 * are allowed and rounded to the millisecond; days and years are whole.
 * @throws RangeError when the text is no span (the schema has refused it before).
 */
export function parseSpan(text: string): ParsedSpan {
  const { amount = '', unit = '', suffix } = SPAN.exec(text)?.groups ?? {};
  const span = spanOf(Number(amount), unit, suffix);
  if (span === null) throw new RangeError(`"${text}" is no span such as 30m, 4h, 2m-elapsed, 3wd, 10d, 3y`);
  return span;
}

/** Whether a text is a span, as the schema allows it. */
export function isSpan(text: string): boolean {
  return Span.safeParse(text).success;
}

/**
 * Reads an offset of the pack: a span with a sign, `-30m`, `+2h`, `-3d`, `+1wd`.
 * @throws RangeError when the text is no offset (the schema has refused it before).
 */
export function parseOffset(text: string): ParsedOffset {
  if (!/^[+-]/.test(text)) throw new RangeError(`"${text}" is no offset such as -30m or +1wd`);
  return { sign: text.startsWith('-') ? -1 : 1, span: parseSpan(text.slice(1)) };
}

function spanOf(amount: number, unit: string, suffix: string | undefined): ParsedSpan | null {
  if (unit === 'm' || unit === 'h') {
    if (suffix === '-close') return null;
    const durationMs = Math.round(amount * (unit === 'm' ? MINUTE_MS : HOUR_MS));
    return { kind: suffix === '-elapsed' ? 'elapsed' : 'working', durationMs };
  }
  if (!Number.isInteger(amount) || suffix === '-elapsed') return null;
  if (unit === 'wd') {
    return { kind: 'working-days', days: amount, ends: suffix === '-close' ? 'close' : 'same-time' };
  }
  if (suffix !== undefined) return null;
  if (unit === 'd') return { kind: 'calendar-days', days: amount };
  return unit === 'y' ? { kind: 'years', years: amount } : null;
}
