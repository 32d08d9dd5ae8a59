import { validateCalendar } from '../../calendar/validate-calendar.ts';
import { defineCalendar } from '../compile-calendars.ts';
import { suggestWord } from '../source/nearest-word.ts';
import type { Problem } from '../diagnostic.ts';
import type { LintContext } from './lint-context.ts';

/** Every calendar can be compiled, and the default one exists. */
export function lintCalendars({ document, pathOf }: LintContext): readonly Problem[] {
  const { calendars, default: chosen } = document.calendars;
  const ids = calendars.map(({ id }) => id);
  const missing: Problem[] = ids.includes(chosen)
    ? []
    : [
        {
          severity: 'error',
          path: ['calendars', 'default'],
          message: `no calendar "${chosen}"${suggestWord(chosen, ids)}`,
        },
      ];
  return [
    ...missing,
    ...calendars.flatMap((calendar) =>
      validateCalendar(defineCalendar(calendar, document.overlay)).map(({ path, message }): Problem => {
        return { severity: 'error', path: [...pathOf(calendar), ...path], message };
      }),
    ),
  ];
}
