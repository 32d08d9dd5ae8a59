import { rebuildWeekly } from '../rebuild-weekly.ts';
import type { RawDump } from '../rebuild-weekly.ts';
import { findLongest, listJudgingGoals } from './kyiv-late.ts';
import { isUncounted, judgeTerm, watchTerm } from './kyiv-terms.ts';
import { isInWeek, isOpen } from './kyiv-week.ts';
import type { Week } from './kyiv-week.ts';
import { valuesOf } from './raw-lives.ts';
import type { RawLife, RawValues } from './raw-lives.ts';

/** Tickets counted as the page counts all: what came in the week, what was there before, and how they ended. */
export interface Counted {
  readonly received: number;
  readonly carriedOver: number;
  readonly resolved: number;
  readonly open: number;
  readonly total: number;
}

/** Counts the tickets of a week that stand like that at its end. */
export function countApart(
  lives: readonly RawLife[],
  week: Week,
  is: (values: RawValues) => boolean,
): Counted {
  const counted = listCounted(lives, week).filter((life) => is(valuesOf(life)));
  const received = counted.filter(({ createdAt }) => createdAt >= week.from).length;
  const open = counted.filter((life) => isOpen(valuesOf(life))).length;
  const total = counted.length;
  return { received, carriedOver: total - received, resolved: total - open, open, total };
}

/** Tickets held up for one reason. */
export interface Held {
  readonly open: number;
  readonly closed: number;
  readonly total: number;
  /** For how long the watch of their resolution was held, in hours. */
  readonly hours: number;
}

/** Counts the tickets of a week for which a reason is given at its end. */
export function countHeld(lives: readonly RawLife[], week: Week, is: (hindrance: string) => boolean): Held {
  const held = listCounted(lives, week).filter((life) => {
    const { hindrance } = valuesOf(life);
    return hindrance != null && is(hindrance);
  });
  const open = held.filter((life) => isOpen(valuesOf(life))).length;
  const until = week.to - 1;
  const ms = held.map((life) => watchTerm(life, 'resolution', { time: week.time, until }).heldMs);
  const hours = ms.reduce((sum, each) => sum + each, 0) / 3_600_000;
  return { open, closed: held.length - open, total: held.length, hours };
}

/** A term that ran out and was not stopped before the week, and where the time went; times to the minute. */
export interface Breach {
  readonly number: string;
  readonly goalHours: number;
  readonly stopped: string | null;
  readonly overdueHours: number;
  readonly group: string;
  readonly state: string;
  readonly hasOwner: boolean;
  readonly longestHours: number;
}

/** What ran out of one term in a week, in order of arrival. */
export function listBreaches(
  lives: readonly RawLife[],
  term: 'reaction' | 'resolution',
  week: Week,
): readonly Breach[] {
  const { time, to } = week;
  return [...listCounted(lives, week)]
    .filter((life) => judgeTerm(life, term, week).verdict === 'late')
    .sort((one, other) => one.createdAt - other.createdAt)
    .map((life) => {
      const reading = watchTerm(life, term, { time, until: to - 1 });
      const goalMs = listJudgingGoals(life, term, reading).at(-1)?.goalMs ?? 0;
      const longest = findLongest(life, reading, week);
      const stop = reading.isStopped ? reading.stops.at(-1) : undefined;
      return {
        number: life.number,
        goalHours: goalMs / 3_600_000,
        stopped: stop === undefined ? null : time.minuteOf(stop.at),
        overdueHours: (reading.usedMs - goalMs) / 3_600_000,
        group: longest?.group ?? '',
        state: longest?.state ?? '',
        hasOwner: longest?.hasOwner === true,
        longestHours: (longest?.ms ?? 0) / 3_600_000,
      };
    });
}

/** Begin, end, received, carried over, resolved, open and the share of the resolved, for so many weeks up to one. */
export function countTrend(
  dump: RawDump,
  { time, from, to }: Week,
  count: number,
): readonly (readonly (string | number)[])[] {
  return Array.from({ length: count }, (_, index) => {
    const backMs = (count - 1 - index) * 7 * 86_400_000;
    const [begin, end] = [new Date(from - backMs).toISOString(), new Date(to - backMs).toISOString()];
    const { received, carriedOver, resolved, open } = rebuildWeekly(dump, begin, end);
    const share = resolved + open === 0 ? '—' : Math.round((resolved / (resolved + open)) * 1000) / 1000;
    return [
      time.minuteOf(from - backMs),
      time.minuteOf(to - backMs),
      received,
      carriedOver,
      resolved,
      open,
      share,
    ];
  });
}

function listCounted(lives: readonly RawLife[], week: Week): readonly RawLife[] {
  return lives.filter((life) => isInWeek(life, week) && !isUncounted(life));
}
