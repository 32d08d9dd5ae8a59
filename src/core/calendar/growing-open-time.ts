import { AppError } from '../app-error.ts';
import type { DailyHours } from './daily-hours.ts';
import type { Instant } from './instant.ts';
import { MS_PER_DAY } from './instant.ts';
import { yearOf } from './local-day.ts';
import { layOutOpenTime } from './open-time.ts';
import type { OpenTime, YearRange } from './open-time.ts';
import type { WallClock } from './wall-clock.ts';

/** Years for which working time is computed at all; a calendar without an opening is noticed at their end. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

/** What the open time of a calendar is laid out from. */
export interface OpenTimeSource {
  readonly calendarId: string;
  readonly hours: DailyHours;
  readonly clock: WallClock;
}

/** Open time that lays out more years when they are asked for. Its growth is not observable in any answer. */
export class GrowingOpenTime {
  readonly #source: OpenTimeSource;
  #laidOut: OpenTime | null;

  constructor(source: OpenTimeSource, range?: YearRange) {
    this.#source = source;
    this.#laidOut = range === undefined ? null : this.#layOut(range);
  }

  /** Open time that covers the instant. */
  covering(at: Instant): OpenTime {
    const current = this.#laidOut;
    return current !== null && at >= current.fromAt && at < current.toAt ? current : this.#grownTo(at);
  }

  /** Open time that goes further into the future than the one given. */
  beyond({ fromYear, toYear }: OpenTime): OpenTime {
    const years = toYear - fromYear + 1;
    return this.#grow({ fromYear, toYear: toYear + years });
  }

  #grownTo(at: Instant): OpenTime {
    if (!Number.isFinite(at)) throw new AppError('bug', `working time was asked for the instant ${at}`);
    const year = yearOf(Math.floor(at / MS_PER_DAY));
    return this.#grow({ fromYear: year - 1, toYear: year + 1 });
  }

  #grow({ fromYear, toYear }: YearRange): OpenTime {
    const { calendarId } = this.#source;
    if (toYear > LAST_YEAR + 1) {
      throw new AppError('input', `calendar ${calendarId} has no `, {});
    }
    const current = this.#laidOut;
    return (this.#laidOut = this.#layOut({
      fromYear: Math.min(fromYear, current?.fromYear ?? fromYear),
      toYear: Math.max(toYear, current?.toYear ?? toYear),
    }));
  }
}
