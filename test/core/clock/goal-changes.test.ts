import { describe, expect, it } from 'vitest';
import { sets } from '../../support/a-ticket.ts';
import { aFault, cyclesOf, latest, monday, packWithClock, state, tuesday } from './clock-tests.ts';

const raise = (when: string) => sets(when, { priority: 'high' });
const relax = (when: string) => sets(when, { priority: 'low' });

describe('a change of priority', () => {
  const medium = packWithClock(`  - id: example
    label: Example
    stops: closed
    by: [priority]
    goals: { high: 2h, low: 3h }
    product: true
`);

  it('changes the goal and keeps the start: registered 10:00, raised 11:00 to 2 h, due 12:00', () => {
    const ticket = aFault({ fields: { priority: 'low' } }, raise(monday('09:00')));
    expect(latest(medium, 'example', ticket, monday('09:00'))).toBe('running, due 23 10:00, used 1 h');
  });

  it('remembers the goals with the instants since when', () => {
    const ticket = aFault({ fields: { priority: 'low' } }, raise(monday('09:00')));
    const [reading] = cyclesOf(medium, 'example', ticket, monday('09:30'));
    expect(reading?.goals).toEqual([
      { since: Date.parse(monday('08:00')), within: '3h', chosenBy: 'low', isProvisional: false },
      { since: Date.parse(monday('09:00')), within: '2h', chosenBy: 'high', isProvisional: false },
    ]);
  });

  it('that relaxes the goal in time takes the breach away, after the stop it does not', () => {
    const relaxed = aFault({}, relax(monday('10:30')), state(monday('10:40'), 'closed'));
    expect(latest(medium, 'example', relaxed, monday('15:00'))).toMatch(/^met, due 23 11:00/);
    const tooLate = aFault({}, state(monday('10:40'), 'closed'), relax(monday('10:50')));
    expect(latest(medium, 'example', tooLate, monday('15:00'))).toMatch(/^missed, due 23 10:00/);
  });

  it('counts in the act that stops the clock', () => {
    const ticket = aFault({}, sets(monday('10:30'), { state: 'closed', priority: 'low' }));
    expect(latest(medium, 'example', ticket, monday('15:00'))).toMatch(/^met, due 23 11:00/);
  });

  it('keeps the time that was paused before', () => {
    const pack = packWithClock();
    const ticket = aFault(
      { fields: { priority: 'low' } },
      state(monday('09:00'), 'awaiting-applicant'),
      raise(monday('10:00')),
      state(monday('11:00'), 'open'),
    );
    expect(latest(pack, 'resolution', ticket, monday('12:00'))).toBe('running, due 23 14:00, used 2 h');
  });

  it('to nothing, or to a pair that has no goal, takes no goal back', () => {
    const pack = packWithClock();
    for (const taken of [{ type: null }, { priority: null }, { type: 'unheard-of' }]) {
      const ticket = aFault({}, sets(monday('09:00'), taken), state(monday('13:00'), 'closed'));
      expect(latest(pack, 'resolution', ticket, monday('15:00'))).toBe('missed, due 23 12:00, used 5 h');
    }
  });

  it('begins anew where the pack says restart, but classification does not', () => {
    const pack = packWithClock(`  - id: anew
    label: Anew
    stops: closed
    by: [type, priority]
    goals: { fault: { high: 2h, low: 3h }, question: 5h }
    unclassified: 1h
    on_goal_change: restart
    product: true
`);
    const raised = aFault({ fields: { priority: 'low' } }, raise(monday('09:00')));
    expect(latest(pack, 'anew', raised, monday('09:30'))).toBe('running, due 23 11:00, used 0.5 h');
    const named = aFault({ fields: { type: null } }, sets(monday('09:00'), { type: 'fault' }));
    expect(latest(pack, 'anew', named, monday('09:30'))).toBe('running, due 23 10:00, used 1.5 h');
  });
});

describe('a cell with a calendar of its own', () => {
  it('counts by that calendar from the original start', () => {
    const pack = packWithClock(`  - id: own
    label: Own
    stops: closed
    by: [priority]
    goals: { high: 2h-elapsed, low: { within: 2h, calendar: office } }
    product: true
`);
    const night = { at: monday('16:00') };
    expect(latest(pack, 'own', aFault(night), monday('17:00'))).toBe('running, due 23 18:00, used 1 h');
    const low = aFault({ ...night, fields: { priority: 'low' } });
    expect(latest(pack, 'own', low, tuesday('08:00'))).toBe('running, due 24 09:00, used 1 h');
  });
});
