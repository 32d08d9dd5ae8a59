import type { LocalDate } from './instant.ts';

/** Opening and closing wall time `HH:MM` of one day, `[from, to)`; `24:00` is the end of the day. */
export type TimeSpan = readonly [from: string, to: string];

/** The names of weekdays in a definition, Monday first as in ISO 8601. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** One of {@link WEEKDAYS}. */
type Weekday = (typeof WEEKDAYS)[number];

/** Open spans per weekday, in order; a weekday that is not named is closed. */
export type WeeklyHours = { readonly [weekday in Weekday]?: readonly TimeSpan[] };

/** Hours of one date which replace its weekly hours wholly. */
export interface CalendarException {
  readonly on: LocalDate;
  /** Empty: the day is off. Otherwise the whole of that day's hours. */
  readonly hours: readonly TimeSpan[];
  readonly summary: string;
  /** The legal ground; an exception without one is refused. */
  readonly basis: string;
  /** True when a suspension takes this exception out of force. */
  readonly suspendable?: boolean | undefined;
}

/** Weekly hours with the dates between which they are in effect, `[from, to)`; `null` is open-ended. */
export interface CalendarPeriod {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly week: WeeklyHours;
}

/** Dates `[from, to)` on which suspendable exceptions do not apply, as under martial law; `null`: until further notice. */
interface CalendarSuspension {
  readonly from: LocalDate;
  readonly to: LocalDate | null;
  readonly summary: string;
  readonly basis: string;
}

/** Working hours as a regulation states them: data in wall time of one zone, compiled by `compileCalendar`. */
export interface CalendarDefinition {
  readonly id: string;
  /** IANA name, such as `Europe/Kyiv`. */
  readonly zone: string;
  /** In order of time, without gap or overlap. */
  readonly periods: readonly CalendarPeriod[];
  readonly exceptions: readonly CalendarException[];
  readonly suspensions?: readonly CalendarSuspension[] | undefined;
}
