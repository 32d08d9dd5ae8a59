import { DateTime } from 'luxon';
import type { Instant } from '../calendar/instant.ts';
import type { Roster, Shift } from './roster.ts';

const MINUTES_PER_HOUR = 60;

/**
 * The shifts of a line that are on duty at an instant, in the order of the roster; who has a break then is not. Empty
 * outside the roster's month.
 * @clause E 5.6
 */
export function whoIsOnDuty(
  { shifts }: Roster,
  { groupId, at, zone }: { readonly groupId: string; readonly at: Instant; readonly zone: string },
): readonly Shift[] {
  const local = DateTime.fromMillis(at, { zone });
  const on = local.toISODate();
  const minutes = local.hour * MINUTES_PER_HOUR + local.minute;
  return shifts.filter(
    (shift) =>
      shift.on === on &&
      shift.groupId === groupId &&
      covers(shift, minutes) &&
      !shift.breaks.some((pause) => covers(pause, minutes)),
  );
}

function covers(
  { fromMinutes, toMinutes }: Pick<Shift, 'fromMinutes' | 'toMinutes'>,
  minutes: number,
): boolean {
  return fromMinutes <= minutes && minutes < toMinutes;
}
