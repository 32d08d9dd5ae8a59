import type { Instant } from '../calendar/instant.ts';
import { whoIsOnDuty } from '../roster/who-is-on-duty.ts';
import { monthAt } from '../roster/roster-grid.ts';
import type { Directory, Person } from './evaluation.ts';

/**
 * Who of a line is on duty by the roster in force at an instant and is there, in the order of the roster. Empty without
 * a roster, outside every shift, in a break, and when none of them works here any more or is away: the lead is on duty
 * then.
 * @clause E 5.5, E 5.6
 */
export function findOnDuty(
  { rosters, people }: Directory,
  { groupId, at }: { readonly groupId: string; readonly at: Instant },
): readonly Person[] {
  const roster = rosters?.byMonth.get(monthAt(at, rosters.zone));
  if (rosters === undefined || roster === undefined) return [];
  return whoIsOnDuty(roster, { groupId, at, zone: rosters.zone }).flatMap(({ login }) => {
    const person = findPerson(people, login);
    return person?.isActive === true && !person.isOutOfOffice ? [person] : [];
  });
}

/**
 * On what it rests who is on duty: `roster:2026-12`, or `lead-on-duty` where the roster names nobody for that instant;
 * null where the regulation knows no roster.
 */
export function dutyEvidence(
  directory: Directory,
  place: { readonly groupId: string; readonly at: Instant },
): string | null {
  const { rosters } = directory;
  if (rosters === undefined) return null;
  return findOnDuty(directory, place).length > 0
    ? `roster:${monthAt(place.at, rosters.zone)}`
    : 'lead-on-duty';
}

/** A roster names people as a head types them: by login or e-mail, in any case. */
function findPerson(people: Directory['people'], name: string): Person | undefined {
  const wanted = name.trim().toLowerCase();
  return [...people.values()].find(
    ({ login, email }) => login.toLowerCase() === wanted || email?.toLowerCase() === wanted,
  );
}
