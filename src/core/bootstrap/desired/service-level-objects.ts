import type { PackClock } from '../../regulation/schema/clock.ts';
import type { DesiredServiceLevel, Remark } from '../desired-object.ts';
import { type AnyOf, joinAlternatives } from '../field-test.ts';
import { isSameJson, type Json } from '../json.ts';
import { translateCondition, translateValues } from '../translate-condition.ts';
import { calendarName } from './calendar-objects.ts';
import { type GoalChoice, goalChoices, nativeGoal } from './goal-cells.ts';
import { clausesOf } from './identity.ts';
import type { Scope, Share } from './scope.ts';

/** The native deadlines of the tickets with one choice of values. */
interface Deadlines {
  readonly choice: GoalChoice;
  readonly calendarId: string;
  readonly firstResponseMinutes: number | null;
  readonly solutionMinutes: number | null;
}

/**
 * The helpdesk's own deadlines, from the clocks marked `native`: one object for each combination of the values that
 * choose their goals. A ticket gets one such object, the first by name, so names are numbered, and clocks that count
 * for other tickets or in another calendar than the leading one are remarked and left to us.
 */
export function serviceLevelObjects(scope: Scope): Share {
  const native = scope.pack.clocks.filter((clock) => clock.native !== undefined);
  const leading = native.find((clock) => clock.native === 'solution') ?? native[0];
  if (leading === undefined) return { objects: [], remarks: [] };
  const when = translateCondition(leading.applies, scope);
  if (!when.isPossible) return { objects: [], remarks: [remarkOn(leading, when.because)] };
  const second = native.find((clock) => clock.native !== leading.native && isForSameTickets(clock, leading));
  const clocks = second === undefined ? [leading] : [leading, second];
  const remarks = native
    .filter((clock) => !clocks.includes(clock))
    .map((clock) => remarkOn(clock, `${leading.id} has the helpdesk's one deadline of these tickets`));
  const objects = goalChoices([...new Set(clocks.flatMap(({ by }) => by))], scope.pack)
    .map((choice) => deadlinesOf(choice, clocks, { scope, remarks }))
    .filter((deadlines) => deadlines.firstResponseMinutes !== null || deadlines.solutionMinutes !== null)
    .map((deadlines, index) => serviceLevel(deadlines, index, { scope, anyOf: when.anyOf, clocks }));
  return { objects, remarks };
}

function isForSameTickets(a: PackClock, b: PackClock): boolean {
  return isSameJson((a.applies ?? null) as Json, (b.applies ?? null) as Json);
}

function deadlinesOf(
  choice: GoalChoice,
  clocks: readonly PackClock[],
  { scope, remarks }: { readonly scope: Scope; readonly remarks: Remark[] },
): Deadlines {
  const minutes = new Map<PackClock['native'], number>();
  let calendarId: string | null = null;
  for (const clock of clocks) {
    const goal = nativeGoal(clock, choice, scope.pack);
    if (goal === null) continue;
    const because =
      'because' in goal
        ? goal.because
        : calendarId !== null && goal.calendarId !== calendarId
          ? `${goal.calendarId} is not the calendar of the other deadline`
          : null;
    if ('minutes' in goal && because === null) {
      minutes.set(clock.native, goal.minutes);
      calendarId = goal.calendarId;
    } else remarks.push(remarkOn(clock, `${[...choice.values()].join(', ')}: ${because ?? ''}`));
  }
  return {
    choice,
    calendarId: calendarId ?? '',
    firstResponseMinutes: minutes.get('first-response') ?? null,
    solutionMinutes: minutes.get('solution') ?? null,
  };
}

function serviceLevel(
  { choice, calendarId, ...minutes }: Deadlines,
  index: number,
  made: { readonly scope: Scope; readonly anyOf: AnyOf; readonly clocks: readonly PackClock[] },
): DesiredServiceLevel {
  const { naming, pack } = made.scope;
  const number = String(index + 1).padStart(2, '0');
  const chosen = translateValues(Object.fromEntries(choice), made.scope);
  return {
    kind: 'service-level',
    key: `service-level:${[...choice.values()].join('/')}`,
    name: [
      `${pack.manifest.letter} ${number}`,
      ...[...choice].map(([field, value]) => naming.shown(field, value)),
    ].join(' · '),
    previously: [],
    clauses: [...new Set(made.clocks.flatMap(clausesOf))],
    calendar: calendarName(calendarId, made.scope),
    when: joinAlternatives(made.anyOf, chosen.isPossible ? chosen.anyOf : []),
    ...minutes,
  };
}

function remarkOn(clock: PackClock, because: string): Remark {
  return { key: `clock:${clock.id}`, message: `no deadline of the helpdesk's own: ${because}` };
}
