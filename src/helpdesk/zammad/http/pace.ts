/** Waits for the caller's turn. */
export type Pace = () => Promise<void>;

/**
 * Spaces calls evenly so that no more than `perSecond` begin in a second; 0 = no limit.
 * Every token request queues a job in Zammad's one worker, ahead of its own mail (6.5).
 */
export function createPace(perSecond: number, now: () => number, sleep: (ms: number) => Promise<void>): Pace {
  if (perSecond <= 0) return () => Promise.resolve();
  const intervalMs = 1000 / perSecond;
  let nextTurnAt = 0;
  return async () => {
    const turnAt = Math.max(now(), nextTurnAt);
    nextTurnAt = turnAt + intervalMs;
    const waitMs = turnAt - now();
    if (waitMs > 0) await sleep(waitMs);
  };
}
