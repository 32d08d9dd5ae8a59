import { describe, expect, it } from 'vitest';
import { findDueReports } from '../../src/app/issue-due-reports.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { at } from '../support/a-ticket.ts';

// Fridays at 16:00 in Kyiv: 14:00 UTC in winter, 13:00 in summer.
const pack = compileTestPack();
const lastFriday = at('2026-11-20T14:00:00Z');
const thisFriday = at('2026-11-27T14:00:00Z');

describe('findDueReports [K 3.3.4]', () => {
  it.each([
    ['before its time', lastFriday, '2026-11-27T13:59:59Z', []],
    ['at its time', lastFriday, '2026-11-27T14:00:00Z', [thisFriday]],
    ['when it was made', thisFriday, '2026-11-27T14:00:01Z', []],
    ['after downtime, at once', lastFriday, '2026-11-30T09:00:00Z', [thisFriday]],
    [
      'after three weeks of downtime, one for each of them',
      at('2026-11-06T14:00:00Z'),
      '2026-11-30T09:00:00Z',
      [at('2026-11-13T14:00:00Z'), lastFriday, thisFriday],
    ],
    ['when the clock jumped back', thisFriday, '2026-11-25T09:00:00Z', []],
    [
      'after a change of the clocks',
      at('2026-10-23T13:00:00Z'),
      '2026-10-30T14:00:00Z',
      [at('2026-10-30T14:00:00Z')],
    ],
  ])('%s', (_, lastMadeAt, now, due) => {
    const found = findDueReports(pack, new Map([['weekly', lastMadeAt]]), at(now));
    expect(found).toEqual({ due: due.map((dueAt) => ({ reportId: 'weekly', dueAt })), lost: [] });
  });

  it('makes nothing of the past of a report that was never made here', () => {
    expect(findDueReports(pack, new Map(), thisFriday)).toEqual({ due: [], lost: [] });
  });

  it('makes up the last twelve weeks of a long downtime, and says that others are lost', () => {
    const { due, lost } = findDueReports(pack, new Map([['weekly', at('2026-07-03T13:00:00Z')]]), thisFriday);
    expect([due.length, due[0]?.dueAt, due.at(-1)?.dueAt]).toEqual([
      12,
      at('2026-09-11T13:00:00Z'),
      thisFriday,
    ]);
    expect(lost).toEqual(['weekly']);
  });
});
