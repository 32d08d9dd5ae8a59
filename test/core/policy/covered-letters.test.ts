import { describe, expect, it } from 'vitest';
import { settleIntents } from '../../../src/core/policy/settle-intents.ts';
import type { OwedIntent } from '../../../src/core/policy/collect-rule.ts';
import type { Intent } from '../../../src/core/policy/intent.ts';
import { ruleIndexOf } from '../../../src/core/policy/rule-index.ts';
import { occurrence } from '../../../src/core/policy/rule-occurrence.ts';
import { aTicket, at, sets } from '../../support/a-ticket.ts';
import { packWithRules, situationOf } from './evaluation-of.ts';

const pack = packWithRules(
  [
    { id: 'rule', on: { event: 'registered' }, do: [{ finding: 'seen' }] },
    { id: 'step', on: { event: 'registered' }, do: [{ finding: 'seen' }], ladder: 'steps' },
    { id: 'next', on: { event: 'registered' }, do: [{ finding: 'seen' }], ladder: 'steps' },
    { id: 'other', on: { event: 'registered' }, do: [{ finding: 'seen' }], ladder: 'others' },
  ],
  [
    { id: 'full', by_channel: {}, covers: ['part'] },
    { id: 'part', by_channel: {}, oral_tick: 'told_number' },
    { id: 'ticked', by_channel: {}, oral_tick: 'told_number' },
    { id: 'apart', by_channel: {} },
    { id: 'otherwise-ticked', by_channel: {}, oral_tick: 'told_term' },
  ],
);
const now = at('2026-11-23T09:00:00Z');
const { history } = situationOf(
  pack,
  aTicket({}, sets('2026-11-23T08:30:00Z', { state: 'open' })),
  '2026-11-23T09:00:00Z',
);
const act = history.acts[1]!;

function owes(
  key: string,
  notice: string | null,
  {
    kind = 'letter',
    rule = 'rule',
    isAboutAct = true,
    ...part
  }: Partial<Intent> & { kind?: 'letter' | 'note'; rule?: string; isAboutAct?: boolean } = {},
): OwedIntent {
  const owedAt = part.owedAt ?? now - 60_000;
  const common = { textId: 't', data: {} };
  const article =
    kind === 'letter'
      ? ({ kind, applicantId: '20', notice: notice ?? '', told: {}, ...common } as const)
      : ({ kind, to: ['owner'], asksToTell: notice, ...common } as const);
  const intent: Intent = {
    key,
    subject: 'ticket:1',
    ruleId: rule,
    ground: { kind: 'clause', clause: 'S 1' },
    class: kind === 'letter' ? 'letter' : 'reminder',
    owedAt,
    notBefore: owedAt,
    inOpenHours: false,
    staleAt: null,
    set: {},
    expect: {},
    article,
    mail: null,
    evidence: [],
    change: null,
    ...part,
  };
  const indexed = ruleIndexOf(pack).rules.find((each) => each.rule.id === rule)!;
  const moment = { history, at: owedAt, actCount: 2, fields: act.fieldsAfter };
  const came = occurrence({ id: key, at: owedAt, moment, evidence: [], act: isAboutAct ? act : null });
  return { action: { finding: 'seen' }, indexed, occurrence: came, key, intent };
}

function goes(owed: readonly OwedIntent[], undone: readonly number[] = []): string[] {
  return settleIntents(owed, new Set(undone), { pack, now }).intents.map(({ key }) => key);
}
const skips = (owed: readonly OwedIntent[]): string[] =>
  settleIntents(owed, new Set(), { pack, now }).skipped.map(({ intent, why }) => `${intent.key} ${why}`);

