import { WEEKDAYS, type WeeklyHours } from '../../calendar/calendar-definition.ts';
import { dailyHoursOf } from '../../calendar/daily-hours.ts';
import type { LocalDate } from '../../calendar/instant.ts';
import { localDateOf, newYearOf, weekdayIndexOf, yearOf, dayNumberOf } from '../../calendar/local-day.ts';
import { daySpansOf, type DaySpan } from '../../calendar/time-span.ts';
import type { WorkingCalendar } from '../../calendar/working-calendar.ts';
import type { DesiredCalendar } from '../desired-object.ts';
import { joinShares, type Scope, type Share } from './scope.ts';

/** Years laid out for the helpdesk, the current one included: whole years, so that a plan does not change every day. */
const laidOutYears = 2;
const shownDates = 5;

/**
 * The pack's calendars as a helpdesk knows them: weekly hours and days off. An extra working day on a weekday that is
 * closed is expressed by opening that weekday and listing every ordinary one as a day off; hours that differ on a
 * single date cannot be expressed and are remarked: there the helpdesk's own deadlines differ from ours.
 */
export function calendarObjects(scope: Scope, todayOn: LocalDate): Share {
  return joinShares(
    [...scope.pack.calendars].map(([id, calendar]) => calendarObject(id, calendar, scope, todayOn)),
  );
}

/** The name of a calendar in the helpdesk. */
export function calendarName(id: string, { pack }: Scope): string {
  return `${pack.manifest.letter} ${id}`;
}

interface LaidOutDay {
  readonly on: LocalDate;
  readonly weekday: number;
  readonly hours: readonly DaySpan[];
}

function calendarObject(id: string, calendar: WorkingCalendar, scope: Scope, todayOn: LocalDate): Share {
  const { definition } = calendar;
  const today = dayNumberOf(todayOn) ?? 0;
  const days = layOut(calendar, today);
  const ordinary = ordinaryWeek(calendar, todayOn);
  const extra = WEEKDAYS.map((_, weekday) => extraHours(days, ordinary, weekday));
  const week = ordinary.map((hours, weekday) => (hours.length > 0 ? hours : (extra[weekday] ?? [])));
  const summaries = new Map(definition.exceptions.map(({ on, summary }) => [on, summary]));
  const closed = days.filter(({ weekday, hours }) => hours.length === 0 && (week[weekday] ?? []).length > 0);
  const different = days.filter(
    ({ weekday, hours }) => hours.length > 0 && !isSameHours(hours, week[weekday] ?? []),
  );
  const key = `calendar:${id}`;
  const object: DesiredCalendar = {
    key,
    name: calendarName(id, scope),
    previously: [],
    clauses: [],
    kind: 'calendar',
    zone: definition.zone,
    week: weeklyHours(week),
    daysOff: closed.map(({ on, weekday }) => ({ on, summary: summaries.get(on) ?? WEEKDAYS[weekday] ?? '' })),
  };
  const isEverOpen = week.some((hours) => hours.length > 0);
  return {
    objects: [object],
    lacks: isEverOpen ? [] : [{ key, message: `it has no working hours; supply calendar_hours: ${id}` }],
    remarks: different.length === 0 ? [] : [{ key, message: remarkOn(different) }],
  };
}

function layOut({ definition }: WorkingCalendar, today: number): readonly LaidOutDay[] {
  const hoursOf = dailyHoursOf(definition);
  const from = newYearOf(yearOf(today));
  const to = newYearOf(yearOf(today) + laidOutYears);
  return Array.from({ length: to - from }, (_, index) => {
    const day = from + index;
    return { on: localDateOf(day), weekday: weekdayIndexOf(day), hours: hoursOf(day) };
  });
}

/** The hours of the period in effect today, or of the last one. */
function ordinaryWeek({ definition }: WorkingCalendar, todayOn: LocalDate): readonly (readonly DaySpan[])[] {
  const period =
    definition.periods.find(
      ({ from, to }) => (from === null || from <= todayOn) && (to === null || todayOn < to),
    ) ?? definition.periods.at(-1);
  return WEEKDAYS.map((weekday) => daySpansOf(period?.week[weekday] ?? []));
}

/** Hours of the first extra working day on a weekday that is closed otherwise. */
function extraHours(
  days: readonly LaidOutDay[],
  ordinary: readonly (readonly DaySpan[])[],
  weekday: number,
): readonly DaySpan[] {
  if ((ordinary[weekday] ?? []).length > 0) return [];
  return days.find((day) => day.weekday === weekday && day.hours.length > 0)?.hours ?? [];
}

function weeklyHours(week: readonly (readonly DaySpan[])[]): WeeklyHours {
  return Object.fromEntries(
    WEEKDAYS.map((weekday, index) => [
      weekday,
      (week[index] ?? []).map(([from, to]) => [wallTime(from), wallTime(to)] as const),
    ]),
  );
}

function wallTime(ms: number): string {
  const minutes = ms / 60_000;
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function isSameHours(a: readonly DaySpan[], b: readonly DaySpan[]): boolean {
  return (
    a.length === b.length && a.every(([from, to], index) => b[index]?.[0] === from && b[index][1] === to)
  );
}

function remarkOn(days: readonly LaidOutDay[]): string {
  const dates = days.slice(0, shownDates).map(({ on }) => on);
  const more = days.length > shownDates ? ` and ${days.length - shownDates} more` : '';
  return `the helpdesk cannot have other hours on single dates (${dates.join(', ')}${more}); its own deadlines differ there from those we compute`;
}
