import { describe, expect, it } from 'vitest';
import { worstReadings } from '../../../src/core/clock/worst-reading.ts';
import { sets, writes } from '../../support/a-ticket.ts';
import { aFault, cyclesOf, inWords, latest, monday, packWithClock, state, tuesday } from './clock-tests.ts';

function reopening(mode: string): string {
  return `  - { id: again, label: A, stops: closed, resumes: reopened, on_resume: ${mode}, goals: 4h, product: true }`;
}
const close = (when: string) => state(when, 'closed');
const reopen = (when: string) => state(when, 'open');

describe('a reopened ticket', () => {
  const once = aFault({}, close(monday('09:00')), reopen(monday('11:00')));

  it.each([
    ['resume', 'running, due 23 14:00, used 2 h'],
    ['restart', 'running, due 23 15:00, used 1 h'],
    ['keep-first', 'met, due 23 12:00, used 1 h'],
  ])('goes on as the clock says: %s', (mode, reading) => {
    expect(latest(packWithClock(reopening(mode)), 'again', once, monday('12:00'))).toBe(reading);
  });

  it('stays missed when its first stop was late, however good the second', () => {
    const late = aFault({}, close(monday('13:00')), reopen(monday('14:00')), close(monday('14:10')));
    expect(latest(packWithClock(reopening('resume')), 'again', late, tuesday('08:00'))).toMatch(/^missed/);
    const cycles = cyclesOf(packWithClock(reopening('restart')), 'again', late, tuesday('08:00'));
    expect(cycles.map(({ cycle, state: verdict }) => [cycle, verdict])).toEqual([
      [0, 'missed'],
      [1, 'met'],
    ]);
    expect(worstReadings(cycles).get('again')?.cycle).toBe(0);
  });

  it('stays late by the goal of its first stop, though a later one is relaxed', () => {
    const pack = packWithClock(`  - id: again
    label: A
    stops: closed
    resumes: reopened
    by: [priority]
    goals: { high: 1h, low: 16h }
    product: true
`);
    const late = aFault(
      {},
      close(monday('10:00')),
      sets(monday('11:00'), { state: 'open', priority: 'low' }),
    );
    expect(latest(pack, 'again', late, monday('12:00'))).toMatch(/^breached, due 24 16:00/);
    const closed = aFault(
      {},
      close(monday('10:00')),
      sets(monday('11:00'), { state: 'open', priority: 'low' }),
      close(monday('12:00')),
    );
    expect(latest(pack, 'again', closed, monday('13:00'))).toMatch(/^missed, due 24 16:00/);
  });

  it('begins anew by an event that restarts it, whether it stands still or not', () => {
    const pack = packWithClock(`  - id: again
    label: A
    stops: closed
    resumes: reopened
    on_resume: restart
    restarts: assigned
    goals: 4h
    product: true
`);
    const ticket = aFault(
      {},
      sets(monday('08:30'), { owner: '11' }),
      close(monday('09:00')),
      reopen(monday('10:00')),
    );
    expect(cyclesOf(pack, 'again', ticket, monday('11:00')).map(inWords)).toEqual([
      'left, due 23 12:00, used 0.5 h',
      'met, due 23 12:30, used 0.5 h',
      'running, due 23 14:00, used 1 h',
    ]);
  });

  it('is not opened by an automatic reply, which changes no state', () => {
    const ticket = aFault(
      {},
      close(monday('09:00')),
      writes(monday('11:00'), { actor: 'applicant', isAutomatic: true }),
    );
    expect(latest(packWithClock(reopening('resume')), 'again', ticket, monday('12:00'))).toMatch(/^met/);
  });
});

