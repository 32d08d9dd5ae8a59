import { DateTime } from 'luxon';
import type { Instant, LocalDate } from '../calendar/instant.ts';
import type { RosterMonth } from './roster.ts';

/** The texts of a worksheet, row by row; an empty cell is ''. */
export type TextGrid = readonly (readonly string[])[];

/** Where a roster's sheet holds what, counted from 0: two columns of days, then one for each consultant. */
export const rosterPlaces = {
  monthRow: 0,
  monthColumn: 1,
  loginRow: 2,
  lineRow: 3,
  firstDayRow: 4,
  firstConsultantColumn: 2,
} as const;

/** The name of a cell as a spreadsheet shows it: row 0, column 2 is C1. */
export function cellName(row: number, column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}

/** The days of a month in order; empty when the text is no month. */
export function daysOfMonth(month: RosterMonth): readonly LocalDate[] {
  const first = DateTime.fromFormat(month, 'yyyy-MM', { zone: 'utc' });
  if (!first.isValid || !/^\d{4}-\d\d$/.test(month)) return [];
  return Array.from({ length: first.daysInMonth }, (_, index) => first.plus({ days: index }).toISODate());
}

/** The month in which an instant lies, in an IANA zone. */
export function monthAt(at: Instant, zone: string): RosterMonth {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM');
}
