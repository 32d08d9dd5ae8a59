/** Lets one job through at a time; a job that comes while one of its kind waits is dropped. */
export interface Turnstile {
  enter(job: () => Promise<void>): Promise<void>;
  /** Lets nobody in any more and resolves when it is empty. */
  close(): Promise<void>;
}

export function createTurnstile(): Turnstile {
  let last: Promise<void> = Promise.resolve();
  let isClosed = false;
  const waiting = new Set<() => Promise<void>>();
  return {
    enter(job) {
      if (isClosed || waiting.has(job)) return Promise.resolve();
      waiting.add(job);
      const turn = last.then(async () => {
        waiting.delete(job);
        if (!isClosed) await job();
      });
      // Whoever entered hears of a failure; the next one gets their turn all the same.
      last = turn.catch(() => undefined);
      return turn;
    },
    close() {
      isClosed = true;
      return last;
    },
  };
}
