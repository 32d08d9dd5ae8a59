import { listGoals, watchTerm } from './kyiv-terms.ts';
import type { TermName } from './kyiv-terms.ts';
import type { Week } from './kyiv-week.ts';
import type { RawLife, RawSave } from './raw-lives.ts';
import { whenShown } from './stop-watch.ts';
import type { WatchReading } from './stop-watch.ts';

/** A term that ran out. */
export interface Late {
  readonly term: TermName;
  /** When it ran out by a class; no sooner than that class was entered. */
  readonly at: number;
  /** Another class was entered later. */
  readonly isWithdrawn: boolean;
}

/** When a term of a ticket ran out, by each class that it had: what stopped is judged by the class it then had. */
export function findLate(
  life: RawLife,
  term: TermName,
  { time, to }: Pick<Week, 'time' | 'to'>,
): readonly Late[] {
  const reading = watchTerm(life, term, { time, until: to - 1 });
  const goals = listJudgingGoals(life, term, reading);
  return goals.flatMap(({ since, goalMs }, place) => {
    const ranOutAt = whenLate(goalMs, reading, time);
    const next = goals[place + 1];
    const isOver = ranOutAt !== null && (next === undefined || ranOutAt < next.since - 1);
    return isOver ? [{ term, at: Math.max(ranOutAt, since), isWithdrawn: next !== undefined }] : [];
  });
}

/** The classes up to the stop, if the watch has stopped; the first one after it where there was none before. */
export function listJudgingGoals(
  life: RawLife,
  term: TermName,
  { isStopped, stops }: WatchReading,
): ReturnType<typeof listGoals> {
  const stop = isStopped ? stops.at(-1) : undefined;
  const all = listGoals(life, term);
  const known = all.filter(({ index }) => stop === undefined || index <= stop.index);
  return known.length === 0 ? all.slice(0, 1) : known;
}

/** Late begins where the watch would show more than it may: after a closing hour, at the next opening. */
function whenLate(goalMs: number, { usedMs, runs }: WatchReading, time: Week['time']): number | null {
  if (usedMs <= goalMs) return null;
  const firstLateAt = whenShown(goalMs + 1, runs, time);
  return firstLateAt === null ? null : firstLateAt - 1;
}

/** How a ticket stood for the longest part of the time on a watch. */
export interface LongestStay {
  readonly group: string;
  readonly state: string;
  readonly hasOwner: boolean;
  readonly ms: number;
}

/** With whom, in which state, with or without a responsible person most of the time on the watch went by. */
export function findLongest(
  { saves }: RawLife,
  { runs }: WatchReading,
  { time, to }: Pick<Week, 'time' | 'to'>,
): LongestStay | undefined {
  const stays = new Map<string, LongestStay>();
  saves.forEach(({ at, after }, index) => {
    const until = saves[index + 1]?.at ?? to - 1;
    const ms = runs.reduce(
      (sum, run) => sum + time.between(Math.max(at, run.from), Math.min(until, run.to)),
      0,
    );
    const stay = stayOf(after);
    const key = JSON.stringify(stay);
    stays.set(key, { ...stay, ms: ms + (stays.get(key)?.ms ?? 0) });
  });
  return [...stays.values()].sort((one, other) => other.ms - one.ms)[0];
}

function stayOf(values: RawSave['after']): Omit<LongestStay, 'ms'> {
  return {
    group: String(values['group']),
    state: String(values['state']),
    hasOwner: values['owner'] !== null,
  };
}
