import { MS_PER_MINUTE, type Instant } from '../core/calendar/instant.ts';

/** Keeps a daemon from knocking at a helpdesk that is away: each failure in a row doubles the wait. */
export interface BackOff {
  /** True while it is too early for another try. */
  isWaiting(now: Instant): boolean;
  /** Another try failed; says how many in a row, and when the next one is due. */
  failed(now: Instant): { readonly failures: number; readonly nextTryAt: Instant };
  /** A try went well; says how many had failed before it. */
  succeeded(): number;
}

const firstWaitMs = MS_PER_MINUTE / 2;
const longestWaitMs = 10 * MS_PER_MINUTE;

/** A back-off of half a minute, one, two, four, eight and then ten minutes; a clock that jumps back ends the wait. */
export function createBackOff(): BackOff {
  let failures = 0;
  let failedAt: Instant = 0;
  let nextTryAt: Instant = 0;
  return {
    isWaiting: (now) => failures > 0 && now >= failedAt && now < nextTryAt,
    failed(now) {
      failures += 1;
      failedAt = now;
      nextTryAt = now + Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1));
      return { failures, nextTryAt };
    },
    succeeded() {
      const before = failures;
      failures = 0;
      return before;
    },
  };
}
