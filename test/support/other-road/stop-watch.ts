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

/** A span of time on the wall, `[from, to)`, both epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A watch run over a life. */
export interface WatchReading {
  readonly stops: readonly Stop[];
  readonly isStopped: boolean;
  readonly isHeld: boolean;
  /** At the last stop, or at the end of what is known where it runs. */
  readonly usedMs: number;
  /** When it ran, oldest first. */
  readonly runs: readonly Span[];
  /** How much of what would have counted it was held. */
  readonly heldMs: number;
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
  const runs: Span[] = [];
  let usedMs = 0;
  let heldMs = 0;
  let runsSince: number | null = saves[from]?.at ?? null;
  let heldSince: number | null = null;
  let isStopped = false;
  const halt = (at: number): void => {
    if (runsSince !== null) {
      usedMs += between(runsSince, at);
      runs.push({ from: runsSince, to: at });
    }
    if (heldSince !== null) heldMs += between(heldSince, at);
    runsSince = null;
    heldSince = null;
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
    const isHeldNow = rules.holds?.(save) === true;
    if (isHeldNow === (heldSince !== null) && (isHeldNow || runsSince !== null)) continue;
    halt(save.at);
    if (isHeldNow) heldSince = save.at;
    else runsSince = save.at;
  }
  const isHeld = heldSince !== null;
  if (!isStopped) halt(until);
  return { stops, isStopped, isHeld, usedMs, runs, heldMs };
}

/** When the watch showed so much, by when it ran; null where it never did. */
export function whenShown(
  wantedMs: number,
  runs: readonly Span[],
  time: {
    readonly between: (from: number, to: number) => number;
    readonly after: (from: number, ms: number) => number;
  },
): number | null {
  let left = wantedMs;
  for (const { from, to } of runs) {
    const ms = time.between(from, to);
    if (ms >= left) return time.after(from, left);
    left -= ms;
  }
  return null;
}
