import type {
  CalendarDefinition,
  TimeSpan,
  WeeklyHours,
} from '../../../src/core/calendar/calendar-definition.ts';
import { compileCalendar } from '../../../src/core/calendar/compile-calendar.ts';
import type { WorkingCalendar } from '../../../src/core/calendar/working-calendar.ts';

/** The same spans from Monday to Friday. */
export function fiveDays(...spans: TimeSpan[]): WeeklyHours {
  return { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans };
}

/** Mon–Fri 09:00–18:00 in Kyiv without exceptions, but for what is given. */
export function aDefinition(
  parts: Partial<CalendarDefinition> & { week?: WeeklyHours } = {},
): CalendarDefinition {
  const { week = fiveDays(['09:00', '18:00']), ...rest } = parts;
  return {
    id: 'test',
    zone: 'Europe/Kyiv',
    periods: [{ from: null, to: null, week }],
    exceptions: [],
    ...rest,
  };
}

export function aCalendar(parts: Parameters<typeof aDefinition>[0] = {}): WorkingCalendar {
  return compileCalendar(aDefinition(parts));
}

/** A day off (or, with hours, a day of other hours) with its ground. */
export function exception(on: string, ...hours: TimeSpan[]): CalendarDefinition['exceptions'][number] {
  return { on, hours, summary: 'exception', basis: 'a decree' };
}

/** The instant of a UTC time, as `utc('2026-02-02 07:00')`. */
export function utc(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

/** The UTC time of an instant, written as `utc` reads it; seconds only where there are some. */
export function shown(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('.000Z', '').replace(/:00$/, '');
}