describe('a clock that stops at hand-over', () => {
  const pack = packWithClock(`  - id: first-line
    label: First line
    stops: { any: [closed, { handed_over: { from: front } }] }
    resumes: { any: [reopened, { handed_over: { to: front } }] }
    goals: 4h
    product: true
  - { id: whole-path, label: Whole path, stops: closed, resumes: reopened, goals: 4h, product: true }
`);
  const away = sets(monday('09:00'), { group: 'back' });
  const back = sets(monday('14:00'), { group: 'front' });

  it('resumes at hand-back with the time already used', () => {
    expect(latest(pack, 'first-line', aFault({}, away), monday('13:00'))).toBe('met, due 23 12:00, used 1 h');
    expect(latest(pack, 'first-line', aFault({}, away, back), monday('15:00'))).toBe(
      'running, due 24 08:00, used 2 h',
    );
  });

  it('is not stopped by a group that a trigger sets', () => {
    const moved = sets(monday('09:00'), { group: 'back' }, { by: 'automation' });
    expect(latest(pack, 'first-line', aFault({}, moved), monday('10:00'))).toMatch(/^running/);
  });

  it('hides nothing from the clock of the whole path', () => {
    expect(latest(pack, 'whole-path', aFault({}, away, back), monday('15:00'))).toBe(
      'breached, due 23 12:00, used 7 h',
    );
  });
});

describe('the clock of a line', () => {
  const pack = packWithClock(`  - id: line
    label: Line
    starts: { handed_over: { to: back } }
    restarts: assigned
    stops: agent-reply
    goals: 1h
    product: true
`);
  const ticket = aFault(
    {},
    sets(monday('08:30'), { group: 'back' }),
    sets(monday('09:00'), { owner: '11' }),
    sets(monday('11:00'), { owner: '12' }),
    writes(monday('11:30')),
  );

  it('begins at the hand-over and again at each assignment, the applicant’s does not', () => {
    const cycles = cyclesOf(pack, 'line', ticket, monday('15:00'));
    expect(cycles.map(inWords)).toEqual([
      'left, due 23 09:30, used 0.5 h',
      'missed, due 23 10:00, used 2 h',
      'met, due 23 12:00, used 0.5 h',
    ]);
    expect(cyclesOf(pack, 'resolution', ticket, monday('15:00'))).toHaveLength(1);
  });

  it('shows what came before the start as such', () => {
    const [, second] = cyclesOf(pack, 'line', ticket, monday('15:00'));
    expect(second?.segments.map(({ why, from, to }) => [why, to - from])).toEqual([
      ['before-start', 3_600_000],
      ['running', 2 * 3_600_000],
    ]);
  });
});

it('the event that starts a clock does not start it twice', () => {
  const pack = packWithClock(
    '  - { id: asked, label: A, starts: applicant-message, restarts: applicant-message, stops: closed, goals: 2h, product: true }',
  );
  const asks = (when: string) => writes(when, { actor: 'applicant' });
  const cycles = (...steps: Parameters<typeof aFault>[1][]): string[] =>
    cyclesOf(pack, 'asked', aFault({}, ...steps), monday('11:00')).map(inWords);
  expect(cycles(asks(monday('09:00')))).toEqual(['running, due 23 11:00, used 2 h']);
  expect(cycles(asks(monday('09:00')), asks(monday('10:00')))).toEqual([
    'left, due 23 11:00, used 1 h',
    'running, due 23 12:00, used 1 h',
  ]);
});

it('a clock is stopped by the first of several answers', () => {
  const ticket = aFault({}, writes(monday('08:30')), writes(monday('10:00')));
  const [reading] = cyclesOf(packWithClock(), 'reaction', ticket, monday('11:00'));
  expect(reading).toMatchObject({ state: 'met', stoppedBy: 'a1', usedMs: 1_800_000 });
});

it('a clock counts from the first moment of the act that starts it', () => {
  const ticket = aFault({ by: 'agent' }, writes('2026-11-23T08:00:00.500Z', { isInternal: true }));
  const [reading] = cyclesOf(packWithClock(), 'resolution', ticket, monday('10:00'));
  expect(reading).toMatchObject({ usedMs: 2 * 3_600_000 });
});

it('one act that both ends a cycle and begins the next does both, in this order', () => {
  const pack = packWithClock(
    '  - { id: update, label: U, stops: agent-reply, restarts: agent-reply, goals: 2h, product: true }',
  );
  const ticket = aFault({}, writes(monday('09:00')), writes(monday('12:00')));
  expect(cyclesOf(pack, 'update', ticket, monday('13:00')).map(inWords)).toEqual([
    'met, due 23 10:00, used 1 h',
    'missed, due 23 11:00, used 3 h',
    'running, due 23 14:00, used 1 h',
  ]);
});
