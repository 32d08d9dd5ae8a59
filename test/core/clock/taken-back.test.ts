import { describe, expect, it } from 'vitest';
import { listStandings } from '../../../src/core/clock/act-standing.ts';
import { evaluateClocks, readClockOf, readClocks } from '../../../src/core/clock/evaluate-clocks.ts';
import { withoutTakenBack } from '../../../src/core/clock/taken-back.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import { Rule } from '../../../src/core/regulation/schema/rule.ts';
import { readHistory } from '../../../src/core/ticket/history.ts';
import type { FieldValues } from '../../../src/core/ticket/field-value.ts';
import { at, sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { aFault, cyclesOf, latest, monday, packWithClock, state } from './clock-tests.ts';

const rules = [
  {
    id: 'no-bare-closing',
    on: { event: { event: 'closed', by: 'agent' } },
    do: [{ undo: { state: 'open' }, text: 'note-undone' }],
  },
  {
    id: 'no-raising',
    on: { event: { changed: { priority: 'high' }, by: 'agent' } },
    do: [{ undo: { priority: { previous: true }, type: { previous: true } }, text: 'note-undone' }],
  },
  {
    id: 'no-high-fault',
    on: { while: { type: 'fault', priority: 'high' }, lasts: '10m' },
    do: [{ undo: { priority: 'low', type: { previous: true } }, text: 'note-undone' }],
  },
  {
    id: 'closed-by-itself',
    on: { event: { event: 'closed', by: 'agent' } },
    do: [{ set: { state: 'open' } }],
  },
].map((rule) => Rule.parse({ summary: 'A rule.', product: true, ...rule }));

const pack: CompiledPack = { ...packWithClock(), rules };

/** Our own request: a note that carries the key, and the fields. */
function putsBack(when: string, key: string, values: FieldValues): Step {
  return (fields, index) => [
    ...writes(when, { actor: 'service', channel: 'note', effectKey: `ticket:1/${key}` })(fields, index),
    ...sets(when, values, { by: 'service' })(fields, index),
  ];
}

const closed = state(monday('09:00'), 'closed');

function asOf(now: string, ...steps: Step[]): string {
  return latest(pack, 'resolution', aFault({}, ...steps), monday(now));
}

describe('what a rule took back', () => {
  const back = putsBack(monday('10:30'), 'no-bare-closing/h1-state', { state: 'open' });

  it('stops a clock only while it stands', () => {
    expect(asOf('10:00', closed, back)).toBe('met, due 23 12:00, used 1 h');
    expect(asOf('11:00', closed, back)).toBe('running, due 23 12:00, used 3 h');
    const [reading, ...more] = cyclesOf(pack, 'resolution', aFault({}, closed, back), monday('11:00'));
    expect(more).toEqual([]);
    expect(reading?.segments).toHaveLength(1);
  });

  it('leaves the same due instant however late it was noticed', () => {
    const late = putsBack(monday('13:00'), 'no-bare-closing/h1-state', { state: 'open' });
    expect(asOf('14:00', closed, late)).toBe('breached, due 23 12:00, used 6 h');
  });

  it('leaves a later closing as it is', () => {
    const closedAgain = state(monday('11:30'), 'closed');
    expect(asOf('14:00', closed, back, closedAgain)).toBe('met, due 23 12:00, used 3.5 h');
    const reopened = state(monday('12:30'), 'open');
    expect(asOf('13:00', closed, back, closedAgain, reopened)).toBe('running, due 23 13:00, used 4 h');
  });

  it.each([
    ['a person reopened it', state(monday('10:30'), 'open')],
    ['another rule set the field', putsBack(monday('10:30'), 'closed-by-itself/h1-state', { state: 'open' })],
    ['the key names no act', putsBack(monday('10:30'), 'no-bare-closing/h9-state', { state: 'open' })],
    ['the request changed nothing', putsBack(monday('09:30'), 'no-bare-closing/h1-state/lead', {})],
  ])('counts as any other where %s', (_, step) => {
    expect(asOf('11:00', closed, step, state(monday('10:30'), 'open'))).toBe(
      'running, due 23 13:30, used 1.5 h',
    );
  });

  it('neither changed the goal', () => {
    const low = { fields: { priority: 'low' } };
    const raised = sets(monday('09:00'), { priority: 'high' });
    const lowered = putsBack(monday('10:00'), 'no-raising/h1-priority', { priority: 'low' });
    const [reading] = cyclesOf(pack, 'resolution', aFault(low, raised, lowered), monday('11:00'));
    expect(reading?.goals.map(({ chosenBy }) => chosenBy)).toEqual(['fault/low']);
  });

  it('may be several fields of one act, or what it was registered with', () => {
    const registered = { fields: { type: 'question', priority: 'high' } };
    const back = putsBack(monday('08:10'), 'no-raising/created', { type: 'fault', priority: 'low' });
    const [reading] = cyclesOf(pack, 'resolution', aFault(registered, back), monday('09:00'));
    expect(reading?.goals.map(({ chosenBy }) => chosenBy)).toEqual(['fault/low']);
  });

  describe('with a value that had stood there before the act', () => {
    const high = { fields: { type: 'question', priority: 'high' } };
    const classified = sets(monday('09:00'), { owner: '11', type: 'fault' });
    const goalsOf = (...steps: Step[]): readonly (readonly [string | null, number])[] => {
      const [reading] = cyclesOf(pack, 'resolution', aFault(high, ...steps), monday('14:00'));
      return (reading?.goals ?? []).map(({ chosenBy, since }) => [chosenBy, since] as const);
    };
    const lowered = (when: string, values: FieldValues = { priority: 'low' }): Step =>
      putsBack(when, 'no-high-fault/h1-type', values);

    it('changed the goal with that act, however late it was noticed', () => {
      const plain = goalsOf(sets(monday('09:00'), { type: 'fault', priority: 'low' }));
      expect(plain.map(([chosenBy]) => chosenBy)).toContain('fault/low');
      expect(goalsOf(classified, lowered(monday('09:10')))).toEqual(plain);
      expect(goalsOf(classified, lowered(monday('13:00')))).toEqual(plain);
    });

    it.each<FieldValues>([
      { type: 'question', priority: 'low' },
      { priority: 'low', type: 'question' },
    ])('may be one of several fields, the other of which the act had set: %j', (values) => {
      const back = lowered(monday('10:00'), values);
      const plain = goalsOf(sets(monday('09:00'), { priority: 'low' }));
      expect(goalsOf(classified, back)).toEqual(plain);
    });

    it('is done by that act, after all else of it, and by no other', () => {
      const ticket = aFault(high, classified, writes(monday('09:00')), lowered(monday('10:00')));
      const { acts } = withoutTakenBack(readHistory(ticket, pack, at(monday('11:00'))));
      const told = acts.map(({ facts, fieldsAfter: { priority } }) => [priority, facts.map(({ id }) => id)]);
      expect(told.slice(1)).toEqual([
        ['low', ['h1-owner', 'h1-type', 'a2', 'h3-priority']],
        ['low', ['a3']],
      ]);
    });

    it('is a change of its own where it stood there no longer', () => {
      const raised = sets(monday('09:30'), { priority: 'low' });
      const again = sets(monday('10:00'), { priority: null });
      const back = lowered(monday('11:00'), { priority: 'low' });
      expect(goalsOf(classified, raised, again, back)).toEqual(
        goalsOf(classified, raised, again, sets(monday('11:00'), { priority: 'low' }, { by: 'service' })),
      );
    });
  });

  it('is told by field and value among all that was done in one go', () => {
    const message = writes(monday('09:00'));
    const values = sets(monday('09:00'), { owner: '11', closing_note: 'closed', state: 'closed' });
    const note = writes(monday('10:30'), { actor: 'service', channel: 'note' });
    const opened = putsBack(monday('10:30'), 'no-bare-closing/h2-state', { owner: '12', state: 'open' });
    const ticket = aFault({}, message, values, note, opened);
    const { acts } = withoutTakenBack(readHistory(ticket, pack, at(monday('11:00'))));
    expect(
      acts.map(({ fieldsAfter: { owner, closing_note: text, state: last } }) => [owner, text, last]),
    ).toEqual([
      [null, undefined, 'new'],
      ['11', 'closed', 'open'],
      ['12', 'closed', 'open'],
    ]);
    expect(acts.map(({ facts }) => facts.length)).toEqual([1, 4, 3]);
  });

  it('was not what the ticket was registered with, where that was another value', () => {
    const low = { fields: { priority: 'low' } };
    const raised = sets(monday('09:00'), { priority: 'high' });
    const lowered = putsBack(monday('10:00'), 'no-raising/created', { priority: 'low' });
    const [reading] = cyclesOf(pack, 'resolution', aFault(low, raised, lowered), monday('11:00'));
    expect(reading?.goals.map(({ chosenBy }) => chosenBy)).toEqual(['fault/low', 'fault/high', 'fault/low']);
  });

  it('is asked of each pack by itself', () => {
    const other: CompiledPack = { ...pack, rules: [] };
    const ticket = aFault({}, closed, back);
    expect(latest(pack, 'resolution', ticket, monday('11:00'))).toBe('running, due 23 12:00, used 3 h');
    expect(latest(other, 'resolution', ticket, monday('11:00'))).toBe('running, due 23 13:30, used 1.5 h');
  });

  it('is read of one clock as of all, with the standings of its own acts', () => {
    const history = readHistory(aFault({}, closed, back), pack, at(monday('11:00')));
    expect(readClockOf('resolution', history, listStandings(history))).toEqual(
      readClocks(history).filter(({ clockId }) => clockId === 'resolution'),
    );
    expect(readClocks(history, listStandings(history))).toEqual(readClocks(history));
    expect(readClockOf('no-such-clock', history, listStandings(history))).toEqual([]);
  });

  it('is only what stood as the act left it', () => {
    const other = state(monday('10:00'), 'awaiting-applicant');
    const timeline = aFault(
      {},
      closed,
      other,
      putsBack(monday('10:30'), 'no-bare-closing/h1-state', { state: 'open' }),
    );
    const plain = aFault({}, closed, other, state(monday('10:30'), 'open'));
    expect(latest(pack, 'resolution', timeline, monday('11:00'))).toBe(
      latest(pack, 'resolution', plain, monday('11:00')),
    );
  });

  it('leaves every other history untouched', () => {
    const history = readHistory(
      aFault({}, closed, state(monday('10:30'), 'open')),
      pack,
      at(monday('11:00')),
    );
    expect(withoutTakenBack(history)).toBe(history);
    const taken = readHistory(aFault({}, closed, back), pack, at(monday('11:00')));
    expect(withoutTakenBack(taken).acts.map(({ fieldsAfter }) => fieldsAfter['state'])).toEqual([
      'new',
      'open',
      'open',
    ]);
    expect(evaluateClocks({ pack, ticket: taken.ticket }, at(monday('08:30')))).toEqual(
      evaluateClocks({ pack, ticket: aFault({}) }, at(monday('08:30'))),
    );
  });
});
