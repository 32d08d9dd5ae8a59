import { DateTime } from 'luxon';
import type { LocalDate } from './instant.ts';
import { MS_PER_DAY } from './instant.ts';

const THURSDAY = 3; // 1970-01-01, counted from Monday = 0

/** Days from 1970-01-01 to the date. @returns null when the text is not an existing date `YYYY-MM-DD` */
export function dayNumberOf(on: LocalDate): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(on)) return null;
  const date = DateTime.fromISO(on, { zone: 'utc' });
  return date.isValid ? date.toMillis() / MS_PER_DAY : null;
}

/** The date that many days after 1970-01-01. */
export function localDateOf(dayNumber: number): LocalDate {
  return DateTime.fromMillis(dayNumber * MS_PER_DAY, { zone: 'utc' }).toFormat('yyyy-MM-dd');
}

/** Day number of the first of January. */
export function newYearOf(year: number): number {
  return DateTime.utc(year).toMillis() / MS_PER_DAY;
}

/** The year in which a day lies. */
export function yearOf(dayNumber: number): number {
  return DateTime.fromMillis(dayNumber * MS_PER_DAY, { zone: 'utc' }).year;
}

/** Milliseconds since midnight of a local time in milliseconds. */
export function timeOfDay(local: number): number {
  return local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY;
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayIndexOf(dayNumber: number): number {
  return (((dayNumber + THURSDAY) % 7) + 7) % 7;
}

/** A local time in milliseconds, that many years later; 29 February becomes 28 February where there is none. */
export function sameDayLater(local: number, years: number): number {
  const date = new Date(local);
  const dayOfMonth = date.getUTCDate();
  date.setUTCFullYear(date.getUTCFullYear() + years);
  if (date.getUTCDate() !== dayOfMonth) date.setUTCDate(0);
  return date.getTime();
}
