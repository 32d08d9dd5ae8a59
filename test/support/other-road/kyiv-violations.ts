import { findLate } from './kyiv-late.ts';
import { NOTICES, VIOLATIONS } from './kyiv-labels.ts';
import { isUncounted } from './kyiv-terms.ts';
import { listUntold } from './kyiv-untold.ts';
import type { Week } from './kyiv-week.ts';
import type { RawLife } from './raw-lives.ts';

/** A clause that was violated: which, when, of which ticket and in which way. */
export interface Violation {
  readonly number: string;
  readonly at: number;
  readonly what: string;
  readonly clause: string;
  readonly isWithdrawn: boolean;
}

/** What the week found violated of the terms, of the notices and of closing without a class, oldest first. */
export function listViolations(lives: readonly RawLife[], week: Week): readonly Violation[] {
  const counted = lives.filter((life) => !isUncounted(life));
  const untold = listUntold(counted, week).map(({ notice, ...each }) => ({
    ...each,
    what: notice,
    isWithdrawn: false,
  }));
  const others = counted.flatMap((life) => [...lateOf(life, week), ...unclassifiedOf(life)]);
  return [...untold, ...others]
    .filter(({ at }) => at >= week.from && at < week.to)
    .sort((one, other) => one.at - other.at);
}

function lateOf(life: RawLife, week: Week): readonly Violation[] {
  return (['reaction', 'resolution'] as const).flatMap((term) =>
    findLate(life, term, week).map(({ at, isWithdrawn }) => ({
      number: life.number,
      at,
      what: term,
      clause: 'п. 4.9.1',
      isWithdrawn,
    })),
  );
}

function unclassifiedOf({ number, saves }: RawLife): readonly Violation[] {
  return saves.flatMap(({ at, before, after }) => {
    const isClosing = before['state'] !== 'closed' && after['state'] === 'closed';
    const isClassified = after['request_type'] !== null && after['priority'] !== '2 normal';
    return isClosing && !isClassified
      ? [{ number, at, what: 'unclassified', clause: 'п. 4.9.2', isWithdrawn: false }]
      : [];
  });
}

/** As the list of violations shows it, its time to the minute. */
export function lineOf({ number, at, what, clause, isWithdrawn }: Violation, time: Week['time']): string {
  const words = VIOLATIONS[what] ?? `Заявника вчасно не повідомлено: ${NOTICES[what] ?? what}`;
  return [time.minuteOf(at), number, words, clause, isWithdrawn ? 'так' : ''].join(' | ');
}

/** Clause, how often it was violated, and of which tickets, each named once; without what was withdrawn. */
export function countByClause(
  violations: readonly Violation[],
): (readonly [clause: string, count: number, numbers: string])[] {
  const standing = violations.filter(({ isWithdrawn }) => !isWithdrawn);
  return [...new Set(standing.map(({ clause }) => clause))].map((wanted) => {
    const numbers = standing.filter(({ clause }) => clause === wanted).map(({ number }) => number);
    return [wanted, numbers.length, [...new Set(numbers)].join(', ')];
  });
}
