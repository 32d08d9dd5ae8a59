import { describe, expect, it } from 'vitest';
import { sets } from '../../support/a-ticket.ts';
import { aFault, cyclesOf, latest, monday, packWithClock, state, tuesday } from './clock-tests.ts';

const pack = packWithClock();
const wait = (when: string) => state(when, 'awaiting-applicant');
const goOn = (when: string) => state(when, 'open');

describe('a pause', () => {
  it('shows the due instant as if the clock went on now', () => {
    const ticket = aFault({}, wait(monday('09:00')));
    expect(latest(pack, 'resolution', ticket, monday('11:00'))).toBe('paused, due 23 14:00, used 1 h');
    expect(latest(pack, 'resolution', ticket, tuesday('08:00'))).toBe('paused, due 24 11:00, used 1 h');
  });

  it.each([
    [
      'two in one day',
      [wait(monday('09:00')), goOn(monday('10:00')), wait(monday('11:00')), goOn(monday('13:00'))],
      '23 15:00',
    ],
    ['over the night', [wait(monday('09:00')), goOn(tuesday('08:00'))], '24 11:00'],
    ['outside hours only', [wait(monday('17:00')), goOn(tuesday('06:00'))], '23 12:00'],
    ['from the registration', [wait(monday('08:00')), goOn(monday('09:00'))], '23 13:00'],
    ['begun when the goal was used up', [wait(monday('12:00')), goOn(monday('13:00'))], '23 12:00'],
    ['begun when it was late already', [wait(monday('13:00')), goOn(monday('15:00'))], '23 12:00'],
  ])('moves the due instant by the open time it took: %s', (_what, steps, due) => {
    const [reading] = cyclesOf(pack, 'resolution', aFault({}, ...steps), tuesday('08:30'));
    expect(new Date(reading!.dueAt!).toISOString().slice(8, 16)).toBe(due.replace(' ', 'T'));
  });

  it('does not end a breach', () => {
    const ticket = aFault({}, wait(monday('13:00')));
    expect(latest(pack, 'resolution', ticket, monday('15:00'))).toBe('breached, due 23 12:00, used 5 h');
  });

  it('ends with a stop, and goes on after a return in which its reason still holds', () => {
    const ticket = aFault({}, wait(monday('09:00')), state(monday('10:00'), 'closed'), wait(monday('11:00')));
    expect(latest(pack, 'resolution', ticket, monday('10:30'))).toBe('met, due 23 13:00, used 1 h');
    expect(latest(pack, 'resolution', ticket, monday('12:00'))).toBe('paused, due 23 15:00, used 1 h');
  });

  it('is shown with its stretch and clause', () => {
    const grounded = packWithClock(`  - id: third
    label: Third
    stops: closed
    pauses: [{ while: { state_kind: waiting }, clause: S 5 }]
    goals: 4h
    clause: [S 3, S 6]
`);
    const ticket = aFault({ at: monday('06:00') }, wait(monday('09:00')), goOn(monday('10:00')));
    const [reading] = cyclesOf(grounded, 'third', ticket, monday('10:30'));
    expect(reading?.segments).toEqual([
      segment('06:00', '09:00', {
        counts: true,
        workingMs: 2 * 3_600_000,
        why: 'running',
        clause: 'S 3, S 6',
      }),
      segment('09:00', '10:00', { counts: false, workingMs: 3_600_000, why: 'paused', clause: 'S 5' }),
      segment('10:00', '10:30', { counts: true, workingMs: 1_800_000, why: 'running', clause: 'S 3, S 6' }),
    ]);
  });
});

describe('a clock with two reasons to pause', () => {
  const pack = packWithClock(`  - id: two
    label: Two
    stops: closed
    pauses:
      - { while: { state_kind: waiting }, clause: S 5 }
      - { while: { group: back }, clause: S 6 }
    goals: 4h
    clause: S 3
`);

  it('names the one that holds, and the first of both', () => {
    const ticket = aFault(
      {},
      wait(monday('09:00')),
      sets(monday('10:00'), { group: 'back' }),
      goOn(monday('11:00')),
    );
    const [reading] = cyclesOf(pack, 'two', ticket, monday('12:00'));
    expect(reading?.segments.map(({ why, clause, to }) => [why, clause, to])).toEqual([
      ['running', 'S 3', Date.parse(monday('09:00'))],
      ['paused', 'S 5', Date.parse(monday('11:00'))],
      ['paused', 'S 6', Date.parse(monday('12:00'))],
    ]);
  });
});

function segment(from: string, to: string, rest: object): object {
  return { from: Date.parse(monday(from)), to: Date.parse(monday(to)), ...rest };
}
