import { describe, expect, it } from 'vitest';
import { evaluateClocks } from '../../src/core/clock/evaluate-clocks.ts';
import type { ClockReading } from '../../src/core/clock/clock-reading.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import { at, sets, writes } from '../support/a-ticket.ts';
import { kyivCall, kyivPack, kyivPackWith, kyivTicket } from './kyiv.ts';

const hour = 3_600_000;

function clock(id: string, ticket: Ticket, now: string, pack: CompiledPack = kyivPack()): ClockReading {
  const reading = evaluateClocks({ pack, ticket }, at(now)).findLast(({ clockId }) => clockId === id);
  if (reading === undefined) throw new Error(`no clock ${id}`);
  return reading;
}

function dueOf(id: string, ticket: Ticket, now: string, pack?: CompiledPack): string | null {
  const { dueAt } = clock(id, ticket, now, pack);
  return dueAt === null ? null : new Date(dueAt).toISOString();
}

// Registered on Monday, 23 November 2026, at the opening (09:00 in Kyiv is 07:00 UTC); nine hours make a day.
const monday = '2026-11-23T07:00:00Z';

describe('Table 1 [K Table 1]', () => {
  it.each([
    ['error', 'critical', '2026-11-23T08:00:00.000Z', '2026-11-23T11:00:00.000Z'],
    ['error', 'high', '2026-11-23T09:00:00.000Z', '2026-11-24T14:00:00.000Z'],
    ['error', 'low', '2026-11-23T11:00:00.000Z', '2026-11-26T16:00:00.000Z'],
    ['new-functionality', 'high', '2026-11-23T08:00:00.000Z', '2026-11-23T11:00:00.000Z'],
    ['new-functionality', 'low', '2026-11-23T11:00:00.000Z', '2026-12-07T13:00:00.000Z'],
    ['consultation', 'critical', '2026-11-23T07:30:00.000Z', '2026-11-23T11:00:00.000Z'],
    ['consultation', 'high', '2026-11-23T08:00:00.000Z', '2026-11-24T14:00:00.000Z'],
    ['consultation', 'low', '2026-11-23T09:00:00.000Z', '2026-11-26T16:00:00.000Z'],
  ])(
    'gives %s / %s until %s to react and until %s to solve',
    (type, priority, reactionDue, resolutionDue) => {
      const ticket = kyivTicket({ at: monday, fields: { type, priority } });

      expect(dueOf('reaction', ticket, monday)).toBe(reactionDue);
      expect(dueOf('resolution', ticket, monday)).toBe(resolutionDue);
      expect(dueOf('whole-path', ticket, monday)).toBe(resolutionDue);
    },
  );

  it('has eight cells and none for critical new functionality', () => {
    const pairs = kyivPack().catalog.types.flatMap(({ id, priorities }) =>
      priorities.map((p) => `${id}/${p}`),
    );

    expect(pairs).toHaveLength(8);
    expect(pairs).not.toContain('new-functionality/critical');
  });

  it('counts a day as nine working hours [K 1 «Година», K 1 «День»]', () => {
    expect(kyivPack().defaultCalendar.workingDayMs).toBe(9 * hour);
  });

  it('starts what arrives before the opening at the opening of the same working day [K 3.2.2]', () => {
    const ticket = kyivTicket({
      at: '2026-11-23T05:30:00Z',
      fields: { type: 'error', priority: 'critical' },
    });

    expect(dueOf('reaction', ticket, monday)).toBe('2026-11-23T08:00:00.000Z');
  });

  it('starts what arrives on Saturday on Monday [K 3.2.1, K 3.2.2]', () => {
    const ticket = kyivTicket({ at: '2026-11-21T10:00:00Z', fields: { type: 'error', priority: 'high' } });

    expect(dueOf('reaction', ticket, monday)).toBe('2026-11-23T09:00:00.000Z');
  });
});

describe('the reaction [K Table 1 note *]', () => {
  const class1 = sets('2026-11-23T07:05:00Z', { type: 'error', priority: 'high' }, { by: 'service' });
  const later = '2026-11-23T12:00:00Z';

  it.each([
    ['the first letter of a person', writes('2026-11-23T08:00:00Z'), 'met'],
    ['a person taking it into work', sets('2026-11-23T08:00:00Z', { state: 'open' }), 'met'],
    ['a person becoming responsible', sets('2026-11-23T08:00:00Z', { owner: '10' }), 'met'],
    [
      'an automatic letter',
      writes('2026-11-23T08:00:00Z', { actor: 'automation', notice: 'registration' }),
      'breached',
    ],
    [
      'an automatic assignment',
      sets('2026-11-23T08:00:00Z', { owner: '10' }, { by: 'automation' }),
      'breached',
    ],
    ['an internal note', writes('2026-11-23T08:00:00Z', { channel: 'note', isInternal: true }), 'breached'],
  ])('at %s', (_, step, state) => {
    expect(clock('reaction', kyivTicket({ at: monday }, class1, step), later).state).toBe(state);
  });

  it('of a phone ticket is there at registration', () => {
    const call = kyivCall({ at: monday, fields: { type: 'consultation', priority: 'low' } });

    expect(clock('reaction', call, later)).toMatchObject({ state: 'met', usedMs: 0 });
  });

  it('to a wish can only be feedback while the meeting has not agreed', () => {
    const wish = sets('2026-11-23T08:00:00Z', {
      type: 'new-functionality',
      priority: 'low',
      state: 'open',
      owner: '10',
    });

    expect(clock('reaction', kyivTicket({ at: monday }, wish), '2026-11-23T10:00:00Z').state).toBe('running');
    expect(
      clock('reaction', kyivTicket({ at: monday }, wish, writes('2026-11-23T08:30:00Z')), later).state,
    ).toBe('met');
  });

  it('never pauses, whatever the ticket waits for', () => {
    const waits = sets('2026-11-23T07:10:00Z', {
      state: 'awaiting-applicant',
      hindrance: 'insufficient-information',
    });

    expect(clock('reaction', kyivTicket({ at: monday }, class1, waits), later).state).toBe('breached');
  });

  it('of an unclassified ticket is warned of after half an hour and violates nothing', () => {
    const reading = clock('reaction', kyivTicket({ at: monday }), later);

    expect(reading.goals.at(-1)).toMatchObject({ within: '30m', isProvisional: true });
    expect(reading.state).toBe('running');
  });
});

