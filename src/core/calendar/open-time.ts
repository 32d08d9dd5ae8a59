import { AscendingIndex } from './ascending-index.ts';
import type { Instant } from './instant.ts';
import type { OpenInterval } from './lay-out.ts';

/** The open intervals of a working day, in order; at least one. */
export type WorkingDay = readonly [OpenInterval, ...OpenInterval[]];

/** Arithmetic over the open intervals of some stretch of time; null says that the answer lies beyond it. */
export class OpenTime {
  readonly #opens: AscendingIndex;
  readonly #closes: AscendingIndex;
  /** The open time before each interval, and after the last. */
  readonly #worked: AscendingIndex;
  readonly #days: readonly WorkingDay[];
  /** For each interval, which of the days it belongs to. */
  readonly #dayOf: readonly number[];

  constructor(intervals: readonly OpenInterval[]) {
    this.#opens = new AscendingIndex(intervals.map(({ openAt }) => openAt));
    this.#closes = new AscendingIndex(intervals.map(({ closeAt }) => closeAt));
    this.#worked = new AscendingIndex(runningTotals(intervals));
    this.#days = byDay(intervals);
    this.#dayOf = this.#days.flatMap((day, index) => day.map(() => index));
  }

  isOpen(at: Instant): boolean {
    const interval = this.#closes.firstAbove(at);
    return interval < this.#opens.length && this.#opens.at(interval) <= at;
  }

  /** Open milliseconds from the start of the stretch to the instant. */
  workedBefore(at: Instant): number {
    const interval = this.#closes.firstAbove(at);
    return interval < this.#opens.length ? this.#workedIn(interval, at) : this.#worked.at(interval);
  }

  /** See `WorkingCalendar.add`. */
  add(startAt: Instant, workingMs: number): Instant | null {
    const first = this.#closes.firstAbove(startAt);
    if (first === this.#opens.length) return null;
    const usedUpMs = this.#workedIn(first, startAt) + workingMs;
    const after = Math.max(first + 1, this.#worked.firstNotBelow(usedUpMs));
    return after < this.#worked.length
      ? this.#closes.at(after - 1) - (this.#worked.at(after) - usedUpMs)
      : null;
  }

  /** The working day some working days after the one in which work goes on, or next begins, at the instant. */
  workingDay(at: Instant, daysLater: number): WorkingDay | null {
    const day = this.#dayOf[this.#closes.firstAbove(at)];
    return day === undefined ? null : (this.#days[day + daysLater] ?? null);
  }

  #workedIn(interval: number, at: Instant): number {
    return this.#worked.at(interval) + Math.max(0, at - this.#opens.at(interval));
  }
}

function runningTotals(intervals: readonly OpenInterval[]): number[] {
  const totals = [0];
  let totalMs = 0;
  for (const { openAt, closeAt } of intervals) totals.push((totalMs += closeAt - openAt));
  return totals;
}

function byDay(intervals: readonly OpenInterval[]): WorkingDay[] {
  const days: [OpenInterval, ...OpenInterval[]][] = [];
  for (const interval of intervals) {
    const today = days.at(-1);
    if (today?.[0].dayNumber === interval.dayNumber) today.push(interval);
    else days.push([interval]);
  }
  return days;
}
