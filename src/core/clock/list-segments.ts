import type { Instant } from '../calendar/instant.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { ClockSegment, SegmentReason } from './clock-reading.ts';
import type { Interruption } from './due-at.ts';
import type { Phase } from './run-clock.ts';

/** What of a ticket's life a clock looks at: registered, counting from, looked at until. */
export interface Outlook {
  readonly createdAt: Instant;
  readonly startAt: Instant;
  readonly untilAt: Instant;
}

/** The stretches of a ticket's life as phases cut it, oldest first, none of them empty. */
export function listSegments(
  phases: readonly Phase[],
  calendar: WorkingCalendar,
  { createdAt, startAt, untilAt }: Outlook,
): readonly ClockSegment[] {
  const segments: ClockSegment[] = [];
  const add = (from: Instant, to: Instant, why: SegmentReason, clause: string | null): void => {
    if (from >= to) return;
    segments.push({
      from,
      to,
      counts: why === 'running',
      workingMs: calendar.between(from, to),
      why,
      clause,
    });
  };
  add(createdAt, startAt, 'before-start', null);
  phases.forEach(({ from, why, clause }, index) => {
    const to = Math.min(phases[index + 1]?.from ?? untilAt, untilAt);
    add(Math.max(from, startAt), to, why, clause);
  });
  return segments;
}

/** The stretches since the start that did not count. */
export function interruptionsIn(segments: readonly ClockSegment[]): readonly Interruption[] {
  return segments.filter(({ counts, why }) => !counts && why !== 'before-start');
}
