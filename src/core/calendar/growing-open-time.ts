import { AppError } from '../app-error.ts';
import type { DailyHours } from './daily-hours.ts';
import { MS_PER_DAY } from './instant.ts';
import type { Instant } from './instant.ts';
import { layOut } from './lay-out.ts';
import { newYearOf, yearOf } from './local-day.ts';
import { OpenTime } from './open-time.ts';
import type { WallClock } from './wall-clock.ts';

/** Whole calendar years, both inclusive. */
export interface YearRange {
  readonly fromYear: number;
  readonly toYear: number;
}

/** The years (of UTC) about whose instants a calendar may be asked. */
const COMPUTED: YearRange = { fromYear: 1900, toYear: 2200 };
const FROM_AT = newYearOf(COMPUTED.fromYear) * MS_PER_DAY;
const TO_AT = newYearOf(COMPUTED.toYear + 1) * MS_PER_DAY;
/** Zones differ from UTC by less than a day, so that one year more is the last that an instant can lie in. */
const LAST_YEAR = COMPUTED.toYear + 1;

/** What open time is laid out from. */
export interface OpenTimeSource {
  readonly calendarId: string;
  readonly hours: DailyHours;
  readonly clock: WallClock;
}

/** Open time that lays out further years when they are needed; no answer depends on what was laid out before. */
export class GrowingOpenTime {
  readonly #source: OpenTimeSource;
  #years: YearRange | null = null;
  #openTime = new OpenTime([]);
  #fromAt = Infinity;
  #toAt = -Infinity;

  constructor(source: OpenTimeSource) {
    this.#source = source;
  }

  /** Open time in which the instant, and whatever was asked for before, lies. */
  covering(at: Instant): OpenTime {
    if (!(this.#fromAt <= at && at < this.#toAt)) this.#coverYearsAround(at);
    return this.#openTime;
  }

  /** Lays out whole years, and those between them and what is laid out already. */
  cover({ fromYear, toYear }: YearRange): void {
    const { hours, clock } = this.#source;
    const years = {
      fromYear: Math.min(fromYear, this.#years?.fromYear ?? fromYear),
      toYear: Math.max(toYear, this.#years?.toYear ?? toYear),
    };
    const [fromDay, toDay] = [newYearOf(years.fromYear), newYearOf(years.toYear + 1)];
    this.#openTime = new OpenTime(layOut(hours, clock, { fromDay, toDay }));
    this.#fromAt = Math.max(clock.instantOf(fromDay * MS_PER_DAY), FROM_AT);
    this.#toAt = Math.min(clock.instantOf(toDay * MS_PER_DAY), TO_AT);
    this.#years = years;
  }

  /** Doubles the number of years, into the future. */
  coverMore(): void {
    const { fromYear, toYear } = this.#years ?? COMPUTED;
    if (toYear >= LAST_YEAR) {
      throw new AppError('input', `calendar "${this.#source.calendarId}" has no open hours left to count`);
    }
    this.cover({ fromYear, toYear: Math.min(2 * toYear - fromYear + 1, LAST_YEAR) });
  }

  #coverYearsAround(at: Instant): void {
    const year = yearOf(Math.floor(at / MS_PER_DAY));
    if (!(at >= FROM_AT && at < TO_AT)) {
      const { calendarId } = this.#source;
      throw new AppError(
        'bug',
        `calendar "${calendarId}" was asked about the instant ${at}, outside 1900 to 2200`,
      );
    }
    this.cover({ fromYear: year - 1, toYear: year + 1 });
  }
}
