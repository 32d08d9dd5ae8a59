import { FieldGoal, GoalCell } from './schema/clock.ts';
import type { GoalTable } from './schema/clock.ts';

/** Whether a part of a goal table is a cell, not a table of cells: what has the form of a cell is one. */
export function isGoalCell(table: GoalTable): table is GoalCell {
  return GoalCell.safeParse(table).success;
}

/** Whether a part of a goal table is the instant in a field. */
export function isFieldGoal(table: GoalTable): table is FieldGoal {
  return FieldGoal.safeParse(table).success;
}

/**
 * The cell for the values of the fields that choose it, outermost first; a cell found earlier serves every value of
 * the fields after it. Null when the table has none for them.
 */
export function findGoal(goals: GoalTable, values: readonly (string | null)[]): GoalCell | null {
  if (isGoalCell(goals)) return goals;
  const [value, ...inner] = values;
  if (value === undefined || value === null || !Object.hasOwn(goals, value)) return null;
  const part = goals[value];
  return part === undefined ? null : findGoal(part, inner);
}
