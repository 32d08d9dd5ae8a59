import { AppError } from '../app-error.ts';
import type { DailyHours } from './daily-hours.ts';
import type { Instant } from './instant.ts';
import { MS_PER_DAY } from './instant.ts';
import { yearOf } from './local-day.ts';
import { layOutOpenTime } from './open-time.ts';
import type { OpenTime, YearRange } from './open-time.ts';
import type { WallClock } from './wall-clock.ts';

/** The years for which working time is computed. */
const YEARS: YearRange = { fromYear: 1900, toYear: 2200 };

/** What open time is laid out from. */
export interface OpenTimeSource {
  readonly calendarId: string;
  readonly hours: DailyHours;
  readonly clock: WallClock;
}

/** Open time that lays out further years when they are needed; no answer depends on what was laid out before. */
export class GrowingOpenTime {
  readonly #source: OpenTimeSource;
  #laidOut: OpenTime | null = null;

  constructor(source: OpenTimeSource) {
    this.#source = source;
  }

  /** Open time that covers the instant, and whatever was covered before. */
  covering(at: Instant): OpenTime {
    const laidOut = this.#laidOut;
    return laidOut !== null && laidOut.fromAt <= at && at < laidOut.toAt
      ? laidOut
      : this.#coverYearsAround(at);
  }

  /** Makes open time cover whole years. */
  cover({ fromYear, toYear }: YearRange): OpenTime {
    const { hours, clock } = this.#source;
    const laidOut = this.#laidOut ?? { fromYear, toYear };
    const years = {
      fromYear: Math.min(fromYear, laidOut.fromYear),
      toYear: Math.max(toYear, laidOut.toYear),
    };
    this.#laidOut = layOutOpenTime(hours, clock, years);
    return this.#laidOut;
  }

  /** Doubles the number of years, into the future. */
  coverMore(): void {
    const { fromYear, toYear } = this.#laidOut ?? YEARS;
    if (toYear >= YEARS.toYear) {
      throw new AppError('input', `calendar "${this.#source.calendarId}" has no open hours left to count`);
    }
    this.cover({ fromYear, toYear: Math.min(2 * toYear - fromYear + 1, YEARS.toYear) });
  }

  #coverYearsAround(at: Instant): OpenTime {
    const year = yearOf(Math.floor(at / MS_PER_DAY));
    if (!(year >= YEARS.fromYear && year <= YEARS.toYear)) {
      const { calendarId } = this.#source;
      throw new AppError(
        'bug',
        `calendar "${calendarId}" was asked about the instant ${at}, outside 1900 to 2200`,
      );
    }
    return this.cover({ fromYear: year - 1, toYear: year + 1 });
  }
}
