import { describe, expect, it } from 'vitest';
import { crossingAt, goalLengthMs } from '../../../src/core/policy/clock-progress.ts';
import type { ClockPoint } from '../../../src/core/policy/rule-index.ts';
import { findClock } from '../../../src/core/policy/situation.ts';
import { parseOffset } from '../../../src/core/regulation/span.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, sets } from '../../support/a-ticket.ts';
import type { Step, TicketOptions } from '../../support/a-ticket.ts';
import { situationOf } from './evaluation-of.ts';

const pack = compileTestPack({
  files: {
    'calendars/more.yaml': `calendars:
  - id: evenings
    zone: Europe/Kyiv
    periods: [{ week: { mon: [['18:00', '24:00']], tue: [['18:00', '24:00']] } }]
    clause: S 1
`,
    'clocks/more.yaml': `clocks:
  - { id: wall, label: Wall, stops: closed, goals: 10h-elapsed, pauses: [{ while: { state_kind: waiting } }], product: true }
  - { id: evening, label: Evening, stops: closed, goals: { within: 4h, calendar: evenings }, product: true }
  - { id: none, label: None, stops: closed, by: [process], goals: { access: 4h, payroll: 4h }, product: true }
`,
  },
});
const fields = { group: 'front', type: 'fault', priority: 'high' };
const hour = 3_600_000;
const share = (part: number): ClockPoint => ({ kind: 'share', share: part });
const offset = (text: string): ClockPoint => ({ kind: 'offset', offset: parseOffset(text) });
const pause = sets('2026-11-23T09:00:00Z', { state: 'awaiting-applicant' });
const goOn = sets('2026-11-23T11:00:00Z', { state: 'open' });

function look(
  clockId: string,
  {
    now = '2026-11-23T12:00:00Z',
    options = {},
    steps = [],
  }: { now?: string; options?: TicketOptions; steps?: Step[] },
) {
  const ticket = aTicket({ ...options, fields: { ...fields, ...options.fields } }, ...steps);
  const situation = situationOf(pack, ticket, now);
  const reading = findClock(situation.clocks, clockId)!;
  return {
    lengthMs: goalLengthMs(reading, situation),
    crosses: (point: ClockPoint): string | null => {
      const crossing = crossingAt(reading, point, situation);
      return crossing === null ? null : new Date(crossing).toISOString().slice(8, 16);
    },
  };
}

describe('the length of a goal', () => {
  it.each<[string, string, number]>([
    ['resolution', '2026-11-23T08:00:00Z', 4],
    ['resolution', '2026-11-23T12:00:00Z', 4],
    ['resolution', '2026-11-24T12:00:00Z', 4],
    ['wall', '2026-11-23T09:00:00Z', 10],
    ['wall', '2026-11-24T12:00:00Z', 10],
    ['evening', '2026-11-23T12:00:00Z', 4],
    ['evening', '2026-11-24T20:00:00Z', 4],
  ])('of %s is the same before and after it is due, as it is counted (%s)', (clockId, now, hours) => {
    expect(look(clockId, { now }).lengthMs).toBe(hours * hour);
  });

  it('leaves out what was paused', () => {
    const paused = { now: '2026-11-23T13:00:00Z', steps: [pause, goOn] };
    expect(look('resolution', paused).lengthMs).toBe(4 * hour);
    expect(look('wall', paused).lengthMs).toBe(10 * hour);
  });

  it('is that of the provisional goal as long as there is no other, and none before that', () => {
    expect(look('resolution', { options: { fields: { type: null } } }).lengthMs).toBe(8 * hour);
    expect(look('none', {}).lengthMs).toBeNull();
  });
});

describe('the point at which a goal is used up to a part', () => {
  it.each<[string, ClockPoint, string]>([
    ['resolution', share(0.5), '23T10:00'],
    ['resolution', share(1), '23T12:00'],
    ['resolution', offset('-1h'), '23T11:00'],
    ['resolution', offset('-9h'), '23T08:00'],
    ['resolution', offset('+6h'), '24T09:00'],
    ['resolution', offset('+6h-elapsed'), '23T18:00'],
    ['wall', share(0.5), '23T13:00'],
    ['wall', offset('-1h'), '23T17:00'],
    ['wall', offset('+6h'), '24T00:00'],
    ['wall', offset('-1h-elapsed'), '23T17:00'],
    ['evening', share(0.5), '23T18:00'],
    ['evening', offset('-1h'), '23T19:00'],
  ])('of %s: %j is at %s', (clockId, point, expected) => {
    const crossings = ['2026-11-23T08:00:00Z', '2026-11-23T11:30:00Z', '2026-11-25T11:30:00Z'].map((now) =>
      look(clockId, { now }).crosses(point),
    );
    expect(new Set(crossings)).toEqual(new Set([expected]));
  });

  it.each<[string, ClockPoint, string]>([
    ['resolution', share(0.25), '23T09:00'],
    ['resolution', share(0.5), '23T12:00'],
    ['wall', share(0.1), '23T09:00'],
    ['wall', share(0.5), '23T15:00'],
  ])('of %s moves by a pause before it: %j', (clockId, point, expected) => {
    expect(look(clockId, { now: '2026-11-23T13:00:00Z', steps: [pause, goOn] }).crosses(point)).toBe(
      expected,
    );
  });

  it('is never as long as the clock stands still, has no goal or is over', () => {
    expect(look('resolution', { steps: [pause] }).crosses(share(0.5))).toBeNull();
    expect(look('none', {}).crosses(share(0.5))).toBeNull();
    const closed = sets('2026-11-23T09:00:00Z', { state: 'closed' });
    expect(look('resolution', { steps: [closed] }).crosses(share(0.5))).toBeNull();
  });
});
