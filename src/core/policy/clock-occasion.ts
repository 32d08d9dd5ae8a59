import type { Instant } from '../calendar/instant.ts';
import type { ClockReading, GoalInForce } from '../clock/clock-reading.ts';
import { momentAt } from '../ticket/history.ts';
import { mattersSince } from './acts-since.ts';
import { crossingAt } from './clock-progress.ts';
import type { IndexedRule, Occasion } from './rule-index.ts';
import { answer, earlier, occurrence } from './rule-occurrence.ts';
import type { OccasionAnswer, RuleOccurrence } from './rule-occurrence.ts';
import { findClock } from './situation.ts';
import type { Situation } from './situation.ts';

const none: readonly RuleOccurrence[] = [];

type ClockOccasion = Extract<Occasion, { kind: 'clock' }>;

/**
 * When each cycle of a clock came to a point: once by every goal it ran on. What an earlier goal or cycle brought is
 * for the record only; a breach by an earlier goal counts as withdrawn by whoever changed the goal.
 */
export function findClockOccasions(
  occasion: ClockOccasion,
  indexed: IndexedRule,
  situation: Situation,
): OccasionAnswer {
  const latest = findClock(situation.clocks, occasion.clockId);
  let occurrences: RuleOccurrence[] | null = null;
  let nextAt: Instant | null = null;
  for (const reading of situation.clocks) {
    if (reading.clockId !== occasion.clockId) continue;
    const withdrawn = findWithdrawn(occasion, reading, situation);
    if (withdrawn.length > 0) (occurrences ??= []).push(...withdrawn);
    const comesAt = comingAt(occasion, reading, situation);
    if (comesAt === null) continue;
    if (comesAt > situation.now) nextAt = earlier(nextAt, comesAt);
    else if (Math.max(comesAt, goalOf(reading).since) >= mattersSince(indexed, situation)) {
      (occurrences ??= []).push(describe(reading, comesAt, situation, { isLatest: reading === latest }));
    }
  }
  return answer(occurrences, nextAt);
}

/** Breaches by goals that were in force before the present one; a provisional goal was never breached. */
function findWithdrawn(
  { moment }: ClockOccasion,
  reading: ClockReading,
  situation: Situation,
): readonly RuleOccurrence[] {
  if (moment !== 'breach' || reading.goals.length < 2) return none;
  const withdrawn: RuleOccurrence[] = [];
  for (const [index, goal] of reading.goals.entries()) {
    if (reading.goals[index - 1]?.isProvisional !== false) continue;
    const before = situation
      .clockAsOf(reading.clockId, goal.since - 1)
      .find(({ cycle }) => cycle === reading.cycle);
    if (before?.state !== 'breached') continue;
    const breach = describe(before, before.lateAfter ?? goal.since, situation, { isLatest: false });
    withdrawn.push({ ...breach, withdrawn: { at: goal.since, actorId: actorAt(goal, situation) } });
  }
  return withdrawn;
}

/** When the point came or will come by time alone; null when it did not and will not as things stand. */
function comingAt({ moment }: ClockOccasion, reading: ClockReading, situation: Situation): Instant | null {
  if (reading.goals.length === 0) return null;
  if (moment === 'due') return goalOf(reading).isProvisional ? null : reading.dueAt;
  if (moment !== 'breach') return crossingAt(reading, moment, situation);
  const isLate = reading.state === 'breached' || reading.state === 'missed';
  if (reading.lateAfter === null || (!isLate && reading.state !== 'running')) return null;
  // Late begins strictly after, so one millisecond more is the first instant at which it shows.
  return isLate ? Math.min(reading.lateAfter, reading.stoppedAt ?? Infinity) : reading.lateAfter + 1;
}

function describe(
  reading: ClockReading,
  at: Instant,
  { history }: Situation,
  { isLatest }: { readonly isLatest: boolean },
): RuleOccurrence {
  const goal = goalOf(reading);
  const isOver = !isLatest || reading.state === 'left' || reading.state === 'merged';
  return occurrence({
    id: `${reading.clockId}.${reading.cycle}.${goal.chosenBy.replaceAll('/', '.')}`,
    at: Math.max(at, goal.since),
    moment: momentAt(history, Math.max(at, goal.since)),
    clock: reading,
    evidence: [reading.clockId, ...(reading.stoppedBy === null ? [] : [reading.stoppedBy])],
    weight: isOver ? 'finding-only' : goal.isProvisional ? 'warning' : 'full',
  });
}

function goalOf(reading: ClockReading): GoalInForce {
  return reading.goals.at(-1) as GoalInForce;
}

/** Who changed the values that chose the goal. */
function actorAt(goal: GoalInForce, { history }: Situation): string | null {
  return history.acts.findLast((act) => act.at <= goal.since)?.facts[0]?.actorId ?? null;
}
