import { AppError } from '../app-error.ts';
import type { CalendarDefinition } from './calendar-definition.ts';
import type { GrowingOpenTime } from './growing-open-time.ts';
import type { Instant } from './instant.ts';
import { MS_PER_DAY } from './instant.ts';
import { timeOfDay } from './local-day.ts';
import { entry, intervalEndingAfter, intervalUsingUp, workedBefore } from './open-time.ts';
import type { OpenTime } from './open-time.ts';
import type { WallClock } from './wall-clock.ts';
import type { WorkingCalendar, WorkingDayEnd } from './working-calendar.ts';

/** Parts of a compiled calendar. */
export interface CalendarParts {
  readonly definition: CalendarDefinition;
  readonly workingDayMs: number;
  readonly openTime: GrowingOpenTime;
  readonly clock: WallClock;
}

/** A working calendar over laid-out open intervals. */
export class CompiledCalendar implements WorkingCalendar {
  readonly definition: CalendarDefinition;
  readonly workingDayMs: number;
  readonly #openTime: GrowingOpenTime;
  readonly #clock: WallClock;

  constructor({ definition, workingDayMs, openTime, clock }: CalendarParts) {
    this.definition = definition;
    this.workingDayMs = workingDayMs;
    this.#openTime = openTime;
    this.#clock = clock;
  }

  isOpen(at: Instant): boolean {
    const time = this.#openTime.covering(at);
    const next = intervalEndingAfter(time, at);
    return next < time.opens.length && entry(time.opens, next) <= at;
  }

  nextOpening(at: Instant): Instant {
    return this.add(at, 0);
  }

  add(startAt: Instant, workingMs: number): Instant {
    if (!(workingMs >= 0)) throw new AppError('bug', `an amount of working time must not be ${workingMs} ms`);
    const time = this.#openTime.covering(startAt);
    const first = intervalEndingAfter(time, startAt);
    if (first < time.opens.length) {
      const usedUp = workedBefore(time, startAt, first) + workingMs;
      const last = intervalUsingUp(time, usedUp, first);
      if (last < time.opens.length) return entry(time.closes, last) - (entry(time.worked, last + 1) - usedUp);
    }
    this.#openTime.coverMore();
    return this.add(startAt, workingMs);
  }

  between(startAt: Instant, endAt: Instant): number {
    if (endAt <= startAt) return 0;
    this.#openTime.covering(endAt);
    const time = this.#openTime.covering(startAt);
    return workedBefore(time, endAt) - workedBefore(time, startAt);
  }

  addWorkingDays(startAt: Instant, days: number, end: WorkingDayEnd): Instant {
    refuseNegative(days);
    const openAt = this.nextOpening(startAt);
    const time = this.#openTime.covering(openAt);
    const day = entry(time.dayOfInterval, intervalEndingAfter(time, openAt)) + days;
    if (day >= time.dayNumbers.length) {
      this.#openTime.coverMore();
      return this.addWorkingDays(startAt, days, end);
    }
    if (end === 'close') return entry(time.closes, entry(time.dayStarts, day + 1) - 1);
    return days === 0 ? openAt : this.#atLocalTimeOf(openAt, time, day);
  }

  addCalendarDays(startAt: Instant, days: number): Instant {
    refuseNegative(days);
    return days === 0 ? startAt : this.#clock.instantOf(this.#clock.localAt(startAt) + days * MS_PER_DAY);
  }

  /** The local time of an instant on another working day, brought into that day's hours. */
  #atLocalTimeOf(openAt: Instant, time: OpenTime, day: number): Instant {
    const timeOfDayMs = timeOfDay(this.#clock.localAt(openAt));
    const wantedAt = this.#clock.instantOf(entry(time.dayNumbers, day) * MS_PER_DAY + timeOfDayMs);
    const first = entry(time.dayStarts, day);
    const next = intervalEndingAfter(time, wantedAt, first);
    if (next < entry(time.dayStarts, day + 1) && entry(time.opens, next) <= wantedAt) return wantedAt;
    return next === first ? entry(time.opens, first) : entry(time.closes, next - 1);
  }
}

function refuseNegative(days: number): void {
  if (!Number.isInteger(days) || days < 0) throw new AppError('bug', `a number of days must not be ${days}`);
}
