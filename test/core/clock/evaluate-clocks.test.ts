import { describe, expect, it } from 'vitest';
import { evaluateClocks } from '../../../src/core/clock/evaluate-clocks.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import {
  aFault,
  classified,
  cyclesOf,
  latest,
  monday,
  packWithClock,
  state,
  tuesday,
} from './clock-tests.ts';

const pack = packWithClock();

describe('a clock', () => {
  it.each([
    ['runs from the registration', monday('10:00'), 'running, due 23 12:00, used 2 h'],
    ['is in time at the due instant', monday('12:00'), 'running, due 23 12:00, used 4 h'],
    ['is breached after it', monday('12:01'), 'breached, due 23 12:00, used 4.016666666666667 h'],
  ])('%s', (_what, now, reading) => {
    expect(latest(pack, 'resolution', aFault({}), now)).toBe(reading);
  });

  it('stops in time', () => {
    const ticket = aFault({}, state(monday('11:00'), 'closed'));
    const [reading] = cyclesOf(pack, 'resolution', ticket, tuesday('11:00'));
    expect(reading).toMatchObject({ state: 'met', usedMs: 3 * 3_600_000, stoppedAt: at(monday('11:00')) });
    expect(reading?.stoppedBy).toBe('h1-state');
  });

  it('stops late, which stays a miss whatever happens later', () => {
    const ticket = aFault({}, state(monday('13:00'), 'closed'), sets(monday('14:00'), { priority: 'low' }));
    expect(latest(pack, 'resolution', ticket, tuesday('11:00'))).toBe('missed, due 23 12:00, used 5 h');
  });

  it('is not late while no working time passes after a due instant at closing', () => {
    const ticket = aFault({ at: monday('12:00') });
    expect(latest(pack, 'resolution', ticket, tuesday('06:59'))).toBe('running, due 23 16:00, used 4 h');
    expect(latest(pack, 'resolution', ticket, tuesday('07:01'))).toMatch(/^breached, due 23 16:00/);
    const answered = aFault({ at: monday('12:00') }, state(monday('18:00'), 'closed'));
    expect(latest(pack, 'resolution', answered, tuesday('12:00'))).toBe('met, due 23 16:00, used 4 h');
  });

  it('starts at the opening when registered outside hours', () => {
    const ticket = aFault({ at: monday('05:30') });
    expect(latest(pack, 'resolution', ticket, monday('07:00'))).toBe('running, due 23 11:00, used 0 h');
  });

  it('ignores what happens later than the instant asked about', () => {
    const ticket = aFault({}, state(monday('11:00'), 'closed'));
    const asOf = evaluateClocks({ pack, ticket }, at(monday('10:00')));
    expect(asOf).toEqual(evaluateClocks({ pack, ticket: aFault({}) }, at(monday('10:00'))));
    expect(evaluateClocks({ pack, ticket }, at(monday('07:59')))).toEqual([]);
  });
});

describe('a reaction', () => {
  it('is met at registration when the registering agent speaks to the applicant', () => {
    const ticket = aFault({ by: 'agent' }, writes(monday('08:00'), { channel: 'phone' }));
    expect(latest(pack, 'reaction', ticket, monday('15:00'))).toBe('met, due 23 09:00, used 0 h');
  });

  it.each([
    ['an automatic letter', writes(monday('08:10'), { actor: 'automation', sender: 'system' })],
    ['a letter of the service', writes(monday('08:10'), { actor: 'service', sender: 'system' })],
    ['an internal note', writes(monday('08:10'), { isInternal: true })],
    ['a message of the applicant', writes(monday('08:10'), { actor: 'applicant' })],
    ['an owner set by a trigger', sets(monday('08:10'), { owner: '11' }, { by: 'automation' })],
    ['a message that came by merge', writes(monday('08:10'), { isMerged: true })],
  ])('is not met by %s', (_what, step) => {
    expect(latest(pack, 'reaction', aFault({}, step), monday('08:30'))).toBe(
      'running, due 23 09:00, used 0.5 h',
    );
  });
});

describe('a ticket not yet classified', () => {
  const unclassified = { type: null, priority: null };
  const classify = sets(monday('09:30'), classified);

  it('runs on the provisional goal, which warns and never violates', () => {
    const [reading] = cyclesOf(pack, 'reaction', aFault({ fields: unclassified }), monday('15:00'));
    expect(reading).toMatchObject({ state: 'running', dueAt: at(monday('08:30')), lateAfter: null });
    expect(reading?.goals).toMatchObject([{ within: '30m', chosenBy: 'unclassified', isProvisional: true }]);
  });

  it('is judged by its class from the original start once it has one', () => {
    const ticket = aFault({ fields: unclassified }, classify);
    expect(latest(pack, 'reaction', ticket, monday('09:30'))).toBe('breached, due 23 09:00, used 1.5 h');
  });

  it.each([
    ['met when in time for it', monday('08:50'), 'met, due 23 09:00, used 0.8333333333333334 h'],
    ['missed when too late for it', monday('09:20'), 'missed, due 23 09:00, used 1.3333333333333333 h'],
  ])('is judged by the class it got after the answer: %s', (_what, answeredAt, reading) => {
    const ticket = aFault({ fields: unclassified }, writes(answeredAt), classify);
    expect(latest(pack, 'reaction', ticket, monday('15:00'))).toBe(reading);
  });

  it('has met its clocks as long as no class says otherwise', () => {
    const ticket = aFault({ fields: unclassified }, writes(monday('15:00')));
    expect(latest(pack, 'reaction', ticket, monday('15:30'))).toBe('met, due 23 08:30, used 7 h');
  });
});

describe('a clock that applies to some tickets', () => {
  const selective = packWithClock(
    `  - { id: fault-only, label: F, applies: { type: fault }, stops: closed, goals: 2h, product: true }
  - { id: called, label: C, starts: applicant-message, stops: agent-reply, goals: 1h, product: true }`,
  );

  it('has no reading for others, and has the original start when the ticket becomes one', () => {
    const question = aFault({ fields: { type: 'question', priority: 'low' } });
    expect(cyclesOf(selective, 'fault-only', question, monday('09:00'))).toEqual([]);
    const turned = aFault(
      { fields: { type: 'question', priority: 'low' } },
      sets(monday('08:30'), classified),
    );
    expect(latest(selective, 'fault-only', turned, monday('09:00'))).toBe('running, due 23 10:00, used 1 h');
  });

  it('has not started before its event', () => {
    expect(latest(selective, 'called', aFault({}), monday('09:00'))).toBe('not-started, no due, used 0 h');
    const called = aFault({}, writes(monday('08:40'), { actor: 'applicant' }));
    expect(latest(selective, 'called', called, monday('09:00'))).toBe(
      'running, due 23 09:40, used 0.3333333333333333 h',
    );
  });
});

it('reads the clocks of a ticket without group or type in no other way', () => {
  const bare = aTicket({ at: monday('08:00'), fields: { group: 'front' } });
  expect(evaluateClocks({ pack, ticket: bare }, at(monday('09:00'))).map(({ clockId }) => clockId)).toEqual([
    'reaction',
    'resolution',
  ]);
});
