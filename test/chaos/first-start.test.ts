import { describe, expect, it } from 'vitest';
import { beginOnOldDesk } from './first-start.ts';

describe('the first start on a desk with old tickets', () => {
  it('writes to nobody about what was before, and after three days only what is not stale', async () => {
    const counts = await beginOnOldDesk({ tickets: 40, seed: 3 });
    expect(counts).toMatchObject({ oldTickets: 40, whileObserving: 0, atTheSwitch: 0 });
    // Letters of two working days and younger: what was classified three days ago is on record as skipped.
    expect(counts.classifiedMeanwhile).toBeGreaterThan(0);
    expect(counts.afterDowntimeToOthers).toBe(0);
    expect(counts.afterDowntime).toBeGreaterThanOrEqual(counts.classifiedLately);
  });
});
