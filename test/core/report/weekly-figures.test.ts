import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { assertBalanced, countWeek } from '../../../src/core/report/weekly-figures.ts';
import { sets } from '../../support/a-ticket.ts';
import {
  aFrontTicket,
  AFTER,
  BEFORE,
  closes,
  inWeek,
  LATER,
  reopens,
  WEEK_END,
  WEEK_START,
  WITHIN,
} from './a-week.ts';

/** [received, carried over, resolved, open, left out] */
type Counts = readonly [number, number, number, number, number];

function countsOf(ticket: Ticket): Counts {
  const { received, carriedOver, resolved, open, balance } = countWeek(inWeek([ticket]));
  const { merged, uncounted, left, gone } = balance.excluded;
  return [received, carriedOver, resolved, open, merged + uncounted + left + gone];
}

const byOurselves = { by: 'service' } as const;
const justBefore = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();

describe('countWeek', () => {
  it.each<readonly [string, Ticket, Counts]>([
    ['received and open', aFrontTicket({ at: WITHIN }), [1, 0, 0, 1, 0]],
    ['received and closed', aFrontTicket({ at: WITHIN }, closes(LATER)), [1, 0, 1, 0, 0]],
    ['received at the very start', aFrontTicket({ at: WEEK_START }), [1, 0, 0, 1, 0]],
    ['received a millisecond before the end', aFrontTicket({ at: justBefore(WEEK_END) }), [1, 0, 0, 1, 0]],
    ['received at the very end: next period', aFrontTicket({ at: WEEK_END }), [0, 0, 0, 0, 0]],
    [
      'closed a millisecond before the end',
      aFrontTicket({ at: WITHIN }, closes(justBefore(WEEK_END))),
      [1, 0, 1, 0, 0],
    ],
    ['closed at the very end: open', aFrontTicket({ at: WITHIN }, closes(WEEK_END)), [1, 0, 0, 1, 0]],
    [
      'closed after the end: open as of the cut-off',
      aFrontTicket({ at: WITHIN }, closes(AFTER)),
      [1, 0, 0, 1, 0],
    ],
    ['received earlier and still open', aFrontTicket({ at: BEFORE }), [0, 1, 0, 1, 0]],
    ['received earlier, closed within', aFrontTicket({ at: BEFORE }, closes(WITHIN)), [0, 1, 1, 0, 0]],
    [
      'received earlier, closed at the very start',
      aFrontTicket({ at: BEFORE }, closes(WEEK_START)),
      [0, 1, 1, 0, 0],
    ],
    [
      'received and closed earlier: no part',
      aFrontTicket({ at: BEFORE }, closes(justBefore(WEEK_START))),
      [0, 0, 0, 0, 0],
    ],
    [
      'closed earlier, reopened within',
      aFrontTicket({ at: BEFORE }, closes('2026-11-11T09:00:00Z'), reopens(WITHIN)),
      [0, 1, 0, 1, 0],
    ],
    [
      'closed earlier, reopened and closed within',
      aFrontTicket({ at: BEFORE }, closes('2026-11-11T09:00:00Z'), reopens(WITHIN), closes(LATER)),
      [0, 1, 1, 0, 0],
    ],
    [
      'received, closed and reopened',
      aFrontTicket({ at: WITHIN }, closes(WITHIN), reopens(LATER)),
      [1, 0, 0, 1, 0],
    ],
    [
      'closed at once when registered',
      aFrontTicket({ at: WITHIN, fields: { state: 'closed' } }),
      [1, 0, 1, 0, 0],
    ],
    [
      'waiting: open',
      aFrontTicket({ at: WITHIN }, sets(LATER, { state: 'awaiting-applicant' })),
      [1, 0, 0, 1, 0],
    ],
    ['handed over: open', aFrontTicket({ at: WITHIN }, sets(LATER, { group: 'back' })), [1, 0, 0, 1, 0]],
    [
      'in a state the pack does not know: open',
      aFrontTicket({ at: WITHIN }, sets(LATER, { state: null })),
      [1, 0, 0, 1, 0],
    ],
    ['spam', aFrontTicket({ at: WITHIN }, sets(LATER, { state: 'spam' })), [0, 0, 0, 0, 1]],
    ['merged', aFrontTicket({ at: WITHIN }, sets(LATER, { state: 'merged' })), [0, 0, 0, 0, 1]],
    [
      'received earlier, merged within',
      aFrontTicket({ at: BEFORE }, sets(WITHIN, { state: 'merged' })),
      [0, 0, 0, 0, 1],
    ],
    [
      'merged before: no part',
      aFrontTicket({ at: BEFORE }, sets(BEFORE, { state: 'merged' })),
      [0, 0, 0, 0, 0],
    ],
    [
      'spam found after the cut-off: counted',
      aFrontTicket({ at: WITHIN }, sets(AFTER, { state: 'spam' })),
      [1, 0, 0, 1, 0],
    ],
    ['handed to a desk outside', aFrontTicket({ at: WITHIN }, sets(LATER, { group: null })), [0, 0, 0, 0, 1]],
    [
      'taken for spam earlier, rightly counted within',
      aFrontTicket({ at: BEFORE }, sets(BEFORE, { state: 'spam' }, byOurselves), reopens(WITHIN)),
      [0, 1, 0, 1, 0],
    ],
  ])('counts a ticket %s [K 3.3.4]', (_, ticket, counts) => {
    expect(countsOf(ticket)).toEqual(counts);
  });

  it('leaves out a ticket that was deleted, and says so', () => {
    const ticket = aFrontTicket({ at: WITHIN });
    const gone = {
      kind: 'deleted',
      id: 'gone',
      at: Date.parse(LATER),
      actor: 'automation',
      actorId: null,
    } as const;
    expect(countsOf({ ...ticket, timeline: [...ticket.timeline, gone] })).toEqual([0, 0, 0, 0, 1]);
  });

  it('gives shares of all that is counted, and the other base beside [K 3.3.4]', () => {
    const figures = countWeek(
      inWeek([
        aFrontTicket({ id: 1, at: WITHIN }, closes(LATER)),
        aFrontTicket({ id: 2, at: WITHIN }),
        aFrontTicket({ id: 3, at: BEFORE }),
      ]),
    );
    expect(figures).toMatchObject({
      universe: 3,
      resolvedShare: 0.333,
      openShare: 0.667,
      receivedAndResolved: 1,
      receivedAndResolvedShare: 0.5,
    });
  });

  it('gives no shares of nothing [K 3.3.4]', () => {
    expect(countWeek([])).toMatchObject({ universe: 0, resolvedShare: null, openShare: null });
  });
});

describe('assertBalanced', () => {
  it('refuses figures that do not add up, before anything is written', () => {
    const figures = countWeek(inWeek([aFrontTicket({ at: WITHIN })]));
    expect(() => {
      assertBalanced({ ...figures, open: 2 });
    }).toThrow(expect.objectContaining({ code: 'bug' }));
  });
});
