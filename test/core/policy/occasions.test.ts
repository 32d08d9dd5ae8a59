import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import { evaluationOf, packWithRules } from './evaluation-of.ts';

const finding = [{ finding: 'seen' }];

/** Occurrence and instant of each finding under one rule. */
function seen(rule: Readonly<Record<string, unknown>>, ticket: Ticket, now: string | number): string[] {
  const { findings } = evaluationOf(packWithRules([{ do: finding, ...rule }]), ticket, now);
  return findings.map(
    ({ key, at: foundAt }) => `${key.split('/')[2] ?? ''} ${new Date(foundAt).toISOString()}`,
  );
}

/** The rule finds nothing a millisecond before, knows that it is to look again then, and finds it then. */
function expectToCome(
  rule: Readonly<Record<string, unknown>>,
  ticket: Ticket,
  { id, on }: { readonly id: string; readonly on: string },
): void {
  const before = evaluationOf(packWithRules([{ do: finding, ...rule }]), ticket, at(on) - 1);
  expect(before.findings).toEqual([]);
  expect(before.wakeAt).toBe(at(on));
  expect(seen(rule, ticket, on)).toEqual([`${id} ${on}`]);
}

// Kyiv in November is UTC+2: open hours are 07:00–16:00 UTC. 2026-11-23 is a Monday.
const classified = aTicket(
  { fields: { group: 'front' } },
  sets('2026-11-23T09:00:00Z', { type: 'fault', priority: 'high' }),
);

describe('an event as occasion', () => {
  it('comes each time it happens, if the condition held right after', () => {
    const ticket = aTicket(
      {},
      sets('2026-11-23T09:00:00Z', { state: 'closed' }),
      sets('2026-11-23T10:00:00Z', { state: 'open' }),
      sets('2026-11-23T11:00:00Z', { type: 'fault' }),
      sets('2026-11-23T12:00:00Z', { state: 'closed' }),
    );
    const rule = { on: { event: 'closed' }, when: { missing: ['type'] } };
    expect(seen(rule, ticket, '2026-11-23T13:00:00Z')).toEqual(['h1-state 2026-11-23T09:00:00.000Z']);
  });
});

describe('a point on a clock as occasion', () => {
  it('comes when it is late strictly after the due instant', () => {
    const rule = { on: { clock: 'reaction', at: 'breach' } };
    expect(seen(rule, classified, '2026-11-23T08:59:59Z')).toEqual([]);
    expect(seen(rule, classified, '2026-11-23T09:00:00Z')).toEqual([]);
    expect(seen(rule, classified, '2026-11-23T09:00:00.001Z')).toEqual([
      'reaction.0.fault.high 2026-11-23T09:00:00.000Z',
    ]);
  });

  it('is not in the way of a provisional goal, which never violates', () => {
    const rule = { on: { clock: 'reaction', at: 'breach' } };
    expect(seen(rule, aTicket({ fields: { group: 'front' } }), '2026-11-23T15:00:00Z')).toEqual([]);
  });

  it.each([
    ['50%', '2026-11-23T08:30:00.000Z'],
    ['-15m', '2026-11-23T08:45:00.000Z'],
    ['-10m-elapsed', '2026-11-23T08:50:00.000Z'],
    ['+8h', '2026-11-24T08:00:00.000Z'],
  ])('knows %s of a goal of one hour', (point, expected) => {
    const ticket = aTicket({ fields: { group: 'front', type: 'fault', priority: 'high' } });
    const rule = { on: { clock: 'reaction', at: point } };
    expectToCome(rule, ticket, { id: 'reaction.0.fault.high', on: expected });
  });

  it('comes at the change when a tightened goal had passed the point before', () => {
    const ticket = aTicket(
      { fields: { group: 'front', type: 'fault', priority: 'low' } },
      sets('2026-11-23T10:00:00Z', { priority: 'high' }),
    );
    const rule = { on: { clock: 'reaction', at: '50%' } };
    expect(seen(rule, ticket, '2026-11-23T10:00:00Z')).toEqual([
      'reaction.0.fault.high 2026-11-23T10:00:00.000Z',
    ]);
  });

  it('is not reached by a clock that stopped before', () => {
    const ticket = aTicket(
      { fields: { group: 'front', type: 'fault', priority: 'high' } },
      writes('2026-11-23T08:10:00Z'),
    );
    expect(seen({ on: { clock: 'reaction', at: '50%' } }, ticket, '2026-11-23T12:00:00Z')).toEqual([]);
  });

  it('counts a breach by an earlier goal as withdrawn by whoever changed it', () => {
    const ticket = aTicket(
      { fields: { group: 'front', type: 'fault', priority: 'high' } },
      sets('2026-11-23T09:30:00Z', { priority: 'low' }, { who: '77' }),
    );
    const pack = packWithRules([{ on: { clock: 'reaction', at: 'breach' }, do: finding }]);
    const { findings } = evaluationOf(pack, ticket, '2026-11-23T10:00:00Z');
    expect(findings).toMatchObject([
      {
        key: 'ticket:1/rule/reaction.0.fault.high',
        withdrawn: { at: at('2026-11-23T09:30:00Z'), actorId: '77' },
      },
    ]);
  });
});