describe('letters owed together', () => {
  it.each<[string, OwedIntent[], string[]]>([
    ['both go when neither says the other', [owes('a', 'full'), owes('b', 'apart')], ['a', 'b']],
    ['one that says the other goes alone', [owes('a', 'part'), owes('b', 'full')], ['b']],
    ['whichever was owed first', [owes('a', 'full'), owes('b', 'part')], ['a']],
    [
      'of one notice the later goes',
      [owes('a', 'part', { owedAt: now - 1 }), owes('b', 'part', { owedAt: now - 2 })],
      ['a'],
    ],
    ['of one notice at one instant the last by its key goes', [owes('b', 'part'), owes('a', 'part')], ['b']],
    [
      'a letter does not stand for a call',
      [owes('a', 'part', { kind: 'note' }), owes('b', 'full')],
      ['a', 'b'],
    ],
    [
      'a call stands for another',
      [owes('a', 'part', { kind: 'note' }), owes('b', 'full', { kind: 'note' })],
      ['b'],
    ],
    [
      'calls that one tick answers are one, the later',
      [owes('b', 'part', { kind: 'note' }), owes('a', 'ticked', { kind: 'note', owedAt: now - 1 })],
      ['a'],
    ],
    ['letters with one tick are two', [owes('a', 'part'), owes('b', 'ticked')], ['a', 'b']],
    [
      'calls with ticks of their own are two',
      [owes('a', 'part', { kind: 'note' }), owes('b', 'otherwise-ticked', { kind: 'note' })],
      ['a', 'b'],
    ],
    [
      'calls without a tick are two',
      [owes('a', 'apart', { kind: 'note' }), owes('b', 'full', { kind: 'note' })],
      ['a', 'b'],
    ],
    [
      'notes that ask to tell nothing all go',
      [owes('a', null, { kind: 'note' }), owes('b', null, { kind: 'note' })],
      ['a', 'b'],
    ],
    [
      'a note that asks to tell nothing does not stand for a call',
      [owes('a', 'part', { kind: 'note' }), owes('b', null, { kind: 'note' })],
      ['a', 'b'],
    ],
    [
      'one that must wait does not hold back one that may go',
      [owes('a', 'part'), owes('b', 'full', { notBefore: now + 1 })],
      ['a', 'b'],
    ],
    [
      'one that waits as long stands for the other',
      [owes('a', 'part', { notBefore: now + 1 }), owes('b', 'full', { notBefore: now + 1 })],
      ['b'],
    ],
    ['one that may go now does', [owes('a', 'part'), owes('b', 'full', { notBefore: now })], ['b']],
    ['one that is too late says nothing', [owes('a', 'part'), owes('b', 'full', { staleAt: now })], ['a']],
    ['one that is soon too late does', [owes('a', 'part'), owes('b', 'full', { staleAt: now + 1 })], ['b']],
  ])('%s', (_what, owed, going) => {
    expect(goes(owed)).toEqual(going);
  });
});

describe('an act that is undone', () => {
  it('is told by nobody: neither by letter nor by call', () => {
    expect(goes([owes('a', 'part'), owes('b', 'apart', { kind: 'note' })], [act.index])).toEqual([]);
  });

  it('is nothing to notes that ask to tell nothing, nor to what time brought, nor to other acts', () => {
    expect(goes([owes('a', null, { kind: 'note' })], [act.index])).toEqual(['a']);
    expect(goes([owes('a', 'part', { isAboutAct: false })], [act.index])).toEqual(['a']);
    expect(goes([owes('a', 'part')], [act.index + 1])).toEqual(['a']);
  });
});

describe('steps of a ladder', () => {
  const step = (key: string, rule: string, owedAt: number): OwedIntent =>
    owes(key, null, { kind: 'note', rule, owedAt });

  it('give way to the one that came last, each ladder apart', () => {
    const owed = [step('a', 'next', now - 1), step('b', 'step', now - 2), step('c', 'other', now - 3)];
    expect(goes(owed)).toEqual(['a', 'c']);
    expect(skips(owed)).toEqual(['b superseded']);
  });

  it('give way to the later rule of the pack when they came at once', () => {
    const owed = [step('a', 'step', now - 1), step('b', 'next', now - 1)];
    expect(goes(owed)).toEqual(['b']);
  });
});

describe('what is too late', () => {
  it('is skipped from that instant on, and before it is not', () => {
    expect(skips([owes('a', 'part', { staleAt: now })])).toEqual(['a stale']);
    expect(skips([owes('a', 'part', { staleAt: now + 1 })])).toEqual([]);
    expect(skips([])).toEqual([]);
  });
});
