import { describe, expect, it } from 'vitest';
import type { ClockReading, ClockState } from '../../../src/core/clock/clock-reading.ts';
import { worstReadings } from '../../../src/core/clock/worst-reading.ts';

function aReading(state: ClockState, cycle: number, clockId = 'solution'): ClockReading {
  return {
    clockId,
    state,
    cycle,
    startedAt: null,
    dueAt: null,
    lateAfter: null,
    stoppedAt: null,
    stoppedBy: null,
    usedMs: 0,
    goals: [],
    segments: [],
  };
}

describe('worstReadings', () => {
  it.each<[ClockState, ClockState]>([
    ['missed', 'breached'],
    ['breached', 'running'],
    ['running', 'paused'],
    ['paused', 'met'],
    ['met', 'not-started'],
    ['not-started', 'left'],
    ['left', 'merged'],
  ])('holds %s to be worse than %s, whichever came first', (worse, better) => {
    for (const order of [
      [worse, better],
      [better, worse],
    ] as const) {
      const readings = order.map((state, cycle) => aReading(state, cycle));
      expect(worstReadings(readings).get('solution')?.state).toBe(worse);
    }
  });

  it('takes the latest of equal cycles', () => {
    expect(worstReadings([aReading('met', 0), aReading('met', 1)]).get('solution')?.cycle).toBe(1);
  });

  it('judges each clock alone', () => {
    const worst = worstReadings([aReading('missed', 0, 'reaction'), aReading('met', 0)]);
    expect([...worst].map(([clockId, { state }]) => [clockId, state])).toEqual([
      ['reaction', 'missed'],
      ['solution', 'met'],
    ]);
  });
});
