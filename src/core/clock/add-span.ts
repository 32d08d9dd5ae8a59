import type { Instant } from '../calendar/instant.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { ParsedSpan } from '../regulation/span.ts';

/** An instant that people set; nothing uses it up and nothing moves it. */
export interface FixedEnd {
  readonly kind: 'fixed-end';
  readonly at: Instant;
}

/** The instant by which a span from a start is used up: the due instant of a goal that nothing interrupts. */
export function addSpan(calendar: WorkingCalendar, startAt: Instant, span: ParsedSpan | FixedEnd): Instant {
  switch (span.kind) {
    case 'working':
      return calendar.add(startAt, span.durationMs);
    case 'elapsed':
      return startAt + span.durationMs;
    case 'working-days':
      return calendar.addWorkingDays(startAt, span.days, span.ends);
    case 'calendar-days':
      return calendar.addCalendarDays(startAt, span.days);
    case 'fixed-end':
      return span.at;
    case 'years':
      return calendar.addCalendarYears(startAt, span.years);
  }
}

/** Whether a span is counted in open time of a calendar, rather than on the wall. */
export function isWorkingSpan({ kind }: ParsedSpan | FixedEnd): boolean {
  return kind === 'working' || kind === 'working-days';
}
