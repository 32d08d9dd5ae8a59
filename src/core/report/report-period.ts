import { DateTime } from 'luxon';
import { AppError } from '../app-error.ts';
import type { Instant, LocalDate } from '../calendar/instant.ts';
import { WEEKDAYS } from '../calendar/calendar-definition.ts';
import type { PeriodicReport } from '../regulation/schema/report.ts';

/** What a report covers: `[fromAt, toAt)`, so that one period ends where the next begins. */
export interface ReportPeriod {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** Set when whole local days were asked for, both inclusive. */
  readonly days: { readonly fromOn: LocalDate; readonly toOn: LocalDate } | null;
}

/** The weekday and local time at which a week of a report ends. */
export type WeekEnd = NonNullable<PeriodicReport['weekly']>;

/**
 * The last week that is over: `[week end before, week end)`, both at the same local time, so a week with a change of
 * the clocks is an hour shorter or longer. At the very instant of a week's end that week is over.
 * @clause K 3.3.4
 */
export function lastFullWeek(weekEnd: WeekEnd, now: Instant, zone: string): ReportPeriod {
  const local = atZone(now, zone);
  const [hour = 0, minute = 0] = weekEnd.time.split(':').map(Number);
  const daysBack = (local.weekday - 1 - WEEKDAYS.indexOf(weekEnd.day) + 7) % 7;
  const thisWeek = local.startOf('day').minus({ days: daysBack }).set({ hour, minute });
  const end = thisWeek.toMillis() <= now ? thisWeek : thisWeek.minus({ weeks: 1 });
  return { fromAt: end.minus({ weeks: 1 }).toMillis(), toAt: end.toMillis(), days: null };
}

/** The whole days of the last calendar month that is over. */
export function lastFullMonth(now: Instant, zone: string): ReportPeriod {
  const first = atZone(now, zone).startOf('month').minus({ months: 1 });
  return wholeDays(first.toFormat('yyyy-MM-dd'), first.endOf('month').toFormat('yyyy-MM-dd'), zone);
}

/**
 * Whole days of the zone, both inclusive.
 * @throws AppError `input` when a date does not exist or the last lies before the first
 * @clause K 3.3.4
 */
export function wholeDays(fromOn: LocalDate, toOn: LocalDate, zone: string): ReportPeriod {
  const from = DateTime.fromFormat(fromOn, 'yyyy-MM-dd', { zone });
  const to = DateTime.fromFormat(toOn, 'yyyy-MM-dd', { zone });
  if (!from.isValid || !to.isValid) {
    throw new AppError('input', `a period needs two dates YYYY-MM-DD, not "${fromOn}" and "${toOn}"`);
  }
  if (to < from) throw new AppError('input', `the period ends on ${toOn}, before it begins on ${fromOn}`);
  return {
    fromAt: from.startOf('day').toMillis(),
    toAt: to.plus({ days: 1 }).startOf('day').toMillis(),
    days: { fromOn, toOn },
  };
}

/**
 * The instant as of which a period is reported: its end, or now while it still runs. What happens at that very
 * instant belongs to the next period.
 * @throws AppError `input` when the period has not begun
 */
export function cutOffOf(period: ReportPeriod, now: Instant): Instant {
  if (now <= period.fromAt) throw new AppError('input', 'the period of the report has not begun yet');
  return Math.min(period.toAt, now);
}

/**
 * The periods before this one and itself, oldest first, each as many days long: weeks end at the same local time, whole
 * days stay whole.
 */
export function periodsUpTo(period: ReportPeriod, count: number, zone: string): readonly ReportPeriod[] {
  const [from, to] = [atZone(period.fromAt, zone), atZone(period.toAt, zone)];
  const days = Math.round(to.diff(from, 'days').days);
  return Array.from({ length: count }, (_, index) => {
    const back = { days: days * (count - 1 - index) };
    const [start, end] = [from.minus(back), to.minus(back)];
    const named = {
      fromOn: start.toFormat('yyyy-MM-dd'),
      toOn: end.minus({ days: 1 }).toFormat('yyyy-MM-dd'),
    };
    return { fromAt: start.toMillis(), toAt: end.toMillis(), days: period.days === null ? null : named };
  });
}

/** The local day in which a period's last instant lies. */
export function lastDayOf({ toAt }: ReportPeriod, zone: string): LocalDate {
  return atZone(toAt - 1, zone).toFormat('yyyy-MM-dd');
}

/**
 * A name by which the same period is always found again: its days, or its ends in local time; a period reported
 * before its end is named with the cut-off.
 */
export function nameOfPeriod(period: ReportPeriod, cutOffAt: Instant, zone: string): string {
  const local = (at: Instant): string => atZone(at, zone).toFormat("yyyy-MM-dd'T'HH:mm");
  const { days, fromAt, toAt } = period;
  const ends = days === null ? [local(fromAt), local(toAt)] : [days.fromOn, days.toOn];
  return `${ends.join('/')}${cutOffAt < toAt ? ` as of ${local(cutOffAt)}` : ''}`;
}

function atZone(at: Instant, zone: string): DateTime {
  const local = DateTime.fromMillis(at, { zone });
  if (!local.isValid) throw new AppError('input', `"${zone}" is no time zone`);
  return local;
}

/**
 * What the ledger calls a period of that name: a week by the ISO week in which it ends (`period:2026-W47`), anything
 * else by its name.
 */
export function subjectOfPeriod(periodName: string): string {
  const endsOn = /\/(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}$/.exec(periodName)?.[1];
  return `period:${endsOn === undefined ? periodName : DateTime.fromISO(endsOn, { zone: 'utc' }).toFormat("kkkk-'W'WW")}`;
}

/**
 * The period that `nameOfPeriod` called so, and whether it was reported before its end.
 * @throws AppError `input` when it is no such name
 */
export function readPeriodName(
  name: string,
  zone: string,
): { readonly period: ReportPeriod; readonly isCutShort: boolean } {
  const [ends = '', asOf] = name.split(' as of ');
  const [from = '', to = ''] = ends.split('/');
  const isCutShort = asOf !== undefined;
  if (!from.includes('T')) return { period: wholeDays(from, to, zone), isCutShort };
  const [start, end] = [DateTime.fromISO(from, { zone }), DateTime.fromISO(to, { zone })];
  if (!start.isValid || !end.isValid) throw new AppError('input', `"${name}" names no period`);
  return { period: { fromAt: start.toMillis(), toAt: end.toMillis(), days: null }, isCutShort };
}
