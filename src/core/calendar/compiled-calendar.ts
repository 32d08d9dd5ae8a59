import { AppError } from '../app-error.ts';
import type { CalendarDefinition } from './calendar-definition.ts';
import type { GrowingOpenTime } from './growing-open-time.ts';
import type { Instant } from './instant.ts';
import { MS_PER_DAY } from './instant.ts';
import { sameDayLater, timeOfDay } from './local-day.ts';
import type { WorkingDay } from './open-time.ts';
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
    return this.#openTime.covering(at).isOpen(at);
  }

  nextOpening(at: Instant): Instant {
    return this.add(at, 0);
  }

  add(startAt: Instant, workingMs: number): Instant {
    if (!(workingMs >= 0)) throw new AppError('bug', `an amount of working time must not be ${workingMs} ms`);
    let endAt = this.#openTime.covering(startAt).add(startAt, workingMs);
    while (endAt === null) {
      this.#openTime.coverMore();
      endAt = this.#openTime.covering(startAt).add(startAt, workingMs);
    }
    return endAt;
  }

  between(startAt: Instant, endAt: Instant): number {
    if (endAt <= startAt) return 0;
    this.#openTime.covering(endAt);
    const openTime = this.#openTime.covering(startAt);
    return openTime.workedBefore(endAt) - openTime.workedBefore(startAt);
  }

  addWorkingDays(startAt: Instant, days: number, end: WorkingDayEnd): Instant {
    refuseNegative(days);
    const openAt = this.nextOpening(startAt);
    const day = this.#workingDay(openAt, days);
    if (end === 'close') return (day.at(-1) ?? day[0]).closeAt;
    return days === 0 ? openAt : this.#atTimeOfDay(day, timeOfDay(this.#clock.localAt(openAt)));
  }

  addCalendarDays(startAt: Instant, days: number): Instant {
    refuseNegative(days);
    return days === 0 ? startAt : this.#clock.instantOf(this.#clock.localAt(startAt) + days * MS_PER_DAY);
  }

  addCalendarYears(startAt: Instant, years: number): Instant {
    refuseNegative(years);
    const local = this.#clock.localAt(startAt);
    return years === 0 ? startAt : this.#clock.instantOf(sameDayLater(local, years));
  }

  #workingDay(openAt: Instant, daysLater: number): WorkingDay {
    let day = this.#openTime.covering(openAt).workingDay(openAt, daysLater);
    while (day === null) {
      this.#openTime.coverMore();
      day = this.#openTime.covering(openAt).workingDay(openAt, daysLater);
    }
    return day;
  }

  /** A time of day brought into the hours of a working day. */
  #atTimeOfDay(day: WorkingDay, timeOfDayMs: number): Instant {
    const wantedAt = this.#clock.instantOf(day[0].dayNumber * MS_PER_DAY + timeOfDayMs);
    const begun = day.findLast(({ openAt }) => openAt <= wantedAt);
    return begun === undefined ? day[0].openAt : Math.min(wantedAt, begun.closeAt);
  }
}

function refuseNegative(count: number): void {
  if (!Number.isInteger(count) || count < 0)
    throw new AppError('bug', `a number of days or years must not be ${count}`);
}
