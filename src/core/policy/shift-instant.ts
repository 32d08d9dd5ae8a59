import { DateTime } from 'luxon';
import type { Instant } from '../calendar/instant.ts';
import { MS_PER_DAY } from '../calendar/instant.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { addSpan } from '../clock/add-span.ts';
import type { ParsedOffset, ParsedSpan } from '../regulation/span.ts';

/** The instant a span before or after another one, by the calendar's hours and in its zone. */
export function shiftInstant(at: Instant, { sign, span }: ParsedOffset, calendar: WorkingCalendar): Instant {
  return sign === 1 ? addSpan(calendar, at, span) : subtractSpan(calendar, at, span);
}

function subtractSpan(calendar: WorkingCalendar, at: Instant, span: ParsedSpan): Instant {
  switch (span.kind) {
    case 'working':
      return subtractWorkingTime(calendar, at, span.durationMs);
    case 'elapsed':
      return at - span.durationMs;
    case 'working-days':
      return subtractWorkingDays(calendar, at, span.days);
    case 'calendar-days':
      return inZone(calendar, at).minus({ days: span.days }).toMillis();
    case 'years':
      return inZone(calendar, at).minus({ years: span.years }).toMillis();
  }
}

/** Reaches back far enough to hold that much open time, then takes the surplus off its start. */
function subtractWorkingTime(calendar: WorkingCalendar, at: Instant, workingMs: number): Instant {
  for (let reachMs = MS_PER_DAY + workingMs; ; reachMs *= 2) {
    const surplusMs = calendar.between(at - reachMs, at) - workingMs;
    if (surplusMs >= 0) return calendar.add(at - reachMs, surplusMs);
  }
}

/** The same local time that many days with open hours earlier. */
function subtractWorkingDays(calendar: WorkingCalendar, at: Instant, days: number): Instant {
  let day = inZone(calendar, at);
  for (let left = days; left > 0;) {
    day = day.minus({ days: 1 });
    const midnight = day.startOf('day');
    if (calendar.between(midnight.toMillis(), midnight.plus({ days: 1 }).toMillis()) > 0) left -= 1;
  }
  return day.toMillis();
}

function inZone(calendar: WorkingCalendar, at: Instant): DateTime {
  return DateTime.fromMillis(at, { zone: calendar.definition.zone });
}
