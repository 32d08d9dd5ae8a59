import type { RawLife, RawSave } from './raw-lives.ts';

/** What starts again, stops and holds a watch. */
export interface WatchRules {
  readonly stops: (save: RawSave, index: number) => boolean;
  readonly resumes?: (save: RawSave) => boolean;
  /** While the ticket stands like this after a save, the watch is held. */
  readonly holds?: (save: RawSave) => boolean;
}

/** A press of the stop button: after so many milliseconds on the watch. */
interface Stop {
  readonly index: number;
  readonly at: number;
  readonly usedMs: number;
}

/** A watch run over a life. */
export interface WatchReading {
  readonly stops: readonly Stop[];
  readonly isStopped: boolean;
  /** At the last stop, or at the end of what is known where it runs. */
  readonly usedMs: number;
}

/** Runs a watch from one save of a life on; `between` says how much of a span counts. */
export function runWatch(
  { saves }: RawLife,
  rules: WatchRules,
  {
    from,
    until,
    between,
  }: {
    readonly from: number;
    readonly until: number;
    readonly between: (from: number, to: number) => number;
  },
): WatchReading {
  const stops: Stop[] = [];
  let usedMs = 0;
  let runsSince: number | null = saves[from]?.at ?? null;
  let isStopped = false;
  const halt = (at: number): void => {
    if (runsSince !== null) usedMs += between(runsSince, at);
    runsSince = null;
  };
  for (const [index, save] of saves.entries()) {
    if (index < from) continue;
    if (!isStopped && rules.stops(save, index)) {
      halt(save.at);
      isStopped = true;
      stops.push({ index, at: save.at, usedMs });
    }
    if (isStopped && rules.resumes?.(save) === true) isStopped = false;
    if (isStopped) continue;
    if (rules.holds?.(save) === true) halt(save.at);
    else runsSince ??= save.at;
  }
  if (!isStopped) halt(until);
  return { stops, isStopped, usedMs };
}
