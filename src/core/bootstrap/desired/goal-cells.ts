import type { CompiledPack } from '../../regulation/compiled-pack.ts';
import { findGoal, isFieldGoal } from '../../regulation/goal-table.ts';
import type { PackClock } from '../../regulation/schema/clock.ts';
import { parseSpan } from '../../regulation/span.ts';

/** A value for each field that chooses a goal: field → the pack's id. */
export type GoalChoice = ReadonlyMap<string, string>;

/** Every allowed combination of values of these fields, in the pack's order. */
export function goalChoices(fields: readonly string[], pack: CompiledPack): readonly GoalChoice[] {
  const choices = fields.reduce<readonly GoalChoice[]>(
    (known, field) =>
      known.flatMap((choice) => valuesOf(field, pack).map((value) => new Map([...choice, [field, value]]))),
    [new Map()],
  );
  return choices.filter((choice) => {
    const [type, priority] = [choice.get('type'), choice.get('priority')];
    if (type === undefined || priority === undefined) return true;
    return pack.types.get(type)?.priorities.includes(priority) === true;
  });
}

function valuesOf(field: string, pack: CompiledPack): readonly string[] {
  if (field === 'priority') return [...pack.priorities.keys()];
  if (field === 'group') return [...pack.groups.keys()];
  if (field === 'state') return [...pack.states.keys()];
  return (pack.fields.get(field)?.options ?? []).map(({ id }) => id);
}

/** A goal as a helpdesk can hold it, or why it cannot; null when the clock has no goal there. */
export type NativeGoal =
  { readonly minutes: number; readonly calendarId: string } | { readonly because: string } | null;

/** The goal of a clock for a choice, in whole minutes of working time. */
export function nativeGoal(clock: PackClock, choice: GoalChoice, pack: CompiledPack): NativeGoal {
  const cell = findGoal(
    clock.goals,
    clock.by.map((field) => choice.get(field) ?? null),
  );
  if (cell === null) return null;
  if (isFieldGoal(cell)) return { because: `people set the term in ${cell.field}` };
  const [text, ownCalendar] = typeof cell === 'string' ? [cell, undefined] : [cell.within, cell.calendar];
  const span = parseSpan(text);
  if (span.kind !== 'working') return { because: `${text} is no amount of working minutes` };
  return {
    minutes: Math.ceil(span.durationMs / 60_000),
    calendarId: ownCalendar ?? clock.calendar ?? pack.defaultCalendar.definition.id,
  };
}
