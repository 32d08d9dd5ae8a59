import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { isGoalCell } from '../regulation/goal-table.ts';
import type { GoalCell, GoalTable, PackClock } from '../regulation/schema/clock.ts';
import type { Condition } from '../regulation/schema/condition.ts';
import { parseSpan } from '../regulation/span.ts';
import type { ParsedSpan } from '../regulation/span.ts';
import type { FieldValues } from '../ticket/field-value.ts';
import { clauseOf } from './clause-of.ts';

/** A cell of a goal table, ready to be added to an instant. */
export interface ClockGoal {
  /** As the pack writes it. */
  readonly within: string;
  readonly span: ParsedSpan;
  readonly calendar: WorkingCalendar;
  /** The field values that chose it, outermost first, joined by `/`. */
  readonly chosenBy: string;
  readonly isProvisional: boolean;
}

/** A condition that pauses a clock, with the clause that says so. */
interface ClockPause {
  readonly while: Condition;
  readonly clause: string | null;
}

/** A clock of a pack with its goals looked up rather than parsed. */
export interface CompiledClock {
  readonly definition: PackClock;
  readonly clause: string | null;
  readonly pauses: readonly ClockPause[];
  readonly calendar: WorkingCalendar;
  /** The provisional goal of a ticket not yet classified, or one whose values have none; null without one. */
  readonly provisional: ClockGoal | null;
  /** The goal that a ticket's values choose; null when they choose none. */
  readonly goalFor: (fields: FieldValues) => ClockGoal | null;
}

type CompiledTable = ClockGoal | ReadonlyMap<string, CompiledTable>;

/** Packs never change once compiled, so each is prepared once. */
const prepared = new WeakMap<CompiledPack, readonly CompiledClock[]>();

/** The clocks of a pack in its order. */
export function clocksOf(pack: CompiledPack): readonly CompiledClock[] {
  const known = prepared.get(pack);
  if (known !== undefined) return known;
  const clocks = pack.clocks.map((definition) => compileClock(definition, pack));
  prepared.set(pack, clocks);
  return clocks;
}

function compileClock(definition: PackClock, pack: CompiledPack): CompiledClock {
  const calendarOf = (id: string | undefined): WorkingCalendar =>
    (id === undefined ? undefined : pack.calendars.get(id)) ?? pack.defaultCalendar;
  const goalOf = (cell: GoalCell, chosenBy: string, isProvisional: boolean): ClockGoal => {
    const { within, calendar } =
      typeof cell === 'string' ? { within: cell, calendar: definition.calendar } : cell;
    return { within, span: parseSpan(within), calendar: calendarOf(calendar), chosenBy, isProvisional };
  };
  const compile = (table: GoalTable, path: readonly string[]): CompiledTable =>
    isGoalCell(table)
      ? goalOf(table, path.join('/') || 'any', false)
      : new Map(Object.entries(table).map(([value, rest]) => [value, compile(rest, [...path, value])]));
  const goals = compile(definition.goals, []);
  const clause = clauseOf(definition);
  return {
    definition,
    clause,
    pauses: definition.pauses.map((pause) => ({ while: pause.while, clause: clauseOf(pause) ?? clause })),
    calendar: calendarOf(definition.calendar),
    provisional:
      definition.unclassified === undefined ? null : goalOf(definition.unclassified, 'unclassified', true),
    goalFor: (fields) => lookUp(goals, definition.by, fields),
  };
}

function lookUp(goals: CompiledTable, by: readonly string[], fields: FieldValues): ClockGoal | null {
  let table: CompiledTable | undefined = goals;
  for (const field of by) {
    if (table === undefined || isGoal(table)) break;
    table = table.get(String(fields[field]));
  }
  return table !== undefined && isGoal(table) ? table : null;
}

function isGoal(table: CompiledTable): table is ClockGoal {
  return 'span' in table;
}
