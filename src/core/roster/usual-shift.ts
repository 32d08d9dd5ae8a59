import type { CalendarDefinition } from '../calendar/calendar-definition.ts';
import { dailyHoursOf } from '../calendar/daily-hours.ts';
import { MS_PER_MINUTE } from '../calendar/instant.ts';
import type { LocalDate } from '../calendar/instant.ts';
import { dayNumberOf } from '../calendar/local-day.ts';
import { writeShift } from './write-shift.ts';

const ORDINARY = { fromMinutes: 540, toMinutes: 1080, breaks: [] };

/** The service's hours on the first of some days that has any, as a shift with the time between them as breaks. */
export function usualShift(definition: CalendarDefinition, days: readonly LocalDate[]): string {
  const hoursOf = dailyHoursOf(definition);
  const spans = days.map((on) => hoursOf(dayNumberOf(on) ?? 0)).find((each) => each.length > 0) ?? [];
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined) return writeShift(ORDINARY);
  const breaks = spans.slice(1).map(([fromMs], index) => ({
    fromMinutes: (spans[index]?.[1] ?? 0) / MS_PER_MINUTE,
    toMinutes: fromMs / MS_PER_MINUTE,
  }));
  return writeShift({ fromMinutes: first[0] / MS_PER_MINUTE, toMinutes: last[1] / MS_PER_MINUTE, breaks });
}
