import { AppError } from '../app-error.ts';
import { WEEKDAYS } from './calendar-definition.ts';
import type { CalendarDefinition } from './calendar-definition.ts';
import { CompiledCalendar } from './compiled-calendar.ts';
import { dailyHoursOf } from './daily-hours.ts';
import { GrowingOpenTime } from './growing-open-time.ts';
import type { YearRange } from './growing-open-time.ts';
import { daySpansOf } from './time-span.ts';
import { validateCalendar } from './validate-calendar.ts';
import { createWallClock } from './wall-clock.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/**
 * Compiles a definition to open intervals with running totals, so that each question is a few look-ups.
 * The years of `range` are laid out at once, others when they are first asked about.
 * @throws AppError `input` naming every mistake in the definition
 */
export function compileCalendar(definition: CalendarDefinition, range?: YearRange): WorkingCalendar {
  const problems = validateCalendar(definition);
  if (problems.length > 0) {
    const list = problems.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new AppError('input', `calendar "${definition.id}" cannot be used:\n${list.join('\n')}`);
  }
  const clock = createWallClock(definition.zone);
  const openTime = new GrowingOpenTime({ calendarId: definition.id, hours: dailyHoursOf(definition), clock });
  if (range !== undefined) openTime.cover(range);
  return new CompiledCalendar({ definition, workingDayMs: regularDayMs(definition), openTime, clock });
}

/** The commonest length of an open weekday in the last period; the longest of several; 0 on a calendar never open. */
function regularDayMs({ periods }: CalendarDefinition): number {
  const week = periods.at(-1)?.week ?? {};
  const lengths = WEEKDAYS.map((day) =>
    daySpansOf(week[day] ?? []).reduce((sum, [from, to]) => sum + to - from, 0),
  ).filter((lengthMs) => lengthMs > 0);
  const timesSeen = (lengthMs: number): number => lengths.filter((other) => other === lengthMs).length;
  return lengths.reduce(
    (best, lengthMs) => ((timesSeen(lengthMs) - timesSeen(best) || lengthMs - best) > 0 ? lengthMs : best),
    0,
  );
}
