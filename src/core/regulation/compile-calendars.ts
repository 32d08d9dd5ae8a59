import type { CalendarDefinition, CalendarException, WeeklyHours } from '../calendar/calendar-definition.ts';
import type { LocalDate } from '../calendar/instant.ts';
import type { PackDocument } from './pack-document.ts';
import type { DatedException, PackCalendar } from './schema/calendar.ts';

/**
 * A calendar of the pack as working time understands it, joined with the operator's overlay: its weekly hours
 * replace the pack's for all time, its dated exceptions replace those of the same date.
 */
export function defineCalendar(calendar: PackCalendar, overlay: PackDocument['overlay']): CalendarDefinition {
  const week = overlay.calendar_hours[calendar.id];
  const periods =
    week === undefined
      ? calendar.periods.map(({ from, to, week: hours }) => ({
          from: from ?? null,
          to: to ?? null,
          week: hours as WeeklyHours,
        }))
      : [{ from: null, to: null, week: week as WeeklyHours }];
  return {
    id: calendar.id,
    zone: calendar.zone,
    periods,
    exceptions: joinExceptions(calendar, overlay).map((exception) => withHours(exception, periods)),
    suspensions: calendar.suspensions.map(({ from, to, summary, basis }) => ({
      from,
      to: to ?? null,
      summary,
      basis,
    })),
  };
}

/** The pack's dated exceptions without those whose date the overlay has too, then the overlay's. */
export function joinExceptions(
  calendar: PackCalendar,
  overlay: PackDocument['overlay'],
): readonly DatedException[] {
  const added = overlay.calendar_exceptions[calendar.id] ?? [];
  const replaced = new Set(added.map(({ on }) => on));
  return [...calendar.exceptions.filter(({ on }) => !replaced.has(on)), ...added];
}

function withHours(exception: DatedException, periods: CalendarDefinition['periods']): CalendarException {
  const { like, ...rest } = exception;
  if (like === undefined) return rest;
  const inForce = periods.find(
    ({ from, to }) => (from === null || from <= exception.on) && (to === null || exception.on < to),
  );
  return { ...rest, hours: inForce?.week[like] ?? [] };
}

/** Until when each calendar's suspensions of holidays are confirmed: calendar id → the latest such date. */
export function confirmationsOf(calendars: readonly PackCalendar[]): ReadonlyMap<string, LocalDate> {
  return new Map(
    calendars.flatMap(({ id, suspensions }) => {
      const dates = suspensions.flatMap(({ confirmed_until }) => confirmed_until ?? []);
      const latest = dates.sort().at(-1);
      return latest === undefined ? [] : [[id, latest] as const];
    }),
  );
}

/**
 * The latest day off that each calendar lists, the overlay's with the pack's: calendar id → that date. A calendar
 * without any is not in it.
 */
export function lastDaysOffOf(
  calendars: readonly PackCalendar[],
  overlay: PackDocument['overlay'],
): ReadonlyMap<string, LocalDate> {
  return new Map(
    calendars.flatMap((calendar) => {
      const latest = joinExceptions(calendar, overlay)
        .flatMap(({ on, hours, like }) => (hours.length === 0 && like === undefined ? [on] : []))
        .sort()
        .at(-1);
      return latest === undefined ? [] : [[calendar.id, latest] as const];
    }),
  );
}
