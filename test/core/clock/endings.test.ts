import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/core/ticket/fact.ts';
import { at, sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { aFault, cyclesOf, latest, monday, packWithClock, state } from './clock-tests.ts';

const pack = packWithClock();
const happens =
  (when: string, kind: 'deleted' | 'access-lost' | 'merged'): Step =>
  (_, index) => {
    const base = { id: `x${index}`, at: at(when), actor: 'agent', actorId: '10' } as const;
    const fact: Fact = kind === 'merged' ? { ...base, kind, into: null } : { ...base, kind };
    return [fact];
  };

describe('a ticket that goes out of every count', () => {
  it.each([
    ['merged into another', happens(monday('09:00'), 'merged'), 'merged'],
    ['put into a merged state', state(monday('09:00'), 'merged'), 'merged'],
    ['spam', state(monday('09:00'), 'spam'), 'left'],
    ['moved to other desks', sets(monday('09:00'), { group: null }), 'left'],
    ['deleted', happens(monday('09:00'), 'deleted'), 'left'],
    ['no longer shown', happens(monday('09:00'), 'access-lost'), 'left'],
  ])('ends its clocks without a verdict: %s', (_what, step, ending) => {
    const [reading] = cyclesOf(pack, 'reaction', aFault({}, step), monday('15:00'));
    expect(reading).toMatchObject({
      state: ending,
      usedMs: 3_600_000,
      stoppedAt: at(monday('09:00')),
      stoppedBy: null,
    });
  });

  it.each([
    ['merged', 'merged'],
    ['spam', 'left'],
  ])('takes back what was decided when %s', (to, ending) => {
    const ticket = aFault({}, writes(monday('08:30')), state(monday('09:30'), to));
    expect(latest(pack, 'reaction', ticket, monday('15:00'))).toMatch(new RegExp(`^${ending}`));
  });

  it('keeps what was decided before it went to other desks', () => {
    const ticket = aFault({}, writes(monday('10:00')), sets(monday('11:00'), { group: null }));
    expect(latest(pack, 'reaction', ticket, monday('15:00'))).toBe('missed, due 23 09:00, used 2 h');
  });

  it('shows the stretch in which it was out of the count', () => {
    const ticket = aFault(
      {},
      sets(monday('09:00'), { group: null }),
      sets(monday('11:00'), { group: 'back' }),
    );
    const [reading] = cyclesOf(pack, 'resolution', ticket, monday('12:00'));
    expect(reading?.segments.map(({ why, counts, clause }) => [why, counts, clause])).toEqual([
      ['running', true, 'S 3'],
      ['outside', false, null],
      ['running', true, 'S 3'],
    ]);
  });

  it('goes on where it stood when it comes back', () => {
    const ticket = aFault(
      {},
      sets(monday('09:00'), { group: null }),
      sets(monday('11:00'), { group: 'back' }),
    );
    expect(latest(pack, 'resolution', ticket, monday('12:00'))).toBe('running, due 23 14:00, used 2 h');
    const revived = aFault({}, happens(monday('09:00'), 'merged'), state(monday('11:00'), 'open'));
    expect(latest(pack, 'resolution', revived, monday('12:00'))).toBe('running, due 23 14:00, used 2 h');
  });
});
