import type { DailyHours } from './daily-hours.ts';
import { MS_PER_DAY } from './instant.ts';
import type { Instant } from './instant.ts';
import { newYearOf } from './local-day.ts';
import type { WallClock } from './wall-clock.ts';

/** Whole years, both inclusive. */
export interface YearRange {
  readonly fromYear: number;
  readonly toYear: number;
}

/**
 * The open intervals of a range of years in order of time. Interval i is `[opens[i], closes[i])`; `worked[i]` is the
 * open time before it, with one entry more than there are intervals. A working day is a day with an interval:
 * `dayStarts[d]` is its first interval, again with one entry more.
 */
export interface OpenTime extends YearRange {
  readonly fromAt: Instant;
  /** Not included. */
  readonly toAt: Instant;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly worked: Float64Array;
  readonly dayNumbers: Int32Array;
  readonly dayStarts: Int32Array;
  readonly dayOfInterval: Int32Array;
}

/** Lays out the hours of the years as intervals of instants. */
export function layOutOpenTime(
  hours: DailyHours,
  clock: WallClock,
  { fromYear, toYear }: YearRange,
): OpenTime {
  const opens: number[] = [];
  const closes: number[] = [];
  const worked = [0];
  const dayNumbers: number[] = [];
  const dayStarts: number[] = [];
  const dayOfInterval: number[] = [];
  const [fromDay, toDay] = [newYearOf(fromYear), newYearOf(toYear + 1)];
  let total = 0;
  for (let dayNumber = fromDay; dayNumber < toDay; dayNumber += 1) {
    for (const [fromMs, toMs] of hours(dayNumber)) {
      // Where the clock is put forward, spans beside the gap may meet, and one inside it may vanish.
      const openAt = Math.max(clock.instantOf(dayNumber * MS_PER_DAY + fromMs), closes.at(-1) ?? -Infinity);
      const closeAt = clock.instantOf(dayNumber * MS_PER_DAY + toMs);
      if (closeAt <= openAt) continue;
      if (dayNumbers.at(-1) !== dayNumber) {
        dayStarts.push(opens.length);
        dayNumbers.push(dayNumber);
      }
      dayOfInterval.push(dayNumbers.length - 1);
      opens.push(openAt);
      closes.push(closeAt);
      total += closeAt - openAt;
      worked.push(total);
    }
  }
  return {
    fromYear,
    toYear,
    fromAt: clock.instantOf(fromDay * MS_PER_DAY),
    toAt: clock.instantOf(toDay * MS_PER_DAY),
    opens: Float64Array.from(opens),
    closes: Float64Array.from(closes),
    worked: Float64Array.from(worked),
    dayNumbers: Int32Array.from(dayNumbers),
    dayStarts: Int32Array.from([...dayStarts, opens.length]),
    dayOfInterval: Int32Array.from(dayOfInterval),
  };
}

/** Index of the first interval that closes after the instant; the number of intervals when none does. */
export function intervalEndingAfter({ closes }: OpenTime, at: Instant, from = 0): number {
  let low = from;
  let high = closes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entry(closes, middle) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first interval by whose end that much open time has passed; the number of intervals when none. */
export function intervalUsingUp({ worked }: OpenTime, workedMs: number, from: number): number {
  let low = from + 1;
  let high = worked.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entry(worked, middle) >= workedMs) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/** Open time before the instant, counted from the start of what is laid out. */
export function workedBefore(time: OpenTime, at: Instant, next = intervalEndingAfter(time, at)): number {
  const passedMs = entry(time.worked, next);
  return next < time.opens.length ? passedMs + Math.max(0, at - entry(time.opens, next)) : passedMs;
}

/** An entry known to exist. */
export function entry(values: Float64Array | Int32Array, index: number): number {
  return values[index] as number;
}