describe('a lasting condition as occasion', () => {
  const rule = { on: { while: { missing: ['type'] }, lasts: '15m' } };

  it.each([
    ['in open hours', '2026-11-23T08:00:00Z', '2026-11-23T08:15:00.000Z'],
    ['from the next opening on', '2026-11-23T05:00:00Z', '2026-11-23T07:15:00.000Z'],
    ['over a closing', '2026-11-23T15:50:00Z', '2026-11-24T07:05:00.000Z'],
  ])('counts open time %s', (_, registered, expected) => {
    const ticket = aTicket({ at: registered });
    expectToCome(rule, ticket, { id: 'created', on: expected });
  });

  it('begins anew after a break, and a stretch that ended long enough stays on record', () => {
    const ticket = aTicket(
      {},
      sets('2026-11-23T08:20:00Z', { type: 'fault' }),
      sets('2026-11-23T08:30:00Z', { type: null }),
    );
    expect(seen(rule, ticket, '2026-11-23T08:44:59Z')).toEqual(['created 2026-11-23T08:15:00.000Z']);
    expect(seen(rule, ticket, '2026-11-23T08:45:00Z')).toHaveLength(2);
  });

  it('does not come when it broke at the very end of the span', () => {
    const ticket = aTicket({}, sets('2026-11-23T08:15:00Z', { type: 'fault' }));
    expect(seen(rule, ticket, '2026-11-23T12:00:00Z')).toEqual([]);
  });

  it('comes at once, at night too, when no time is asked for', () => {
    const ticket = aTicket({ at: '2026-11-23T01:00:00Z' });
    const atOnce = { on: { while: { missing: ['type'] }, lasts: '0m' } };
    expect(seen(atOnce, ticket, '2026-11-23T01:00:00Z')).toEqual(['created 2026-11-23T01:00:00.000Z']);
  });

  it('can look at clocks, which change by time alone', () => {
    const ticket = aTicket({ fields: { group: 'front', type: 'fault', priority: 'high' } });
    const late = { on: { while: { clock: { reaction: 'breached' } }, lasts: '30m' } };
    expect(seen(late, ticket, '2026-11-23T10:00:00Z')).toEqual([
      'clock.1795424400001 2026-11-23T09:30:00.001Z',
    ]);
  });
});

describe('a date in a field as occasion', () => {
  const until = (on: string) => aTicket({}, sets('2026-11-23T09:00:00Z', { postponed_until: on }));

  it.each([
    [undefined, '2026-12-01T22:00:00.000Z'],
    ['-3d', '2026-11-28T22:00:00.000Z'],
    ['+1wd', '2026-12-03T07:00:00.000Z'],
    ['-1wd', '2026-11-30T22:00:00.000Z'],
    ['-2h', '2026-12-01T14:00:00.000Z'],
  ])('comes at the beginning of the local day, offset %s', (offset, expected) => {
    const rule = { on: { field: 'postponed_until', ...(offset === undefined ? {} : { offset }) } };
    expectToCome(rule, until('2026-12-02'), { id: 'h1-postponed_until.postponed_until', on: expected });
  });

  it('comes when it is entered if the day was over then', () => {
    const rule = { on: { field: 'postponed_until' } };
    expect(seen(rule, until('2026-11-01'), '2026-11-23T10:00:00Z')).toEqual([
      'h1-postponed_until.postponed_until 2026-11-23T09:00:00.000Z',
    ]);
  });

  it('does not come when the date was moved before', () => {
    const ticket = aTicket(
      {},
      sets('2026-11-23T09:00:00Z', { postponed_until: '2026-11-25' }),
      sets('2026-11-24T09:00:00Z', { postponed_until: null }),
    );
    expect(seen({ on: { field: 'postponed_until' } }, ticket, '2026-12-01T00:00:00Z')).toEqual([]);
  });
});
