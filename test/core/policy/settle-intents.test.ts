import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../../src/core/policy/evaluation.ts';
import { aTicket, at, sets } from '../../support/a-ticket.ts';
import { NO_LONGER_OWED } from '../../../src/core/policy/effect-standing.ts';
import { activeSince, effectsWith, evaluationOf, owedBy, packWithRules } from './evaluation-of.ts';

const note = { notify: ['owner'], text: 'note-undone' };
const classified = aTicket({ fields: { group: 'front', channel: 'email', type: 'fault', priority: 'low' } });
const ladder = packWithRules([
  { id: 'half', on: { clock: 'reaction', at: '50%' }, do: [note], ladder: 'reaction', stale_after: '1wd' },
  { id: 'soon', on: { clock: 'reaction', at: '80%' }, do: [note], ladder: 'reaction', stale_after: '1wd' },
  {
    id: 'late',
    on: { clock: 'reaction', at: 'breach' },
    do: [{ finding: 'late' }, note],
    ladder: 'reaction',
  },
]);

function skippedBy({ skipped }: Evaluation): string[] {
  return skipped.map(({ intent, why }) => `${intent.ruleId}:${why}`);
}

describe('a ladder', () => {
  it.each([
    ['2026-11-23T09:59:59Z', [], []],
    ['2026-11-23T10:00:00Z', ['half:reminder'], []],
    ['2026-11-23T11:12:00Z', ['soon:reminder'], ['half:superseded']],
    ['2026-11-23T13:00:00Z', ['late:reminder'], ['half:superseded', 'soon:superseded']],
  ])('at %s owes only its last step', (now, owed, skipped) => {
    const evaluation = evaluationOf(ladder, classified, now);
    expect(owedBy(evaluation).filter((each) => each.endsWith(':reminder'))).toEqual(owed);
    expect(skippedBy(evaluation)).toEqual(skipped);
  });

  it('goes on from a step that was done', () => {
    const effects = effectsWith('done', 'ticket:1/half/reaction.0.fault.low');
    const evaluation = evaluationOf(ladder, classified, '2026-11-23T11:12:00Z', { effects });
    expect(owedBy(evaluation)).toContain('soon:reminder');
    expect(skippedBy(evaluation)).toEqual([]);
  });
});

describe('an intent that is too late', () => {
  const reminder = packWithRules([
    { on: { while: { missing: ['owner'] }, lasts: '15m' }, do: [note], stale_after: '1h' },
  ]);

  it('is skipped from the instant on, which is a time to look again', () => {
    const before = evaluationOf(reminder, classified, '2026-11-23T09:14:59.999Z');
    expect(owedBy(before)).toContain('rule:reminder');
    expect(before.wakeAt).toBe(at('2026-11-23T09:15:00Z'));
    const after = evaluationOf(reminder, classified, '2026-11-23T09:15:00Z');
    expect(owedBy(after)).not.toContain('rule:reminder');
    expect(skippedBy(after)).toEqual(['rule:stale']);
  });

  it('is not skipped twice', () => {
    const effects = effectsWith('skipped', 'ticket:1/rule/created');
    expect(skippedBy(evaluationOf(reminder, classified, '2026-11-24T09:15:00Z', { effects }))).toEqual([]);
  });

  it('is owed where it was given up because nobody was owed it at that moment', () => {
    const key = 'ticket:1/rule/created';
    const effects = new Map([
      [key, { key, status: 'skipped', at: 0, details: { why: NO_LONGER_OWED } } as const],
    ]);
    const evaluation = evaluationOf(reminder, classified, '2026-11-23T09:10:00Z', { effects });
    expect(owedBy(evaluation)).toContain('rule:reminder');
  });

  it('is a letter of two working days where the rule is silent, unless the operator catches up', () => {
    const letters = packWithRules([{ on: { event: 'registered' }, do: [{ letter: 'changed' }] }]);
    const activation = activeSince(letters, 0);
    expect(skippedBy(evaluationOf(letters, classified, '2026-11-26T09:00:00Z', { activation }))).toEqual([
      'rule:stale',
    ]);
    const catchingUp = { activation: { ...activation, catchesUp: true } };
    expect(owedBy(evaluationOf(letters, classified, '2026-11-26T09:00:00Z', catchingUp))).toContain(
      'rule:letter',
    );
  });
});

