import type { Instant } from '../calendar/instant.ts';
import { isWorkingSpan } from './add-span.ts';
import type { ClockSegment, GoalInForce } from './clock-reading.ts';
import type { ClockGoal, CompiledClock } from './compile-clocks.ts';
import { dueAt, lateAfter } from './due-at.ts';
import type { GoalChange } from './list-goals.ts';
import { interruptionsIn, listSegments } from './list-segments.ts';
import type { Cycle } from './run-clock.ts';

/** Up to where a cycle is judged: an instant, and the last act that may choose the goal. */
export interface Horizon {
  readonly at: Instant;
  readonly actIndex: number;
}

/** How a cycle stood at a horizon. */
export interface Judgement {
  readonly dueAt: Instant | null;
  readonly lateAfter: Instant | null;
  readonly isLate: boolean;
  readonly usedMs: number;
  readonly goals: readonly GoalInForce[];
  readonly segments: readonly ClockSegment[];
}

/** A cycle with what it takes to judge it. */
export interface JudgedCycle {
  readonly clock: CompiledClock;
  readonly cycle: Cycle;
  readonly goals: readonly GoalChange[];
  readonly createdAt: Instant;
}

/**
 * Judges a cycle by the goal in force at the horizon, from the original start. What stopped while the ticket was not
 * yet classified is judged by its first real class, whenever that came.
 */
export function judge({ clock, cycle, goals, createdAt }: JudgedCycle, { at, actIndex }: Horizon): Judgement {
  const known = goalsOf(cycle, goals, actIndex);
  const goal = known.at(-1)?.goal ?? null;
  const startAt = clock.definition.on_goal_change === 'restart' ? lastRestart(cycle, known) : cycle.startedAt;
  const calendar = goal?.calendar ?? clock.calendar;
  const segments = listSegments(cycle.phases, calendar, { createdAt, startAt, untilAt: at });
  const due = goal === null ? null : dueAt(goal, startAt, interruptionsIn(segments));
  const late = goal === null || due === null || goal.isProvisional ? null : lateAfter(goal, due);
  return {
    dueAt: due,
    lateAfter: late,
    isLate: late !== null && at > late,
    usedMs: usedIn(segments, goal),
    goals: listInForce(known),
    segments,
  };
}

/** The goals in force from the start of a cycle up to an act, and a later one when the last of these is no real one. */
function goalsOf(
  { startedIn, startedAt }: Cycle,
  goals: readonly GoalChange[],
  actIndex: number,
): readonly GoalChange[] {
  let since: GoalChange[] = [];
  for (const change of goals) {
    const { index } = change.act;
    if (index > actIndex) {
      if (isReal(since.at(-1))) break;
      if (isReal(change)) return [...since, change];
      continue;
    }
    const known = change.at >= startedAt ? change : { ...change, at: startedAt };
    if (index <= startedIn.index) since = [known];
    else since.push(known);
  }
  return since;
}

function isReal(change: GoalChange | undefined): boolean {
  return change?.goal?.isProvisional === false;
}

/** Where one real goal replaced another last; classification alone restarts nothing. */
function lastRestart({ startedAt }: Cycle, goals: readonly GoalChange[]): Instant {
  const restart = goals.findLast((change, index) => isReal(change) && goals.slice(0, index).some(isReal));
  return restart?.at ?? startedAt;
}

function usedIn(segments: readonly ClockSegment[], goal: ClockGoal | null): number {
  const onWall = goal !== null && !isWorkingSpan(goal.span);
  let usedMs = 0;
  for (const { counts, from, to, workingMs } of segments) {
    if (counts) usedMs += onWall ? to - from : workingMs;
  }
  return usedMs;
}

function listInForce(changes: readonly GoalChange[]): readonly GoalInForce[] {
  const inForce: GoalInForce[] = [];
  for (const { goal, at: since } of changes) {
    if (goal === null) continue;
    const { within, chosenBy, isProvisional } = goal;
    inForce.push({ since, within, chosenBy, isProvisional });
  }
  return inForce;
}
