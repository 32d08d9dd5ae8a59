import { readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { WEEKDAYS } from '../../../src/core/calendar/calendar-definition.ts';
import type {
  CalendarDefinition,
  CalendarException,
  TimeSpan,
  WeeklyHours,
} from '../../../src/core/calendar/calendar-definition.ts';
import { dayNumberOf, weekdayIndexOf } from '../../../src/core/calendar/local-day.ts';

export interface CaseSchedule {
  name: string;
  zone: string;
  hours: WeeklyHours;
  holidays: string[];
  shifts: Record<string, TimeSpan[]>;
  breaks: Record<string, TimeSpan[]>;
  cases: WorkingTimeCase[];
}

export type WorkingTimeCase =
  | { op: 'isOpen'; at: string; open: boolean }
  | { op: 'add'; start: string; seconds: number; result: string }
  | { op: 'between'; start: string; end: string; seconds: number };

/** Files of recorded answers: ours, and those named in the environment, separated by commas or path delimiters. */
export function caseFiles(ours: string, named: string | undefined): string[] {
  const others = (named ?? '').split(new RegExp(`[,${delimiter}]`)).map((file) => file.trim());
  return [ours, ...others.filter((file) => file !== '')];
}

export function readSchedules(file: string | URL): CaseSchedule[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { schedules: CaseSchedule[] }).schedules;
}

/** A schedule of weekday hours, holidays, shifts (replace a day's hours) and breaks (cut out of them) as a definition. */
export function definitionOf({
  name,
  zone,
  hours,
  holidays,
  shifts,
  breaks,
}: CaseSchedule): CalendarDefinition {
  const days = new Set([...holidays, ...Object.keys(shifts), ...Object.keys(breaks)]);
  const hoursOn = (on: string): readonly TimeSpan[] => {
    if (holidays.includes(on)) return [];
    const weekday = WEEKDAYS[weekdayIndexOf(dayNumberOf(on)!)]!;
    return (breaks[on] ?? []).reduce(cutOut, shifts[on] ?? hours[weekday] ?? []);
  };
  const exceptions = [...days].map((on): CalendarException => ({
    on,
    hours: hoursOn(on),
    summary: 'recorded exception',
    basis: 'recorded case',
  }));
  return { id: name, zone, periods: [{ from: null, to: null, week: hours }], exceptions };
}

function cutOut(spans: readonly TimeSpan[], [from, to]: TimeSpan): readonly TimeSpan[] {
  const earlier = (one: string, other: string): string => (one < other ? one : other);
  const later = (one: string, other: string): string => (one > other ? one : other);
  return spans
    .flatMap(([opens, closes]): TimeSpan[] => [
      [opens, earlier(closes, from)],
      [later(opens, to), closes],
    ])
    .filter(([opens, closes]) => opens < closes);
}
