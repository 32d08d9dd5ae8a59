import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../src/app/ports.ts';

/** Waiting passes so much faster than it says. */
export const hurry = 200;

/** A clock whose sleep is short and which moves the time it tells by what was asked. */
export function hurriedClock(now: () => number, advanceBy: (ms: number) => void): Clock {
  return {
    now,
    sleep: async (ms) => {
      await delay(Math.max(0, ms) / hurry);
      advanceBy(Math.max(0, ms));
    },
  };
}
