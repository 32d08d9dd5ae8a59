import { describe, expect, it } from 'vitest';
import { evaluateClocks } from '../../../src/core/clock/evaluate-clocks.ts';
import { at, sets } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { aFault, cyclesOf, monday, packWithClock, state } from './clock-tests.ts';

const urgent = `  - id: urgent
    label: Urgent
    applies: { priority: high }
    stops: closed
    resumes: reopened
    restarts: assigned
    goals: 4h
    product: true
`;
const relax = sets(monday('10:00'), { priority: 'low' });

/** The states of the cycles of a clock for tickets of high priority, at noon. */
function statesOf(priority: string, ...steps: Step[]): string[] {
  const ticket = aFault({ fields: { priority } }, ...steps);
  return cyclesOf(packWithClock(urgent), 'urgent', ticket, monday('11:30')).map((reading) => reading.state);
}

describe('a clock for tickets of high priority', () => {
  it.each<[string, string[], string, Step[]]>([
    ['what it decided before the priority was lowered', ['met'], 'high', [close('09:00'), relax]],
    [
      'what the act decided that lowered the priority too',
      ['met'],
      'high',
      [sets(monday('09:00'), { state: 'closed', priority: 'low' })],
    ],
    [
      'what the act decided that raised the priority too',
      ['met'],
      'low',
      [sets(monday('09:00'), { state: 'closed', priority: 'high' })],
    ],
    [
      'a cycle that was over when the priority was lowered',
      ['left'],
      'high',
      [sets(monday('09:00'), { owner: '11' }), relax],
    ],
    [
      'a cycle that ended in the act that lowered it',
      ['left'],
      'high',
      [sets(monday('09:00'), { owner: '11', priority: 'low' })],
    ],
  ])('keeps %s', (_what, states, priority, steps) => {
    expect(statesOf(priority, ...steps)).toEqual(states);
  });

  it.each<[string, string, Step[]]>([
    ['whose priority was lowered while it ran', 'high', [relax]],
    ['that was closed with a low one, raised later or not', 'low', [close('09:00'), raise('10:00')]],
    ['that is open again with a low one', 'high', [close('09:00'), relax, state(monday('11:00'), 'open')]],
  ])('says nothing of a ticket %s', (_what, priority, steps) => {
    expect(statesOf(priority, ...steps)).toEqual([]);
  });

  it('is not even waiting to start on other tickets', () => {
    const pack = packWithClock(
      '  - { id: called, label: C, applies: { priority: high }, starts: applicant-message, stops: agent-reply, goals: 1h, product: true }',
    );
    const idsOf = (priority: string): string[] =>
      evaluateClocks({ pack, ticket: aFault({ fields: { priority } }) }, at(monday('09:00'))).map(
        ({ clockId }) => clockId,
      );
    expect(idsOf('low')).toEqual(['reaction', 'resolution']);
    expect(idsOf('high')).toEqual(['reaction', 'resolution', 'called']);
  });
});

it('a clock that has not started has counted nothing towards nothing', () => {
  const pack = packWithClock(
    '  - { id: called, label: C, starts: applicant-message, stops: agent-reply, goals: 1h, product: true }',
  );
  expect(cyclesOf(pack, 'called', aFault({}), monday('09:00'))).toEqual([
    {
      clockId: 'called',
      state: 'not-started',
      startedAt: null,
      dueAt: null,
      lateAfter: null,
      stoppedAt: null,
      stoppedBy: null,
      usedMs: 0,
      cycle: 0,
      goals: [],
      segments: [],
    },
  ]);
});

function close(time: string): Step {
  return state(monday(time), 'closed');
}

function raise(time: string): Step {
  return sets(monday(time), { priority: 'high' });
}
