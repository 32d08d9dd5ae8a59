import { describe, expect, it } from 'vitest';
import { QueueAudit } from '../../../src/core/queue/queue-audit.ts';
import type { QueueFindings } from '../../../src/core/queue/queue-audit.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { kyivCall, kyivPack, kyivTicket } from '../../packs/kyiv.ts';
import { at, sets } from '../../support/a-ticket.ts';

const pack = kyivPack();

/** Monday, 23 November 2026, in Kyiv (UTC+2). */
const time = (clock: string): string => new Date(`2026-11-23T${clock}:00+02:00`).toISOString();

function audit(...tickets: readonly Ticket[]): QueueFindings {
  const { queue } = pack.desk;
  if (queue === undefined) throw new Error('the pack has no queue');
  const found = new QueueAudit(queue, pack, {
    fromAt: at('2026-11-20T14:00:00Z'),
    cutOffAt: at('2026-11-27T14:00:00Z'),
  });
  for (const ticket of tickets) found.add(ticket);
  return found.findings();
}

const taken = (clock: string, fields: Readonly<Record<string, string | null>> = {}) =>
  sets(time(clock), { state: 'open', ...fields });
const older = (...steps: Parameters<typeof kyivTicket>[1][]) =>
  kyivTicket(
    { id: 1, at: time('10:00'), fields: { type: 'error', priority: 'low', state: 'new' } },
    ...steps,
  );
const younger = (
  fields: Readonly<Record<string, string | boolean>>,
  ...steps: Parameters<typeof kyivTicket>[1][]
) =>
  kyivTicket(
    { id: 2, at: time('11:00'), fields: { type: 'error', priority: 'low', state: 'new', ...fields } },
    ...steps,
  );

/** How many older ones each jump passed over, and whether it might. */
const jumpsOf = ({ jumps }: QueueFindings) =>
  jumps.map(({ id, isAllowed, passedOver, oldest }) => [
    Number(id),
    isAllowed,
    { passedOver, oldest: Number(oldest.id) },
  ]);

describe('QueueAudit [K 3.3.1]', () => {
  it('finds what was taken while an older one of the same service waited', () => {
    const found = audit(younger({}, taken('11:30')), older(taken('12:00')));

    expect(found.taken).toBe(2);
    expect(jumpsOf(found)).toEqual([[2, false, { passedOver: 1, oldest: 1 }]]);
    expect(found.jumps[0]).toMatchObject({ queue: 'information', takenAt: at(time('11:30')) });
  });

  it.each([
    ['in order', [older(taken('11:10')), younger({}, taken('11:30'))]],
    [
      'the older one is of another service',
      [older(sets(time('11:10'), { group: 'organizational' })), younger({}, taken('11:30'))],
    ],
    [
      'the older one awaits its applicant',
      [older(sets(time('11:10'), { state: 'awaiting-applicant' })), younger({}, taken('11:30'))],
    ],
    [
      'the older one is postponed',
      [older(sets(time('11:10'), { state: 'postponed' })), younger({}, taken('11:30'))],
    ],
    ['the older one is spam', [older(sets(time('11:10'), { state: 'spam' })), younger({}, taken('11:30'))]],
    [
      'the older one is closed',
      [older(sets(time('11:10'), { state: 'closed' })), younger({}, taken('11:30'))],
    ],
    [
      'a call is answered',
      [
        older(taken('12:00')),
        kyivCall(
          { id: 2, at: time('11:00'), fields: { state: 'open' } },
          sets(time('11:05'), { state: 'closed' }),
        ),
      ],
    ],
    [
      'the automation takes it',
      [older(taken('12:00')), younger({}, sets(time('11:30'), { state: 'open' }, { by: 'automation' }))],
    ],
  ])('finds nothing when %s', (_, tickets) => {
    expect(jumpsOf(audit(...tickets))).toEqual([]);
  });

  it.each([
    ['«Критичний»', younger({ priority: 'critical' }, taken('11:30'))],
    ['«Високий» of a new function', younger({ type: 'new-functionality', priority: 'high' }, taken('11:30'))],
    ['what restores the service', younger({ restores_service: true }, taken('11:30'))],
    [
      'what became critical later',
      younger({}, taken('11:30'), sets(time('12:00'), { priority: 'critical' })),
    ],
    ['what is handed to Technical', younger({}, taken('11:30'), sets(time('12:00'), { group: 'technical' }))],
  ])('lets jump %s', (_, ticket) => {
    expect(jumpsOf(audit(older(taken('13:00')), ticket))).toEqual([[2, true, { passedOver: 1, oldest: 1 }]]);
  });

  it('does not excuse «Високий» of an error, nor a hand-over elsewhere', () => {
    const moved = younger(
      { priority: 'high' },
      taken('11:30'),
      sets(time('12:00'), { group: 'organizational' }),
    );

    expect(jumpsOf(audit(older(taken('13:00')), moved))).toEqual([[2, false, { passedOver: 1, oldest: 1 }]]);
  });

  it('counts a request once in a service, and again in the next', () => {
    const moved = younger(
      {},
      taken('11:30'),
      sets(time('11:40'), { owner: '7' }),
      sets(time('12:00'), { group: 'organizational', owner: null }),
      taken('12:30', { owner: '8' }),
    );

    expect(audit(moved).taken).toBe(2);
    expect(jumpsOf(audit(older(taken('13:00')), moved))).toEqual([[2, false, { passedOver: 1, oldest: 1 }]]);
  });

  it('leaves out what was taken before the span', () => {
    const early = kyivTicket(
      { id: 3, at: '2026-11-20T08:00:00Z' },
      sets('2026-11-20T09:00:00Z', { state: 'open' }),
    );

    expect(audit(early)).toEqual({ taken: 0, jumps: [] });
  });
});
