import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/core/ticket/fact.ts';
import { aTicket, at, sets } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { evaluationOf, packWithRules, situationOf } from './evaluation-of.ts';

const gone =
  (kind: 'deleted' | 'access-lost', when: string): Step =>
  (_, index) => {
    const fact: Fact = { id: `x${index}`, at: at(when), actor: 'agent', actorId: '10', kind };
    return [fact];
  };
const fields = { group: 'front', type: 'fault', priority: 'high' };
const pack = packWithRules([
  {
    on: { event: { changed: { state: 'closed' } } },
    when: { clock: { resolution: ['breached', 'missed'] } },
    do: [{ finding: 'late' }],
  },
]);

describe('a ticket that is gone', () => {
  it.each(['deleted', 'access-lost'] as const)('is asked what its clocks said last: %s', (kind) => {
    const { history } = situationOf(
      pack,
      aTicket({ fields }, gone(kind, '2026-11-23T13:00:00Z')),
      '2026-11-23T15:00:00Z',
    );
    expect(history.clockStateAt('resolution', at('2026-11-23T15:00:00Z'))).toBe('breached');
    expect(history.clockStateAt('resolution', at('2026-11-23T10:00:00Z'))).toBe('running');
    expect(history.clockStateAt('unheard-of', at('2026-11-23T10:00:00Z'))).toBeNull();
  });

  it('is told by its state at that very moment, not by what it would be after', () => {
    const ticket = aTicket({ fields }, gone('deleted', '2026-11-23T09:00:00Z'));
    const { history, clocks, exclusion } = situationOf(pack, ticket, '2026-11-23T15:00:00Z');
    expect(history.clockStateAt('resolution', at('2026-11-23T15:00:00Z'))).toBe('running');
    expect(clocks.map(({ state }) => state)).toEqual(['left', 'left']);
    expect(exclusion).not.toBeNull();
  });

  it('is no other than one that is not: its clocks are asked as of then', () => {
    const late = aTicket({ fields }, sets('2026-11-23T13:00:00Z', { state: 'closed' }));
    expect(evaluationOf(pack, late, '2026-11-23T14:00:00Z').findings).toHaveLength(1);
    const intime = aTicket({ fields }, sets('2026-11-23T11:00:00Z', { state: 'closed' }));
    expect(evaluationOf(pack, intime, '2026-11-23T14:00:00Z').findings).toEqual([]);
  });
});

describe('what a ticket’s messages carry', () => {
  it('marks the effects that are certainly done, and nothing else', () => {
    const steps: Step[] = [
      (_, index) => [
        {
          kind: 'article',
          id: `a${index}`,
          at: at('2026-11-23T09:00:00Z'),
          actor: 'service',
          actorId: '30',
          articleId: '1',
          sender: 'system',
          channel: 'email',
          isInternal: false,
          effectKey: 'ticket:1/rule/created',
          notice: null,
          delivery: 'delivered',
          isAutomatic: false,
          attachmentNames: [],
          isMerged: false,
        },
      ],
      sets('2026-11-23T09:01:00Z', { state: 'open' }),
    ];
    const { effectMarks } = situationOf(pack, aTicket({ fields }, ...steps), '2026-11-23T15:00:00Z');
    expect([...effectMarks]).toEqual(['ticket:1/rule/created']);
  });
});
