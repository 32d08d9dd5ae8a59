import type { CalendarDefinition } from './calendar-definition.ts';
import type { Instant } from './instant.ts';

/** Where in the target day a span of working days ends: at the local time it started, or at that day's closing. */
export type WorkingDayEnd = 'same-time' | 'close';

/**
 * Working time of one calendar. Open intervals are `[opening, closing)`; amounts are milliseconds of open time.
 * It answers for any instant of the years 1900 to 2200 and compiles the years it is asked about by itself;
 * what was compiled before never changes an answer.
 *
 * Every method throws `CalendarError` when the answer lies outside those years, which happens on a calendar that
 * has no opening left, and on instants or amounts that are no numbers.
 */
export interface WorkingCalendar {
  readonly definition: CalendarDefinition;
  /** Length of a regular working day of the last period, for printing amounts: 16 h of a 9 h day are "1 d 7 h". */
  readonly workingDayMs: number;
  /** Whether work is done at that instant: the opening instant is open, the closing instant is not. */
  isOpen(at: Instant): boolean;
  /** The instant itself when open, otherwise the opening that follows. */
  nextOpening(at: Instant): Instant;
  /**
   * The earliest instant by which `workingMs` of open time have passed. An amount used up exactly at closing ends
   * at the closing; none at all, asked for outside hours, ends at the next opening.
   */
  add(startAt: Instant, workingMs: number): Instant;
  /** Open milliseconds in `[startAt, endAt)`; 0 when the end is not after the start. */
  between(startAt: Instant, endAt: Instant): number;
  /**
   * The `days`-th working day after the day of the start, a start outside hours counting from the next opening.
   * `same-time` ends at the local time of that start, brought into the target day's hours: to its first opening
   * when before it, to the closing just passed when after hours or in a break. `close` ends at its last closing.
   */
  addWorkingDays(startAt: Instant, days: number, end: WorkingDayEnd): Instant;
  /** The same local time `days` calendar days later; a time that is skipped there moves forward by the gap. */
  addCalendarDays(startAt: Instant, days: number): Instant;
  /** The same local date and time `years` later; 29 February becomes 28 February. */
  addCalendarYears(startAt: Instant, years: number): Instant;
}
