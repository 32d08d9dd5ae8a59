import type { TimeSpan } from './calendar-definition.ts';
import { MS_PER_MINUTE } from './instant.ts';

/** Opening and closing as milliseconds from local midnight, `[from, to)`. */
export type DaySpan = readonly [fromMs: number, toMs: number];

/** Milliseconds from midnight of a wall time `HH:MM`, up to `24:00`. @returns null when the text is no such time */
export function parseWallTime(text: string): number | null {
  const match = /^(\d\d):([0-5]\d)$/.exec(text);
  if (match === null) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return minutes <= 24 * 60 ? minutes * MS_PER_MINUTE : null;
}

/** Spans of a validated definition in milliseconds. */
export function daySpansOf(spans: readonly TimeSpan[]): readonly DaySpan[] {
  return spans.map(([from, to]) => [parseWallTime(from) ?? 0, parseWallTime(to) ?? 0] as const);
}
