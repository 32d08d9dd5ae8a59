import { MS_PER_DAY, MS_PER_MINUTE } from '../calendar/instant.ts';
import type { Instant, LocalDate } from '../calendar/instant.ts';
import { dayNumberOf } from '../calendar/local-day.ts';
import { createWallClock } from '../calendar/wall-clock.ts';
import type { Roster, Shift } from './roster.ts';
import { writeShift, writeSpan } from './write-shift.ts';

/** What a version changes about one consultant's day, as cells give it; '' where there was or is no shift. */
export interface RosterChange {
  readonly on: LocalDate;
  readonly groupId: string;
  readonly login: string;
  readonly before: string;
  readonly after: string;
}

/** The days on which a new version changes a shift or break that had begun at `at`, in order of days. */
export function findLateChanges(
  before: Roster,
  after: Roster,
  { at, zone }: { readonly at: Instant; readonly zone: string },
): readonly RosterChange[] {
  const wallClock = createWallClock(zone);
  const startOf = (on: LocalDate, minutes: number): Instant =>
    wallClock.instantOf((dayNumberOf(on) ?? 0) * MS_PER_DAY + minutes * MS_PER_MINUTE);
  const was = byConsultantAndDay(before);
  const is = byConsultantAndDay(after);
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((key) => {
    const [old = [], young = []] = [was.get(key), is.get(key)];
    const [first] = [...old, ...young];
    const changed = differingStarts(old, young);
    if (first === undefined || !changed.some((minutes) => startOf(first.on, minutes) < at)) return [];
    const { on, groupId, login } = first;
    return [{ on, groupId, login, before: writeDay(old), after: writeDay(young) }];
  });
}

function byConsultantAndDay({ shifts }: Roster): ReadonlyMap<string, readonly Shift[]> {
  const days = new Map<string, Shift[]>();
  for (const shift of shifts) {
    const key = `${shift.on} ${shift.groupId} ${shift.login.toLowerCase()}`;
    days.set(key, [...(days.get(key) ?? []), shift]);
  }
  return days;
}

/** When the shifts and breaks begin that only one of the two days has, in minutes since midnight. */
function differingStarts(one: readonly Shift[], other: readonly Shift[]): readonly number[] {
  const [left, right] = [spansOf(one), spansOf(other)];
  return [...left, ...right].flatMap(([name, minutes]) =>
    left.has(name) && right.has(name) ? [] : [minutes],
  );
}

function spansOf(shifts: readonly Shift[]): ReadonlyMap<string, number> {
  return new Map(
    shifts.flatMap((shift) => [
      [`shift ${writeSpan(shift)}`, shift.fromMinutes] as const,
      ...shift.breaks.map((pause) => [`break ${writeSpan(pause)}`, pause.fromMinutes] as const),
    ]),
  );
}

function writeDay(shifts: readonly Shift[]): string {
  return shifts.map(writeShift).join('; ');
}
