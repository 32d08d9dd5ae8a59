import type { CalendarDefinition } from '../../calendar/calendar-definition.ts';
import { validateCalendar } from '../../calendar/validate-calendar.ts';
import { defineCalendar, joinExceptions } from '../compile-calendars.ts';
import type { DocumentPath, Problem } from '../diagnostic.ts';
import type { PackCalendar } from '../schema/calendar.ts';
import { suggestWord } from '../source/nearest-word.ts';
import type { LintContext } from './lint-context.ts';

/** Every calendar can be compiled, is open at some time, and the default one exists. */
export function lintCalendars(context: LintContext): readonly Problem[] {
  const { calendars, default: chosen } = context.document.calendars;
  const ids = calendars.map(({ id }) => id);
  const message = `there is no calendar "${chosen}"${suggestWord(chosen, ids)}`;
  const missing: readonly Problem[] = ids.includes(chosen)
    ? []
    : [{ severity: 'error', path: ['calendars', 'default'], message }];
  return [...missing, ...calendars.flatMap((calendar) => lintCalendar(calendar, context))];
}

function lintCalendar(calendar: PackCalendar, context: LintContext): readonly Problem[] {
  const definition = defineCalendar(calendar, context.document.overlay);
  const faults = [
    ...validateCalendar(definition).map(({ path, message }): Problem => {
      return { severity: 'error', path: placeOf(path, calendar, context), message };
    }),
    ...calendar.exceptions
      .filter(({ like, hours }) => like !== undefined && hours.length > 0)
      .map((exception): Problem => {
        const message = 'say either the hours of this day or which weekday it is like';
        return { severity: 'error', path: context.pathOf(exception), message };
      }),
  ];
  if (faults.length > 0 || isEverOpen(definition)) return faults;
  const message = `the calendar "${calendar.id}" is never open; the operator’s overlay must give its hours (calendar_hours)`;
  return [{ severity: 'warning', path: context.pathOf(calendar), message }];
}

function isEverOpen({ periods }: CalendarDefinition): boolean {
  return periods.some(({ week }) => Object.values(week).some((spans) => spans.length > 0));
}

/** Where a value of the joined calendar stands: in the pack, or in the overlay that replaces it. */
function placeOf(
  path: DocumentPath,
  calendar: PackCalendar,
  { document, pathOf }: LintContext,
): DocumentPath {
  const [part, index, , ...rest] = path;
  const week = document.overlay.calendar_hours[calendar.id];
  if (part === 'periods' && week !== undefined) return [...pathOf(week), ...rest];
  const exception = joinExceptions(calendar, document.overlay)[Number(index)];
  if (part === 'exceptions' && exception !== undefined) return [...pathOf(exception), ...path.slice(2)];
  return [...pathOf(calendar), ...path];
}
