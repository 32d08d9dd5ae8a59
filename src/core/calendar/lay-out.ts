import type { DailyHours } from './daily-hours.ts';
import { MS_PER_DAY } from './instant.ts';
import type { Instant } from './instant.ts';
import type { WallClock } from './wall-clock.ts';

/** Days by day number, `[fromDay, toDay)`. */
export interface DayRange {
  readonly fromDay: number;
  readonly toDay: number;
}

/** One open interval `[openAt, closeAt)` and the local day whose hours it is. */
export interface OpenInterval {
  readonly dayNumber: number;
  readonly openAt: Instant;
  readonly closeAt: Instant;
}

/** The open intervals of a range of days, in order of time and without overlap. */
export function layOut(hours: DailyHours, clock: WallClock, { fromDay, toDay }: DayRange): OpenInterval[] {
  const intervals: OpenInterval[] = [];
  let closedAt = -Infinity;
  for (let dayNumber = fromDay; dayNumber < toDay; dayNumber += 1) {
    for (const [fromMs, toMs] of hours(dayNumber)) {
      // Where the clock is put forward, spans beside the gap may meet, and one inside it may vanish.
      const openAt = Math.max(clock.instantOf(dayNumber * MS_PER_DAY + fromMs), closedAt);
      const closeAt = clock.instantOf(dayNumber * MS_PER_DAY + toMs);
      if (closeAt <= openAt) continue;
      intervals.push({ dayNumber, openAt, closeAt });
      closedAt = closeAt;
    }
  }
  return intervals;
}
