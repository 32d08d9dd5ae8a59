import type { Instant } from '../calendar/instant.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { isFieldGoal, isGoalCell } from '../regulation/goal-table.ts';
import type { FieldGoal, GoalCell, GoalTable, PackClock } from '../regulation/schema/clock.ts';
import { parseSpan } from '../regulation/span.ts';
import type { ParsedSpan } from '../regulation/span.ts';
import type { FieldValues } from '../ticket/field-value.ts';
import { eventOf, testOf } from '../ticket/holds.ts';
import type { PreparedEvent, Test } from '../ticket/holds.ts';
import type { FixedEnd } from './add-span.ts';
import { clauseOf } from './clause-of.ts';

/** A cell of a goal table, ready to be added to an instant. */
export interface ClockGoal {
  /** As the pack writes it; where people set the term, the field it stands in. */
  readonly within: string;
  readonly span: ParsedSpan | FixedEnd;
  readonly calendar: WorkingCalendar;
  /** The field values that chose it, outermost first, joined by `/`; at last the instant that people set. */
  readonly chosenBy: string;
  readonly isProvisional: boolean;
}

/** A condition that pauses a clock, with the clause that says so. */
interface ClockPause {
  readonly while: Test;
  readonly clause: string | null;
}

/** A clock of a pack with its goals looked up rather than parsed. */
export interface CompiledClock {
  readonly definition: PackClock;
  readonly clause: string | null;
  /** Whether the clock is one of such a ticket's; null: of every ticket's. */
  readonly applies: Test | null;
  readonly starts: PreparedEvent;
  readonly stops: PreparedEvent;
  readonly resumes: PreparedEvent | null;
  readonly restarts: PreparedEvent | null;
  readonly pauses: readonly ClockPause[];
  readonly calendar: WorkingCalendar;
  /** The provisional goal of a ticket not yet classified, or one whose values have none; null without one. */
  readonly provisional: ClockGoal | null;
  /** The goal that a ticket's values choose; null when they choose none. */
  readonly goalFor: (fields: FieldValues) => ClockGoal | null;
}

/** A goal whose instant stands in a field. */
interface TermInField {
  readonly field: string;
  readonly goalAt: (at: Instant) => ClockGoal;
}

type TimedGoal = Exclude<GoalCell, FieldGoal>;

type CompiledTable = ClockGoal | TermInField | ReadonlyMap<string, CompiledTable>;

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

/** One of them by its id; undefined when the pack has none of that id. */
export function clockOf(clockId: string, pack: CompiledPack): CompiledClock | undefined {
  return clocksOf(pack).find(({ definition }) => definition.id === clockId);
}

function compileClock(definition: PackClock, pack: CompiledPack): CompiledClock {
  const calendarOf = (id: string | undefined): WorkingCalendar =>
    (id === undefined ? undefined : pack.calendars.get(id)) ?? pack.defaultCalendar;
  const goalOf = (cell: TimedGoal, chosenBy: string, isProvisional: boolean): ClockGoal => {
    const { within, calendar } =
      typeof cell === 'string' ? { within: cell, calendar: definition.calendar } : cell;
    return { within, span: parseSpan(within), calendar: calendarOf(calendar), chosenBy, isProvisional };
  };
  const compile = (table: GoalTable, path: readonly string[]): CompiledTable => {
    if (!isGoalCell(table)) {
      return new Map(Object.entries(table).map(([value, rest]) => [value, compile(rest, [...path, value])]));
    }
    return isFieldGoal(table)
      ? termInField(table, path, calendarOf(definition.calendar))
      : goalOf(table, path.join('/') || 'any', false);
  };
  const goals = compile(definition.goals, []);
  const clause = clauseOf(definition);
  return {
    definition,
    clause,
    applies: definition.applies === undefined ? null : testOf(definition.applies),
    starts: eventOf(definition.starts),
    stops: eventOf(definition.stops),
    resumes: definition.resumes === undefined ? null : eventOf(definition.resumes),
    restarts: definition.restarts === undefined ? null : eventOf(definition.restarts),
    pauses: definition.pauses.map((pause) => ({
      while: testOf(pause.while),
      clause: clauseOf(pause) ?? clause,
    })),
    calendar: calendarOf(definition.calendar),
    provisional:
      definition.unclassified === undefined ? null : goalOf(definition.unclassified, 'unclassified', true),
    goalFor: (fields) => lookUp(goals, definition.by, fields),
  };
}

function termInField({ field }: FieldGoal, path: readonly string[], calendar: WorkingCalendar): TermInField {
  return {
    field,
    goalAt: (at) => ({
      within: field,
      span: { kind: 'fixed-end', at },
      calendar,
      chosenBy: [...path, String(at)].join('/'),
      isProvisional: false,
    }),
  };
}

function lookUp(goals: CompiledTable, by: readonly string[], fields: FieldValues): ClockGoal | null {
  let table: CompiledTable | undefined = goals;
  for (const field of by) {
    if (table === undefined || !('get' in table)) break;
    table = table.get(String(fields[field]));
  }
  if (table === undefined || 'get' in table) return null;
  return 'span' in table ? table : goalInField(table, fields);
}

function goalInField({ field, goalAt }: TermInField, fields: FieldValues): ClockGoal | null {
  const at = fields[field];
  return typeof at === 'number' ? goalAt(at) : null;
}
