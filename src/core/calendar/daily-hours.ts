import { WEEKDAYS } from './calendar-definition.ts';
import type { CalendarDefinition } from './calendar-definition.ts';
import { dayNumberOf, weekdayIndexOf } from './local-day.ts';
import { daySpansOf } from './time-span.ts';
import type { DaySpan } from './time-span.ts';

/** The open spans of a day, by its day number; none when closed. */
export type DailyHours = (dayNumber: number) => readonly DaySpan[];

interface IndexedPeriod {
  readonly fromDay: number;
  readonly toDay: number;
  readonly week: readonly (readonly DaySpan[])[];
}

/** Reads a validated definition into a function of the day: exception in force, else the week of the period. */
export function dailyHoursOf(definition: CalendarDefinition): DailyHours {
  const exceptions = exceptionsInForce(definition);
  const periods = definition.periods.map(({ from, to, week }): IndexedPeriod => ({
    fromDay: boundary(from, -Infinity),
    toDay: boundary(to, Infinity),
    week: WEEKDAYS.map((weekday) => daySpansOf(week[weekday] ?? [])),
  }));
  return (dayNumber) => {
    const exception = exceptions.get(dayNumber);
    if (exception !== undefined) return exception;
    const period = periods.find(({ fromDay, toDay }) => fromDay <= dayNumber && dayNumber < toDay);
    return period?.week[weekdayIndexOf(dayNumber)] ?? [];
  };
}

function exceptionsInForce(definition: CalendarDefinition): ReadonlyMap<number, readonly DaySpan[]> {
  const inForce = new Map<number, readonly DaySpan[]>();
  for (const { on, hours, suspendable } of definition.exceptions) {
    if (suspendable === true && isSuspendedOn(definition, on)) continue;
    inForce.set(boundary(on, NaN), daySpansOf(hours));
  }
  return inForce;
}

/** Whether a suspension of the calendar covers that date. */
export function isSuspendedOn(definition: CalendarDefinition, on: string): boolean {
  return (definition.suspensions ?? []).some(({ from, to }) => from <= on && (to === null || on < to));
}

function boundary(on: string | null, whenOpen: number): number {
  return on === null ? whenOpen : (dayNumberOf(on) ?? whenOpen);
}
