import { AppError } from '../../app-error.ts';
import { compileCalendar } from '../../calendar/compile-calendar.ts';
import { MS_PER_DAY, MS_PER_HOUR } from '../../calendar/instant.ts';
import type { Instant } from '../../calendar/instant.ts';
import type { WorkingCalendar } from '../../calendar/working-calendar.ts';
import { validateCalendar } from '../../calendar/validate-calendar.ts';
import { defineCalendar } from '../compile-calendars.ts';
import type { PackDocument } from '../pack-document.ts';
import { isFieldGoal } from '../goal-table.ts';
import type { FieldGoal, GoalCell, PackClock } from '../schema/clock.ts';
import { parseSpan } from '../span.ts';

const HOURS_OF_YEAR = 365 * 24;

interface GoalPlace {
  readonly clock: PackClock;
  readonly document: PackDocument;
}

/** An amount of working time, or of time on the wall when it has no calendar. */
interface GoalLength {
  readonly ms: number;
  readonly calendar: WorkingCalendar | null;
}

/**
 * How one goal compares with another: both in working time on the regular day of its calendar, otherwise on the wall,
 * for every start in the pack's first year. What a faulty calendar says is compared when the calendar is mended.
 */
export function compareGoals(
  one: GoalCell | null,
  other: GoalCell | null,
  place: GoalPlace,
): 'shorter' | 'equal' | 'longer' | 'unknown' {
  if (one === null || other === null) return 'equal';
  if (isFieldGoal(one) || isFieldGoal(other)) return isSameField(one, other) ? 'equal' : 'unknown';
  const [a, b] = [lengthOf(one, place), lengthOf(other, place)];
  if (a === null || b === null) return 'equal';
  if ((a.calendar === null) === (b.calendar === null)) return order(a.ms, b.ms);
  const [wallOfA, wallOfB] = [onWall(a, place), onWall(b, place)];
  if (wallOfA.longestMs <= wallOfB.shortestMs) return 'shorter';
  return wallOfA.shortestMs >= wallOfB.longestMs ? 'longer' : 'unknown';
}

function order(a: number, b: number): 'shorter' | 'equal' | 'longer' {
  return a === b ? 'equal' : a < b ? 'shorter' : 'longer';
}

function isSameField(one: GoalCell, other: GoalCell): boolean {
  return isFieldGoal(one) && isFieldGoal(other) && one.field === other.field;
}

function lengthOf(cell: Exclude<GoalCell, FieldGoal>, { clock, document }: GoalPlace): GoalLength | null {
  const [within, own] = typeof cell === 'string' ? [cell, undefined] : [cell.within, cell.calendar];
  const span = parseSpan(within);
  const calendar = calendarOf(own ?? clock.calendar ?? document.calendars.default, document);
  switch (span.kind) {
    case 'working':
      return calendar === null ? null : { ms: span.durationMs, calendar };
    case 'working-days':
      return calendar === null ? null : { ms: span.days * calendar.workingDayMs, calendar };
    case 'elapsed':
      return { ms: span.durationMs, calendar: null };
    case 'calendar-days':
      return { ms: span.days * MS_PER_DAY, calendar: null };
    case 'years':
      return { ms: span.years * 365 * MS_PER_DAY, calendar: null };
  }
}

/** What a goal takes on the wall, of starts on every hour of the pack's first year; without end where hours run out. */
function onWall(
  { ms, calendar }: GoalLength,
  { document }: GoalPlace,
): { shortestMs: number; longestMs: number } {
  if (calendar === null) return { shortestMs: ms, longestMs: ms };
  const fromAt = Date.parse(`${document.pack.effective_from}T00:00:00Z`);
  let [shortestMs, longestMs] = [Infinity, 0];
  for (let hour = 0; hour < HOURS_OF_YEAR; hour += 1) {
    const startAt = fromAt + hour * MS_PER_HOUR;
    const takenMs = usedUpAt(calendar, startAt, ms) - startAt;
    [shortestMs, longestMs] = [Math.min(shortestMs, takenMs), Math.max(longestMs, takenMs)];
    if (longestMs === Infinity) break;
  }
  return { shortestMs, longestMs };
}

function usedUpAt(calendar: WorkingCalendar, startAt: Instant, workingMs: number): Instant {
  try {
    return calendar.add(startAt, workingMs);
  } catch (error) {
    if (error instanceof AppError && error.code === 'input') return Infinity;
    throw error;
  }
}

const calendarsOf = new WeakMap<PackDocument, Map<string, WorkingCalendar | null>>();

/** A calendar of a document, compiled once; null when there is none that counts. */
function calendarOf(id: string, document: PackDocument): WorkingCalendar | null {
  const known = calendarsOf.get(document) ?? new Map<string, WorkingCalendar | null>();
  calendarsOf.set(document, known);
  const compiled = known.get(id);
  if (compiled !== undefined) return compiled;
  const calendar = document.calendars.calendars.find((each) => each.id === id);
  const definition = calendar === undefined ? null : defineCalendar(calendar, document.overlay);
  const counts = definition !== null && validateCalendar(definition).length === 0;
  const made = counts ? compileCalendar(definition) : null;
  known.set(id, made !== null && made.workingDayMs > 0 ? made : null);
  return known.get(id) ?? null;
}
