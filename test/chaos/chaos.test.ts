import { describe, expect, it } from 'vitest';
import { listDifferences } from './end-state.ts';
import { liveInStep } from './live-in-step.ts';

const options = { seed: 7, tickets: 4, days: 1, say: () => undefined };

describe('a life in step [K 4.15]', () => {
  it('ends as without faults when one request of five fails and the daemon is killed', async () => {
    const calm = await liveInStep({ ...options, disturbed: null });
    const wild = await liveInStep({ ...options, disturbed: { kills: 1, restarts: 1 } });
    expect(listDifferences(calm.endState, wild.endState)).toEqual([]);
    expect(wild.failed).toBeGreaterThan(20);
    expect(wild.failed / wild.requests).toBeGreaterThan(0.15);
    expect(wild.kills).toBeGreaterThan(0);
  }, 600_000);
});
