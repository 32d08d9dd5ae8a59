import type { Instant } from '../core/calendar/instant.ts';

/** The time of day and the passing of it, handed in so that tests and the demo can make their own. */
export interface Clock {
  now(): Instant;
  /** Resolves after so many ms; at once when they are not positive. */
  sleep(ms: number): Promise<void>;
}

/**
 * Where a run says what it did. Messages are constant, data is in the object: ids, counts, codes; never tokens, texts
 * or personal data. `error` wakes somebody, `warn` is for this week, `info` one line per run and applied change.
 */
export interface Log {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}
