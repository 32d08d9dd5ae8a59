import type { Instant } from '../calendar/instant.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import { momentAfter } from '../ticket/history.ts';
import { holds } from '../ticket/holds.ts';
import type { ClockGoal, CompiledClock } from './compile-clocks.ts';

/** From an act on, this goal was in force; null: none. */
export interface GoalChange {
  readonly act: Act;
  readonly at: Instant;
  readonly goal: ClockGoal | null;
}

/** The goals that a ticket's values chose in the course of its life, one entry for each change. */
export function listGoals(clock: CompiledClock, history: TicketHistory): readonly GoalChange[] {
  const changes: GoalChange[] = [];
  for (const act of history.acts) {
    const goal = goalAfter(act, clock, history);
    const last = changes.at(-1);
    if (last === undefined || !isSameGoal(last.goal, goal)) changes.push({ act, at: act.at, goal });
  }
  return changes;
}

/**
 * An unclassified ticket has the provisional goal, and so has one whose values choose none. Where no value chooses,
 * there is one goal for all.
 */
function goalAfter(act: Act, clock: CompiledClock, history: TicketHistory): ClockGoal | null {
  const { unclassified } = history.pack.catalog;
  const isChosen = clock.definition.by.length > 0;
  const isUnclassified =
    isChosen && unclassified !== undefined && holds(unclassified, momentAfter(history, act));
  return (isUnclassified ? null : clock.goalFor(act.fieldsAfter)) ?? clock.provisional;
}

function isSameGoal(one: ClockGoal | null, other: ClockGoal | null): boolean {
  return (
    one?.chosenBy === other?.chosenBy && one?.within === other?.within && one?.calendar === other?.calendar
  );
}
