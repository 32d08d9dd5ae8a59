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
      const openAt = clock.firstAt(dayNumber * MS_PER_DAY + fromMs);
      const closeAt = clock.firstAt(dayNumber * MS_PER_DAY + toMs);
      if (closeAt === openAt) continue; // the whole span was skipped by a change of the clock
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
    fromAt: clock.firstAt(fromDay * MS_PER_DAY),
    toAt: clock.firstAt(toDay * MS_PER_DAY),
    opens: Float64Array.from(opens),
    closes: Float64Array.from(closes),
    worked: Float64Array.from(worked),
    dayNumbers: Int32Array.from(dayNumbers),
    dayStarts: Int32Array.from([...dayStarts, opens.length]),
    dayOfInterval: Int32Array.from(dayOfInterval),
  };
}

/** Index of the first element greater than the value in an ascending array, its length when there is none. */
export function firstAbove(ascending: Float64Array, value: number, from = 0): number {
  let low = from;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