describe('the resolution [K Table 1 note **]', () => {
  const at9 = (...steps: Parameters<typeof kyivTicket>[1][]) =>
    kyivTicket({ at: monday, fields: { type: 'error', priority: 'critical' } }, ...steps);
  const handsOver = sets('2026-11-23T08:00:00Z', { group: 'technical' });
  const evening = '2026-11-23T15:30:00Z';

  it('stops at the hand-over out of Information, while the whole path runs on', () => {
    expect(clock('resolution', at9(handsOver), evening)).toMatchObject({ state: 'met', usedMs: hour });
    expect(clock('whole-path', at9(handsOver), evening).state).toBe('breached');
  });

  it('goes on with the time used when the ticket is handed back', () => {
    const handsBack = sets('2026-11-23T10:00:00Z', { group: 'information' });

    expect(dueOf('resolution', at9(handsOver, handsBack), '2026-11-23T11:00:00Z')).toBe(
      '2026-11-23T13:00:00.000Z',
    );
  });

  it('goes on also when the hand-over is put back by the service', () => {
    const putBack = sets('2026-11-23T08:01:00Z', { group: 'information' }, { by: 'service' });

    expect(clock('resolution', at9(handsOver, putBack), '2026-11-23T09:00:00Z').state).toBe('running');
  });

  it('runs until the closing where the operator reads the note so', () => {
    const strict = kyivPackWith({ overlay: 'switches: { handover-stops-resolution: false }' });

    expect(clock('resolution', at9(handsOver), evening, strict).state).toBe('breached');
  });

  it.each([
    ['insufficient-information', 'paused'],
    ['needs-diagnostics', 'breached'],
    ['unconstructive', 'paused'],
    [null, 'breached'],
  ])('while the applicant is awaited for the reason %s is %s [K 4.14]', (hindrance, state) => {
    const waits = sets('2026-11-23T08:00:00Z', { state: 'awaiting-applicant', hindrance });

    expect(clock('resolution', at9(waits), evening).state).toBe(state);
  });

  it.each([
    [{ not_reproduced: true, applicant_unreachable: true }, 'paused'],
    [{ not_reproduced: true }, 'breached'],
    [{ applicant_unreachable: true, not_reproduced: false }, 'breached'],
  ])(
    'while awaited for the first reason with %j is %s: it needs both conditions [K 4.14]',
    (values, state) => {
      const hindrance = { state: 'awaiting-applicant', hindrance: 'not-reproducible', ...values };

      expect(clock('resolution', at9(sets('2026-11-23T08:00:00Z', hindrance)), evening).state).toBe(state);
    },
  );

  it('never pauses where the operator reads 4.14 so [K 4.14]', () => {
    const strict = kyivPackWith({ overlay: 'switches: { pause-awaiting-applicant: false }' });
    const waits = sets('2026-11-23T08:00:00Z', {
      state: 'awaiting-applicant',
      hindrance: 'insufficient-information',
    });

    expect(clock('resolution', at9(waits), evening, strict).state).toBe('breached');
  });

  it('does not pause for postponing alone [K 4.14]', () => {
    const postponed = sets('2026-11-23T08:00:00Z', { state: 'postponed', hindrance: 'needs-diagnostics' });

    expect(clock('resolution', at9(postponed), evening).state).toBe('breached');
  });

  it('pauses while a wish awaits the meeting [K 3.3.2.2]', () => {
    const wish = { type: 'new-functionality', priority: 'low' };
    const ticket = kyivTicket(
      { at: monday, fields: wish },
      sets('2026-11-23T08:00:00Z', { state: 'awaiting-mrg' }),
    );

    expect(clock('resolution', ticket, '2027-01-20T10:00:00Z')).toMatchObject({
      state: 'paused',
      usedMs: hour,
    });
  });

  it('of calls and others is kept three calendar years [K 4.3]', () => {
    expect(dueOf('retention', kyivTicket({ at: monday }), monday)).toBe('2029-11-23T07:00:00.000Z');
  });
});