describe('activation', () => {
  const rule = packWithRules([
    { on: { event: 'registered' }, do: [{ letter: 'changed' }, { finding: 'seen' }] },
  ]);

  it.each<[string, number | null, number, boolean]>([
    ['before the registration', at('2026-11-23T07:00:00Z'), 0, true],
    ['at the registration', at('2026-11-23T08:00:00Z'), 0, true],
    ['after the registration', at('2026-11-23T08:00:01Z'), 0, false],
    ['never, while observing', null, 0, true],
    ['before, by a rule that came later', 0, at('2026-11-23T08:00:01Z'), false],
  ])('enforcing %s', (_, enforcingSince, adoptedAt, isOwed) => {
    const activation = {
      enforcingSince,
      rules: new Map([['rule', adoptedAt]]),
      packSince: 0,
      catchesUp: false,
    };
    const evaluation = evaluationOf(rule, classified, '2026-11-23T09:00:00Z', { activation });
    expect(owedBy(evaluation).includes('rule:letter')).toBe(isOwed);
    expect(evaluation.findings).toHaveLength(1);
  });

  it('owes nothing by a rule that was never adopted', () => {
    const activation = { ...activeSince(rule, 0), rules: new Map() };
    const evaluation = evaluationOf(rule, classified, '2026-11-23T09:00:00Z', { activation });
    expect(owedBy(evaluation)).not.toContain('rule:letter');
  });
});

describe('open hours', () => {
  const night = aTicket({ at: '2026-11-23T20:00:00Z', fields: { group: 'front', channel: 'email' } });
  const notBefore = (rule: Readonly<Record<string, unknown>>) =>
    evaluationOf(packWithRules([rule]), night, '2026-11-23T21:00:00Z').intents.find(
      ({ ruleId }) => ruleId === 'rule',
    )?.notBefore;

  it('are waited for by reminders and automatic moves', () => {
    const opening = at('2026-11-24T07:00:00Z');
    expect(notBefore({ on: { event: 'registered' }, do: [note] })).toBe(opening);
    expect(notBefore({ on: { event: 'registered' }, do: [{ set: { group: 'back' } }] })).toBe(opening);
  });

  it('are not waited for by letters about an act, nor by what goes at any time', () => {
    expect(notBefore({ on: { event: 'registered' }, do: [{ letter: 'changed' }] })).toBe(night.createdAt);
    expect(notBefore({ on: { event: 'registered' }, do: [note], anytime: true })).toBe(night.createdAt);
  });
});

describe('actions of one occasion', () => {
  const steps = packWithRules([
    {
      on: { event: 'registered' },
      when: { state: 'new' },
      do: [{ mail: 'board', text: 'note-undone', set: { state: 'closed' } }, note],
    },
  ]);

  it('have keys of their own', () => {
    const { intents } = evaluationOf(steps, classified, '2026-11-23T09:00:00Z');
    expect(intents.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['ticket:1/rule/created', 'ticket:1/rule/created/2']),
    );
  });

  const key = 'ticket:1/rule/created';
  const byRule = (evaluation: Evaluation) => owedBy(evaluation).filter((owed) => owed.startsWith('rule:'));
  const fields = { ...classified.fields, state: 'new' };
  const closed = aTicket({ fields }, sets('2026-11-23T08:30:00Z', { state: 'closed' }));

  it('are all owed once the first was done, though the condition no longer holds', () => {
    const effects = effectsWith('done', key);
    const evaluation = evaluationOf(steps, closed, '2026-11-23T09:00:00Z', { effects });
    expect(byRule(evaluation)).toEqual(['rule:reminder']);
  });

  it.each(['pending', 'held', 'refused'] as const)(
    'are owed no more when the first is only %s and the condition no longer holds',
    (status) => {
      const effects = effectsWith(status, key);
      expect(byRule(evaluationOf(steps, closed, '2026-11-23T09:00:00Z', { effects }))).toEqual([]);
    },
  );
});
