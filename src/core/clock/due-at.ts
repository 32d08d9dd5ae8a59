import type { Instant } from '../calendar/instant.ts';
import { addSpan, isWorkingSpan } from './add-span.ts';
import type { ClockGoal } from './compile-clocks.ts';

/** Time `[from, to)` that does not count. */
export interface Interruption {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * When a goal is used up. Each interruption that begins before that instant moves it by the time it took: by open
 * time for working hours and days (a goal that ends at closing then ends at the closing of the day it moved to),
 * by time on the wall for others, and not at all where people set the instant. A goal used up before an interruption is not moved by it.
 */
export function dueAt(goal: ClockGoal, startAt: Instant, interruptions: readonly Interruption[]): Instant {
  return interruptions.reduce(
    (due, interruption) => (interruption.from < due ? moved(due, goal, interruption) : due),
    addSpan(goal.calendar, startAt, goal.span),
  );
}

/**
 * The instant strictly after which a goal is violated. A due instant at a closing is followed by time that uses
 * nothing up, so that nothing is late before the next opening.
 */
export function lateAfter({ span, calendar }: ClockGoal, due: Instant): Instant {
  return isWorkingSpan(span) ? calendar.nextOpening(due) : due;
}

function moved(due: Instant, { span, calendar }: ClockGoal, { from, to }: Interruption): Instant {
  if (span.kind === 'fixed-end') return due;
  if (!isWorkingSpan(span)) return due + (to - from);
  const lostMs = calendar.between(from, to);
  if (lostMs === 0) return due;
  const movedDue = calendar.add(due, lostMs);
  const isAtClosing = span.kind === 'working-days' && span.ends === 'close';
  return isAtClosing ? calendar.addWorkingDays(movedDue - 1, 0, 'close') : movedDue;
}
