import { describe, expect, it } from 'vitest';
import { MS_PER_HOUR } from '../../../src/core/calendar/instant.ts';
import type { ClockReading } from '../../../src/core/clock/clock-reading.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { at, sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { aFault, cyclesOf, inWords, latest, monday, state } from './clock-tests.ts';

const noClass = { type: null, priority: null };

function packWith(clock: string): CompiledPack {
  return compileTestPack({
    files: {
      'catalog/more.yaml':
        'fields: [{ id: promised_at, label: Promised for, kind: datetime, product: true }]',
      'calendars/more.yaml': `calendars:
  - id: evenings
    zone: Europe/Kyiv
    periods: [{ week: { mon: [['18:00', '24:00']] } }]
    clause: S 1
`,
      'clocks/more.yaml': `clocks: [{ id: asked, label: Asked, stops: closed, product: true, ${clock} }]`,
    },
  });
}

function readingOf(
  clock: string,
  fields: Parameters<typeof aFault>[0]['fields'],
  ...steps: Step[]
): ClockReading {
  const readings = cyclesOf(
    packWith(clock),
    'asked',
    aFault({ ...(fields && { fields }) }, ...steps),
    monday('12:00'),
  );
  expect(readings).toHaveLength(1);
  return readings[0]!;
}

describe('the calendar a goal is counted in', () => {
  // Registered at 10:00 in Kyiv; the evening begins at 18:00, 16:00 UTC.
  it.each([
    ['is the one of the desk where none is named', 'goals: 2h', monday('10:00')],
    ['is the one of its clock', 'calendar: evenings, goals: 2h', monday('18:00')],
    [
      'is the one of its cell',
      'calendar: evenings, goals: { within: 2h, calendar: office }',
      monday('10:00'),
    ],
    [
      'is that of the provisional goal',
      'goals: { fault: 2h, question: 2h }, by: [type], unclassified: { within: 1h, calendar: evenings }',
      monday('17:00'),
    ],
  ])('%s', (_what, clock, due) => {
    expect(readingOf(clock, clock.includes('unclassified') ? noClass : undefined).dueAt).toBe(at(due));
  });

  it('is the one of its clock as long as there is no goal', () => {
    const reading = readingOf('calendar: evenings, by: [type], goals: { fault: 2h, question: 2h }', noClass);
    expect(reading).toMatchObject({ dueAt: null, usedMs: 0, goals: [] });
  });
});

describe('what chose a goal', () => {
  it.each([
    [
      'the values of its fields',
      'by: [type, priority], goals: { fault: { high: 2h, low: 2h }, question: 2h }',
      ['fault/high'],
    ],
    ['the values that were looked at', 'by: [type, priority], goals: { fault: 2h, question: 2h }', ['fault']],
    ['nothing', 'goals: 2h', ['any']],
  ])('is told: %s', (_what, clock, chosenBy) => {
    expect(readingOf(clock, undefined).goals.map((goal) => goal.chosenBy)).toEqual(chosenBy);
  });

  it('is told of a term in a field with its instant, and that it binds', () => {
    const promised = at(monday('15:00'));
    const reading = readingOf(
      'by: [type], goals: { fault: { field: promised_at }, question: 2h }',
      undefined,
      sets(monday('09:00'), { promised_at: promised }),
      state(monday('10:00'), 'open'),
    );
    expect(reading).toMatchObject({ dueAt: promised, lateAfter: promised });
    expect(reading.goals).toEqual([
      {
        since: at(monday('09:00')),
        within: 'promised_at',
        chosenBy: `fault/${promised}`,
        isProvisional: false,
      },
    ]);
  });
});

describe('a ticket not yet classified', () => {
  it('has the goal that needs no class', () => {
    expect(readingOf('goals: 2h, unclassified: 1h', noClass).goals).toMatchObject([
      { within: '2h', isProvisional: false },
    ]);
  });

  it('has no goal by the half of its class that is known', () => {
    const clock = 'by: [type], goals: { fault: 2h, question: 2h }';
    expect(readingOf(clock, { priority: null }).goals).toEqual([]);
    expect(readingOf(`${clock}, unclassified: 1h`, { priority: null }).goals).toMatchObject([
      { within: '1h', chosenBy: 'unclassified', isProvisional: true },
    ]);
  });

  it('has none where the pack gives it none', () => {
    expect(readingOf('by: [type], goals: { fault: 2h, question: 2h }', noClass)).toMatchObject({
      state: 'running',
      dueAt: null,
      lateAfter: null,
      usedMs: 4 * MS_PER_HOUR,
    });
  });

  it('begins anew with its second class only, where goals restart the clock', () => {
    const reading = readingOf(
      'by: [priority], goals: { high: 2h, low: 3h }, unclassified: 1h, on_goal_change: restart',
      { priority: null },
      sets(monday('09:00'), { priority: 'low' }),
      sets(monday('10:30'), { priority: 'high' }),
    );
    expect(reading).toMatchObject({ dueAt: at(monday('12:30')), usedMs: 1.5 * MS_PER_HOUR });
  });
});

describe('a cycle that begins late in a ticket’s life', () => {
  const byPriority = 'by: [priority], goals: { high: 2h, low: 3h }';
  const raise = (time: string): Step => sets(monday(time), { priority: 'high' });

  it('knows the goal it began with, since then, and none from before', () => {
    const reading = readingOf(
      `starts: agent-reply, ${byPriority}`,
      { priority: 'low' },
      raise('08:30'),
      writes(monday('09:00')),
    );
    expect(reading.goals).toEqual([
      { since: at(monday('09:00')), within: '2h', chosenBy: 'high', isProvisional: false },
    ]);
  });

  it('takes no part in judging the one before it: that had the goal of then', () => {
    const pack = packWith(`restarts: assigned, ${byPriority}`);
    const ticket = aFault(
      { fields: { priority: 'low' } },
      sets(monday('10:30'), { priority: 'high', owner: '11' }),
    );
    expect(cyclesOf(pack, 'asked', ticket, monday('11:00')).map(inWords)).toEqual([
      'left, due 23 11:00, used 2.5 h',
      'running, due 23 12:30, used 0.5 h',
    ]);
  });

  it('is paused when the act that began it says so', () => {
    const pack = packWith('restarts: assigned, goals: 2h, pauses: [{ while: { state_kind: waiting } }]');
    const ticket = aFault({}, sets(monday('09:00'), { owner: '11', state: 'awaiting-applicant' }));
    expect(latest(pack, 'asked', ticket, monday('10:00'))).toBe('paused, due 23 12:00, used 0 h');
  });
});
