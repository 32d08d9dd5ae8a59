import type { DocumentPath, Problem } from '../diagnostic.ts';
import { findGoal, isFieldGoal, isGoalCell } from '../goal-table.ts';
import type { PackDocument } from '../pack-document.ts';
import type { Condition } from '../schema/condition.ts';
import type { GoalCell, GoalTable, PackClock } from '../schema/clock.ts';
import { compareGoals } from './compare-goals.ts';
import { listKnownNames } from './known-names.ts';
import type { LintContext } from './lint-context.ts';
import { holdsSurely } from './three-valued.ts';
import type { Certainty, KnownValues } from './three-valued.ts';

/** A value for each field that chooses a clock's goal. */
type Choice = Readonly<Record<string, string>>;

/**
 * Each clock has a goal for everything that chooses it: every allowed type and priority, every option of its other
 * fields, as far as the clock applies; a goal that people set stands in a date-time field. A higher priority never has a longer goal than a lower one.
 */
export function lintGoals(context: LintContext): readonly Problem[] {
  return context.document.clocks.clocks.flatMap((clock) => {
    const free = clock.by.filter((field) => listKnownNames(context.document).optionsOf(field) === null);
    const path = [...context.pathOf(clock), 'by'];
    if (free.length > 0) {
      const message = `a goal is chosen by fields with options; "${free.join('", "')}" has none`;
      return [{ severity: 'error', path, message } satisfies Problem];
    }
    const choices = choicesOf(clock, context.document);
    return [
      ...missingGoals(clock, choices, context),
      ...openChoices(clock, context),
      ...untimelyFields(clock, choices, context),
      ...unreachableGoals(clock, choices, context),
      ...risingGoals(clock, choices, context),
    ];
  });
}

/** Every combination that a ticket can have and the clock does not surely leave out. */
function choicesOf(clock: PackClock, document: PackDocument): readonly Choice[] {
  const known = listKnownNames(document);
  let choices: readonly Choice[] = [{}];
  for (const field of clock.by) {
    const options = known.optionsOf(field) ?? [];
    choices = choices.flatMap((choice) => options.map((option) => ({ ...choice, [field]: option })));
  }
  return choices.filter(
    (choice) =>
      isAllowed(choice, document) &&
      (clock.applies === undefined || holdsSurely(clock.applies, choice as KnownValues) !== 'no'),
  );
}

function isAllowed({ type, priority }: Choice, { catalog }: PackDocument): boolean {
  if (type === undefined || priority === undefined) return true;
  return catalog.types.find(({ id }) => id === type)?.priorities.includes(priority) ?? false;
}

function missingGoals(
  clock: PackClock,
  choices: readonly Choice[],
  context: LintContext,
): readonly Problem[] {
  return choices
    .filter((choice) => goalFor(clock, choice) === null)
    .map((choice) => ({
      severity: 'error',
      path: [...context.pathOf(clock), 'goals'],
      message: `the clock "${clock.id}" has no goal for ${inWords(clock, choice)}`,
    }));
}

/** A field that chooses the goal and may be empty: without a default such tickets have no term that binds. */
function openChoices(clock: PackClock, { document, pathOf }: LintContext): readonly Problem[] {
  const { fields, unclassified } = document.catalog;
  return clock.by.flatMap((id): readonly Problem[] => {
    const field = fields.find((each) => each.id === id && each.role !== 'type');
    if (field === undefined || field.default !== undefined || isGoalCell(clock.goals)) return [];
    const holdsWhileEmpty = (condition: Condition | undefined): Certainty =>
      condition === undefined ? 'unknown' : holdsSurely(condition, { [id]: null });
    if (holdsWhileEmpty(clock.applies) === 'no' || holdsWhileEmpty(unclassified) === 'yes') return [];
    const goal = clock.unclassified === undefined ? 'no goal' : 'its provisional goal alone';
    const message = `while "${id}" is empty the clock "${clock.id}" has ${goal}: give the field a default, or let "unclassified" of the catalogue say that it is missing`;
    return [{ severity: 'warning', path: [...pathOf(clock), 'by'], message }];
  });
}

/** A term that people set stands in a date-time field. */
function untimelyFields(
  clock: PackClock,
  choices: readonly Choice[],
  context: LintContext,
): readonly Problem[] {
  const known = listKnownNames(context.document);
  const cells = new Set(choices.map((choice) => goalFor(clock, choice)));
  return [...cells].flatMap((cell): readonly Problem[] => {
    if (cell === null || !isFieldGoal(cell)) return [];
    const kind = known.fieldCalled(cell.field)?.kind;
    if (kind === undefined || kind === 'datetime') return [];
    const message = `a term stands in a date-time field; "${cell.field}" is a ${kind}`;
    return [{ severity: 'error', path: [...context.pathOf(cell), 'field'], message }];
  });
}

function unreachableGoals(
  clock: PackClock,
  choices: readonly Choice[],
  context: LintContext,
): readonly Problem[] {
  const listCells = (goals: GoalTable, path: DocumentPath, values: readonly string[]): readonly Problem[] => {
    if (!isGoalCell(goals) && values.length < clock.by.length) {
      return Object.entries(goals).flatMap(([value, part]) =>
        listCells(part, [...path, value], [...values, value]),
      );
    }
    const isReached = choices.some((choice) =>
      values.every((value, index) => choice[clock.by[index] ?? ''] === value),
    );
    if (isReached && isGoalCell(goals)) return [];
    const message = isReached
      ? `the goals are chosen by ${clock.by.join(', ')}; there is nothing more to choose by`
      : `no ticket can have ${values.join(' / ')}: this goal is never used`;
    return [{ severity: isReached ? 'error' : 'warning', path, message, atKey: true }];
  };
  return listCells(clock.goals, [...context.pathOf(clock), 'goals'], []);
}

function risingGoals(clock: PackClock, choices: readonly Choice[], context: LintContext): readonly Problem[] {
  const { priorities } = context.document.catalog;
  const rankOf = (choice: Choice): number => priorities.findIndex(({ id }) => id === choice['priority']);
  if (!clock.by.includes('priority')) return [];
  return choices.flatMap((higher) =>
    choices
      .filter((lower) => rankOf(lower) > rankOf(higher) && isSameBesidesPriority(clock, higher, lower))
      .flatMap((lower): readonly Problem[] => {
        const order = compareGoals(goalFor(clock, higher), goalFor(clock, lower), { clock, ...context });
        if (order === 'shorter' || order === 'equal') return [];
        const path = [...context.pathOf(clock), 'goals'];
        const pair = `${inWords(clock, higher)} and ${inWords(clock, lower)}`;
        return order === 'longer'
          ? [{ severity: 'error', path, message: `the higher priority has the longer goal: ${pair}` }]
          : [{ severity: 'warning', path, message: `cannot tell which goal is longer: ${pair}` }];
      }),
  );
}

function isSameBesidesPriority({ by }: PackClock, a: Choice, b: Choice): boolean {
  return by.every((field) => field === 'priority' || a[field] === b[field]);
}

function goalFor(clock: PackClock, choice: Choice): GoalCell | null {
  return findGoal(
    clock.goals,
    clock.by.map((field) => choice[field] ?? null),
  );
}

function inWords({ by }: PackClock, choice: Choice): string {
  return by.length === 0 ? 'any ticket' : by.map((field) => choice[field] ?? '').join(' / ');
}
