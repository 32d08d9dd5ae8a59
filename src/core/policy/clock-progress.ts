import type { Instant } from '../calendar/instant.ts';
import { isWorkingSpan } from '../clock/add-span.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import { clockOf } from '../clock/compile-clocks.ts';
import type { ClockGoal } from '../clock/compile-clocks.ts';
import type { ParsedSpan } from '../regulation/span.ts';
import { momentAt } from '../ticket/history.ts';
import type { ClockPoint } from './rule-index.ts';
import type { Situation } from './situation.ts';

/** How time passes for a goal: open hours, or the clock on the wall. */
interface Pace {
  readonly between: (fromAt: Instant, toAt: Instant) => number;
  readonly add: (at: Instant, ms: number) => Instant;
}

const onTheWall: Pace = { between: (fromAt, toAt) => toAt - fromAt, add: (at, ms) => at + ms };

/**
 * When a running clock's use of its goal reached a point, or will if nothing happens. Null for a clock that stopped
 * (nobody needs to be reminded any more) or stands still.
 */
export function crossingAt(reading: ClockReading, point: ClockPoint, situation: Situation): Instant | null {
  const { dueAt, state } = reading;
  if (dueAt === null || (state !== 'running' && state !== 'breached')) return null;
  const pace = paceOf(reading, situation);
  if (point.kind === 'offset') {
    const { sign, span } = point.offset;
    if (span.kind === 'elapsed') return dueAt + sign * span.durationMs;
    if (sign === 1) return pace.add(dueAt, lengthOf(span));
  }
  return useReachedAt(targetOf(point, usedUntil(dueAt, reading, pace)), reading, pace);
}

/** How much time the whole goal is, as it is counted (open or on the wall), in ms; null before a goal exists. */
export function goalLengthMs(reading: ClockReading, situation: Situation): number | null {
  return reading.dueAt === null ? null : usedUntil(reading.dueAt, reading, paceOf(reading, situation));
}

function targetOf(point: ClockPoint, totalMs: number): number {
  switch (point.kind) {
    case 'share':
      return Math.ceil(totalMs * point.share);
    case 'offset':
      return Math.max(0, totalMs - lengthOf(point.offset.span));
  }
}

/** Time used up to an instant, going on after what the reading saw. */
function usedUntil(at: Instant, { segments, startedAt }: ClockReading, pace: Pace): number {
  const seenUntil = segments.at(-1)?.to ?? startedAt ?? at;
  const seenMs = segments
    .filter((segment) => segment.counts && segment.from < at)
    .reduce((sum, segment) => sum + pace.between(segment.from, Math.min(segment.to, at)), 0);
  return seenMs + (at > seenUntil ? pace.between(seenUntil, at) : 0);
}

function useReachedAt(targetMs: number, { segments, startedAt }: ClockReading, pace: Pace): Instant {
  let usedMs = 0;
  for (const segment of segments) {
    if (!segment.counts) continue;
    const lengthMs = pace.between(segment.from, segment.to);
    if (usedMs + lengthMs >= targetMs) return pace.add(segment.from, targetMs - usedMs);
    usedMs += lengthMs;
  }
  return pace.add(segments.at(-1)?.to ?? startedAt ?? 0, targetMs - usedMs);
}

function paceOf(reading: ClockReading, situation: Situation): Pace {
  const goal = goalInForce(reading, situation);
  if (goal === null) return situation.input.pack.defaultCalendar;
  return isWorkingSpan(goal.span) ? goal.calendar : onTheWall;
}

function goalInForce({ clockId, goals }: ClockReading, { input, history }: Situation): ClockGoal | null {
  const clock = clockOf(clockId, input.pack);
  const last = goals.at(-1);
  if (clock === undefined || last === undefined) return null;
  return last.isProvisional ? clock.provisional : clock.goalFor(momentAt(history, last.since).fields);
}

function lengthOf(span: ParsedSpan): number {
  return 'durationMs' in span ? span.durationMs : 0;
}
