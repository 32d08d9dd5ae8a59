import { AppError } from '../../app-error.ts';
import type { CompiledPack } from '../../regulation/compiled-pack.ts';
import { isFieldGoal, isGoalCell } from '../../regulation/goal-table.ts';
import { type GoalTable, type PackClock } from '../../regulation/schema/clock.ts';
import { Span } from '../../regulation/schema/scalars.ts';

/** Another goal for one cell of a clock's table: `resolution.error.high=12h`. */
export interface GoalChange {
  readonly clockId: string;
  /** The values that choose the cell, outermost first; `unclassified` for the provisional goal. */
  readonly values: readonly string[];
  readonly within: Span;
}

/**
 * Reads `CLOCK.VALUE.VALUE=SPAN`.
 * @throws AppError `input` when it is not of that form
 */
export function parseGoalChange(text: string): GoalChange {
  const [place = '', span = ''] = text.split('=');
  const [clockId = '', ...values] = place.split('.');
  const within = Span.safeParse(span.trim());
  if (clockId !== '' && within.success) return { clockId: clockId.trim(), values, within: within.data };
  throw new AppError(
    'input',
    `"${text}" is no goal; write CLOCK.VALUE.VALUE=SPAN, e.g. resolution.error.high=12h`,
  );
}

/**
 * The pack with another goal in one cell; everything else, and the cell's own calendar, stays.
 * @throws AppError `input` when the clock has no such cell
 */
export function withGoal(pack: CompiledPack, change: GoalChange): CompiledPack {
  const { clockId, values, within } = change;
  if (pack.clocks.every(({ id }) => id !== clockId)) {
    const known = pack.clocks.map(({ id }) => id).join(', ');
    throw new AppError('input', `the pack has no clock "${clockId}"; it has: ${known}`);
  }
  const place = [clockId, ...values].join('.');
  const changed = (clock: PackClock): PackClock =>
    values.length === 1 && values[0] === 'unclassified'
      ? { ...clock, unclassified: within }
      : { ...clock, goals: replaceCell(clock.goals, values, { within, place }) };
  return {
    ...pack,
    hash: `${pack.hash}+${place}=${within}`,
    clocks: pack.clocks.map((clock) => (clock.id === clockId ? changed(clock) : clock)),
  };
}

function replaceCell(
  table: GoalTable,
  [value, ...inner]: readonly string[],
  { within, place }: { readonly within: Span; readonly place: string },
): GoalTable {
  if (isGoalCell(table)) {
    if (isFieldGoal(table))
      throw new AppError('input', `${place}: that term stands in a field of the ticket`);
    if (value !== undefined)
      throw new AppError('input', `${place}: one goal serves everything from "${value}" up; name that`);
    return typeof table === 'string' ? within : { ...table, within };
  }
  const part = value === undefined || !Object.hasOwn(table, value) ? undefined : table[value];
  if (value === undefined || part === undefined) {
    throw new AppError('input', `${place}: no such goal; there are: ${Object.keys(table).join(', ')}`);
  }
  return { ...table, [value]: replaceCell(part, inner, { within, place }) };
}

/** A calendar that another one of the pack stands in for: `kyiv-9x5=kyiv-24x7`. */
export interface CalendarChange {
  readonly id: string;
  readonly by: string;
}

/**
 * Reads `CALENDAR=CALENDAR`.
 * @throws AppError `input` when it is not of that form
 */
export function parseCalendarChange(text: string): CalendarChange {
  const [id = '', by = '', ...rest] = text.split('=').map((part) => part.trim());
  if (id !== '' && by !== '' && rest.length === 0) return { id, by };
  throw new AppError(
    'input',
    `"${text}" is no change of calendar; write CALENDAR=CALENDAR with ids of the pack`,
  );
}

/**
 * The pack with one of its calendars in the place of another.
 * @throws AppError `input` when the pack lacks one of them
 */
export function withCalendar(pack: CompiledPack, { id, by }: CalendarChange): CompiledPack {
  const [replaced, calendar] = [pack.calendars.get(id), pack.calendars.get(by)];
  if (replaced === undefined || calendar === undefined) {
    throw new AppError('input', `the pack's calendars are: ${[...pack.calendars.keys()].join(', ')}`);
  }
  return {
    ...pack,
    hash: `${pack.hash}+${id}=${by}`,
    calendars: new Map(pack.calendars).set(id, calendar),
    defaultCalendar: pack.defaultCalendar === replaced ? calendar : pack.defaultCalendar,
  };
}
