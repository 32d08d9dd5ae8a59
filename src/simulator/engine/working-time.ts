import { DateTime, IANAZone } from 'luxon';

import { unprocessable } from '../api-error.ts';
import type { Calendar } from '../state/records.ts';

/** A stretch of time, [from, to), in UTC epoch milliseconds. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

type DayFrames = readonly (readonly [from: string, to: string])[];

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MAX_DAYS_AHEAD = 20 * 366;

/**
 * Working time as Zammad counts it: a span that is used up exactly at closing ends at the next opening, 23:59 means
 * midnight, holidays are closed, and pauses are taken out of the hours. What is carried over a closing loses its
 * fraction of a second.
 */
export class WorkingHours {
  readonly zone: string;
  readonly #framesByWeekday: readonly DayFrames[];
  readonly #holidays: ReadonlySet<string>;
  readonly #days = new Map<string, readonly Interval[]>();

  constructor(calendar: Calendar) {
    this.zone = IANAZone.isValidZone(calendar.timezone ?? '') ? (calendar.timezone ?? 'UTC') : 'UTC';
    this.#framesByWeekday = WEEKDAYS.map((weekday) => activeFrames(calendar.business_hours, weekday));
    this.#holidays = new Set(
      Object.entries(calendar.public_holidays)
        .filter(([, holiday]) => holiday.active === true && holiday.removed !== true)
        .map(([date]) => date),
    );
  }

  isOpen(atMs: number): boolean {
    return this.#intervalsOn(this.#dayOf(atMs)).some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  }

  /** The instant when so many working minutes have passed; null when there are not that many in twenty years. */
  add(startMs: number, minutes: number, pauses: readonly Interval[] = []): number | null {
    let remainingMs = minutes * 60_000;
    for (const { fromMs, toMs } of this.#openFrom(startMs, pauses)) {
      if (remainingMs < toMs - fromMs) return fromMs + remainingMs;
      remainingMs -= wholeSeconds(toMs - fromMs);
    }
    return null;
  }

  /** Whole working minutes between two instants; none when they are in the wrong order. */
  minutesBetween(startMs: number, endMs: number, pauses: readonly Interval[] = []): number {
    let totalMs = 0;
    for (const { fromMs, toMs } of this.#openFrom(startMs, pauses)) {
      if (fromMs >= endMs) break;
      totalMs += Math.min(toMs, endMs) - fromMs;
    }
    return Math.floor(totalMs / 60_000);
  }

  *#openFrom(startMs: number, pauses: readonly Interval[]): Generator<Interval> {
    let day = this.#dayOf(startMs);
    for (let count = 0; count < MAX_DAYS_AHEAD; count++) {
      for (const { fromMs, toMs } of this.#intervalsOn(day)) {
        if (toMs > startMs) yield* withoutPauses({ fromMs: Math.max(fromMs, startMs), toMs }, pauses);
      }
      day = day.plus({ days: 1 });
    }
  }

  #dayOf(atMs: number): DateTime {
    return DateTime.fromMillis(atMs, { zone: this.zone }).startOf('day');
  }

  #intervalsOn(day: DateTime): readonly Interval[] {
    const date = day.toFormat('yyyy-MM-dd');
    const known = this.#days.get(date);
    if (known !== undefined) return known;
    const frames = this.#holidays.has(date) ? [] : (this.#framesByWeekday[day.weekday - 1] ?? []);
    const intervals = frames.map(([from, to]) => ({ fromMs: wallTime(day, from), toMs: wallTime(day, to) }));
    this.#days.set(date, intervals);
    return intervals;
  }
}

const wholeSeconds = (durationMs: number): number => durationMs - (durationMs % 1_000);

/** The instant of a wall time `HH:MM` on a day; 24:00 is the next midnight. */
export function wallTime(day: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour === 24) return day.plus({ days: 1 }).startOf('day').toMillis();
  return day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
}

function* withoutPauses(open: Interval, pauses: readonly Interval[]): Generator<Interval> {
  let { fromMs } = open;
  for (const pause of pauses) {
    if (pause.toMs <= fromMs || pause.fromMs >= open.toMs) continue;
    if (pause.fromMs > fromMs) yield { fromMs, toMs: pause.fromMs };
    fromMs = pause.toMs;
  }
  if (fromMs < open.toMs) yield { fromMs, toMs: open.toMs };
}

function activeFrames(hours: Calendar['business_hours'], weekday: string): DayFrames {
  const day = hours[weekday];
  if (day?.active !== true && day?.active !== 'true') return [];
  return (day.timeframes ?? [])
    .map(([from, to]) => [from, to === '23:59' ? '24:00' : to] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Refuses hours that are none, reversed, or not written as HH:MM. */
export function assertHoursValid(hours: Calendar['business_hours']): void {
  const frames = WEEKDAYS.flatMap((weekday) => activeFrames(hours, weekday));
  if (frames.length === 0) throw unprocessable('There are no business hours configured.');
  for (const [from, to] of frames) {
    if (!/^\d\d:\d\d$/.test(from) || !/^\d\d:\d\d$/.test(to)) {
      throw unprocessable("undefined method `day_minute' for nil");
    }
    if (from >= to) throw unprocessable('nonsensical hours provided');
  }
}

const compiled = new WeakMap<Calendar, { readonly updatedAt: string; readonly hours: WorkingHours }>();

/** The hours of a calendar as it is now. */
export function workingHoursOf(calendar: Calendar): WorkingHours {
  const known = compiled.get(calendar);
  if (known?.updatedAt === calendar.updated_at) return known.hours;
  const hours = new WorkingHours(calendar);
  compiled.set(calendar, { updatedAt: calendar.updated_at, hours });
  return hours;
}
