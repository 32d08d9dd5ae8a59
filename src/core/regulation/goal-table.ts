import type { GoalCell, GoalTable } from './schema/clock.ts';

/** Whether a part of a goal table is a cell, not a table of cells. */
export function isGoalCell(table: GoalTable): table is GoalCell {
  return (
    typeof table === 'string' ||
    (typeof table['within'] === 'string' && typeof table['calendar'] === 'string')
  );
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
