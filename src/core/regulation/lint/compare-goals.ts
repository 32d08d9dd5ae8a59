import { compileCalendar } from '../../calendar/compile-calendar.ts';
import { validateCalendar } from '../../calendar/validate-calendar.ts';
import { defineCalendar } from '../compile-calendars.ts';
import type { PackDocument } from '../pack-document.ts';
import { isFieldGoal } from '../goal-table.ts';
import type { FieldGoal, GoalCell, PackClock } from '../schema/clock.ts';
import { parseSpan } from '../span.ts';

const HOUR_MS = 3_600_000;

interface GoalPlace {
  readonly clock: PackClock;
  readonly document: PackDocument;
}

/** How one goal compares with another: working time on the regular day of its calendar, the rest on the wall. */
export function compareGoals(
  one: GoalCell | null,
  other: GoalCell | null,
  place: GoalPlace,
): 'shorter' | 'equal' | 'longer' | 'unknown' {
  if (one === null || other === null) return 'equal';
  if (isFieldGoal(one) || isFieldGoal(other)) return isSameField(one, other) ? 'equal' : 'unknown';
  const [a, b] = [amountOf(one, place), amountOf(other, place)];
  if (a.isWorking !== b.isWorking) return 'unknown';
  return a.hours === b.hours ? 'equal' : a.hours < b.hours ? 'shorter' : 'longer';
}

function isSameField(one: GoalCell, other: GoalCell): boolean {
  return isFieldGoal(one) && isFieldGoal(other) && one.field === other.field;
}

function amountOf(
  cell: Exclude<GoalCell, FieldGoal>,
  { clock, document }: GoalPlace,
): { readonly hours: number; readonly isWorking: boolean } {
  const [within, own] = typeof cell === 'string' ? [cell, undefined] : [cell.within, cell.calendar];
  const span = parseSpan(within);
  switch (span.kind) {
    case 'working':
      return { hours: span.durationMs / HOUR_MS, isWorking: true };
    case 'working-days': {
      const calendarId = own ?? clock.calendar ?? document.calendars.default;
      return { hours: span.days * hoursOfDay(calendarId, document), isWorking: true };
    }
    case 'elapsed':
      return { hours: span.durationMs / HOUR_MS, isWorking: false };
    case 'calendar-days':
      return { hours: span.days * 24, isWorking: false };
    case 'years':
      return { hours: span.years * 365 * 24, isWorking: false };
  }
}

function hoursOfDay(calendarId: string, { calendars, overlay }: PackDocument): number {
  const calendar = calendars.calendars.find(({ id }) => id === calendarId);
  if (calendar === undefined) return 0;
  const definition = defineCalendar(calendar, overlay);
  return validateCalendar(definition).length > 0 ? 0 : compileCalendar(definition).workingDayMs / HOUR_MS;
}
