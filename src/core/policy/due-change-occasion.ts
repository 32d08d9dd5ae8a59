import type { Instant } from '../calendar/instant.ts';
import { MS_PER_MINUTE } from '../calendar/instant.ts';
import { addSpan } from '../clock/add-span.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import type { Act } from '../ticket/history.ts';
import type { Occasion } from './rule-index.ts';
import { noOccasion, occurrence } from './rule-occurrence.ts';
import type { OccasionAnswer } from './rule-occurrence.ts';
import { findClock } from './situation.ts';
import type { Situation } from './situation.ts';
import { findToldTerm } from './told-term.ts';
import type { ToldTerm } from './told-term.ts';

/**
 * The running clock is due at another minute than the applicant was last told, and has been for the settling time.
 * A paused clock has no term to tell; a provisional goal neither.
 */
export function findDueChanges(
  occasion: Extract<Occasion, { kind: 'due-change' }>,
  situation: Situation,
): OccasionAnswer {
  const { clocks, now, input } = situation;
  const clock = findClock(clocks, occasion.clockId);
  if (clock?.dueAt == null || !isRunning(clock) || clock.goals.at(-1)?.isProvisional !== false)
    return noOccasion;
  const told = findToldTerm(occasion.clockId, situation);
  if (told === null || isSameMinute(told.dueAt, clock.dueAt)) return noOccasion;
  const act = findActThatMoved(clock, clock.dueAt, told, situation);
  const movedAt = Math.max(act?.at ?? input.activation.packSince ?? 0, told.at);
  const settledAt = addSpan(input.pack.defaultCalendar, movedAt, occasion.settles);
  if (settledAt > now) return { occurrences: [], nextAt: settledAt };
  const fact = act?.facts[0] ?? null;
  const found = occurrence({
    id: fact === null ? `${clock.clockId}.${clock.dueAt}` : `${clock.clockId}.${fact.id}`,
    at: settledAt,
    moment: situation.present,
    act,
    fact,
    clock,
    evidence: [clock.clockId, ...(fact === null ? [] : [fact.id])],
    change: act === null ? `pack:${input.pack.hash}` : null,
  });
  return { occurrences: [found], nextAt: null };
}

/**
 * The act that brought the present due instant; null when the calendar or the pack did, since the telling. An act
 * before it counts too: a letter may have been under way while somebody changed what it says.
 */
function findActThatMoved(
  clock: ClockReading,
  dueAt: Instant,
  told: ToldTerm,
  { history, clockAsOf, input }: Situation,
): Act | null {
  const isOfOtherPack = told.at < (input.activation.packSince ?? -Infinity);
  for (const act of history.acts.toReversed()) {
    if (isOfOtherPack && act.at < told.at) return null;
    const before = findClock(clockAsOf(clock.clockId, act.at - 1), clock.clockId);
    if (before?.dueAt == null || !isRunning(before) || !isSameMinute(before.dueAt, dueAt)) return act;
  }
  return null;
}

function isRunning({ state }: ClockReading): boolean {
  return state === 'running' || state === 'breached';
}

function isSameMinute(one: Instant, other: Instant): boolean {
  return Math.abs(one - other) < MS_PER_MINUTE;
}
