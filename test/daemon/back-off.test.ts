import { describe, expect, it } from 'vitest';
import { MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { createBackOff } from '../../src/daemon/back-off.ts';

describe('createBackOff', () => {
  it('waits longer after each failure in a row, ten minutes at most', () => {
    const backOff = createBackOff();
    const waits = Array.from({ length: 8 }, () => backOff.failed(0).nextTryAt / MS_PER_MINUTE);
    expect(waits).toEqual([0.5, 1, 2, 4, 8, 10, 10, 10]);
    expect(backOff.isWaiting(10 * MS_PER_MINUTE - 1)).toBe(true);
    expect(backOff.isWaiting(10 * MS_PER_MINUTE)).toBe(false);
  });

  it('begins anew after a success, and says how many had failed', () => {
    const backOff = createBackOff();
    backOff.failed(0);
    backOff.failed(0);
    expect(backOff.succeeded()).toBe(2);
    expect(backOff.isWaiting(1)).toBe(false);
    expect(backOff.failed(0)).toEqual({ failures: 1, nextTryAt: MS_PER_MINUTE / 2 });
    expect(createBackOff().succeeded()).toBe(0);
  });

  it('does not wait for a clock that jumped back', () => {
    const backOff = createBackOff();
    backOff.failed(100 * MS_PER_MINUTE);
    expect(backOff.isWaiting(0)).toBe(false);
  });
});
