import type { Instant } from '../calendar/instant.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import type { ActStanding } from './act-standing.ts';
import type { ClockGoal, CompiledClock } from './compile-clocks.ts';

/** From an act on, this goal was in force; null: none. */
export interface GoalChange {
  readonly act: Act;
  readonly at: Instant;
  readonly goal: ClockGoal | null;
}

/**
 * The goals that a ticket's values chose in the course of its life, one entry for each change. Before its values
 * choose one the provisional goal is in force. A ticket that had a class keeps its goal until it has another:
 * clearing the class, or choosing one that has no goal, takes nothing back.
 */
export function listGoals(
  clock: CompiledClock,
  history: TicketHistory,
  standings: readonly ActStanding[],
): readonly GoalChange[] {
  const changes: GoalChange[] = [];
  for (const act of history.acts) {
    if (!mayChangeGoal(act, standings)) continue;
    const last = changes.at(-1);
    const goal = goalAfter(act, clock, standings[act.index]) ?? last?.goal ?? clock.provisional;
    if (!isSameGoal(last?.goal, goal)) changes.push({ act, at: act.at, goal });
  }
  return changes;
}

/** Fields choose the goal, once the ticket is classified. */
function mayChangeGoal(
  { index, fieldsBefore, fieldsAfter }: Act,
  standings: readonly ActStanding[],
): boolean {
  return (
    fieldsAfter !== fieldsBefore || standings[index]?.isUnclassified !== standings[index - 1]?.isUnclassified
  );
}

/** Terms that people set are made anew at each look; those at one instant, by which they were chosen, are one goal. */
function isSameGoal(one: ClockGoal | null | undefined, other: ClockGoal | null): boolean {
  return one === other || (one?.span.kind === 'fixed-end' && one.chosenBy === other?.chosenBy);
}

/** Where no field chooses the goal, a ticket needs no class to have it. */
function goalAfter(act: Act, clock: CompiledClock, standing: ActStanding | undefined): ClockGoal | null {
  const isUnclassified = clock.definition.by.length > 0 && standing?.isUnclassified === true;
  return isUnclassified ? null : clock.goalFor(act.fieldsAfter);
}
