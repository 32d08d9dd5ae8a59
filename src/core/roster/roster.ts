import type { LocalDate } from '../calendar/instant.ts';

/** Local time [from, to) of a day, in minutes since midnight; 24:00 is 1440. */
export interface MinuteSpan {
  readonly fromMinutes: number;
  readonly toMinutes: number;
}

/** A consultant on duty for a line on one day. */
export interface Shift extends MinuteSpan {
  readonly on: LocalDate;
  readonly groupId: string;
  /** Login or e-mail of the consultant in the helpdesk. */
  readonly login: string;
  /** Within the shift, in order, apart from each other. */
  readonly breaks: readonly MinuteSpan[];
}

/** A calendar month `YYYY-MM`. */
export type RosterMonth = string;

/** Who is on duty when in a month, in local time of the regulation's zone; shifts by day, then as the columns stand. */
export interface Roster {
  readonly month: RosterMonth;
  readonly shifts: readonly Shift[];
}
