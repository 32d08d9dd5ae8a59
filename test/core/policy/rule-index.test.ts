import { describe, expect, it } from 'vitest';
import { ruleIndexOf } from '../../../src/core/policy/rule-index.ts';
import type { IndexedRule } from '../../../src/core/policy/rule-index.ts';
import { Text } from '../../../src/core/regulation/schema/text.ts';
import { traceOfField } from '../../../src/core/ticket/event-traces.ts';
import { packWithRules } from './evaluation-of.ts';

const finding = [{ finding: 'seen' }];
const indexed = (rule: Readonly<Record<string, unknown>>): IndexedRule =>
  ruleIndexOf(packWithRules([{ do: finding, ...rule }])).rules[0]!;
const hour = { kind: 'working', durationMs: 3_600_000 };

describe('the rules that a ticket is asked about', () => {
  const index = ruleIndexOf(
    packWithRules(
      [
        ['on-state', { event: { changed: { state: 'open' } } }],
        ['on-either', { event: { any: ['deleted', { changed: { type: 'fault' } }] } }],
        ['on-date', { field: 'postponed_until' }],
        ['on-clock', { clock: 'reaction', at: 'breach' }],
        ['lasting', { while: { state: 'open' }, lasts: '1h' }],
        ['on-parent', { of_parent: 'closed' }],
        ['on-due', { due_changed: 'resolution', settles: '1h' }],
      ].map(([id, on]) => ({ id, on, do: finding })),
    ),
  );
  const always = ['on-clock', 'lasting', 'on-parent', 'on-due'];
  const asked = (...fields: string[]): readonly string[] => {
    const traces = fields.reduce((all, field) => all | traceOfField(field), 0);
    return index.rulesFor(traces).map(({ rule }) => rule.id);
  };

  it.each<[readonly string[], readonly string[]]>([
    [[], always],
    [['state'], ['on-state', ...always]],
    [['type'], ['on-either', ...always]],
    [
      ['postponed_until', 'state'],
      ['on-state', 'on-date', ...always],
    ],
  ])('are those of which %j may have left a trace, in their order', (fields, rules) => {
    expect(asked(...fields)).toEqual(rules);
    expect(asked(...fields, 'owner')).toEqual(rules);
  });
});

describe('a rule made ready', () => {
  it.each<[Readonly<Record<string, unknown>>, object]>([
    [{ of_parent: 'closed' }, { kind: 'parent', match: 'closed' }],
    [
      { clock: 'reaction', at: 'breach' },
      { kind: 'clock', clockId: 'reaction', moment: 'breach' },
    ],
    [
      { clock: 'reaction', at: '50%' },
      { kind: 'clock', clockId: 'reaction', moment: { kind: 'share', share: 0.5 } },
    ],
    [
      { clock: 'reaction', at: '-1h' },
      { kind: 'clock', clockId: 'reaction', moment: { kind: 'offset', offset: { sign: -1, span: hour } } },
    ],
    [{ field: 'postponed_until' }, { kind: 'field', field: 'postponed_until', offset: null }],
    [
      { field: 'postponed_until', offset: '+1h' },
      { kind: 'field', field: 'postponed_until', offset: { sign: 1, span: hour } },
    ],
    [
      { due_changed: 'resolution', settles: '1h' },
      { kind: 'due-change', clockId: 'resolution', settles: hour },
    ],
  ])('has its spans read: %j', (on, occasion) => {
    expect(indexed({ on }).occasion).toMatchObject(occasion);
  });

  it('reacts to an event', () => {
    expect(indexed({ on: { event: 'closed' } }).occasion.kind).toBe('event');
  });

  it.each([
    ['fields', { missing: ['type'] }],
    ['fields', { any: [{ state: 'open' }, { not: { type: 'fault' } }] }],
    ['facts', { attached: ['png'] }],
    ['facts', { any: [{ state: 'open' }, { told: 'changed' }] }],
    ['clocks', { clock: { reaction: 'breached' } }],
    ['clocks', { any: [{ told: 'changed' }, { clock: { reaction: 'breached' } }] }],
  ])('looks again when %s change: %j', (changesWith, condition) => {
    expect(indexed({ on: { while: condition, lasts: '1h' } }).occasion).toMatchObject({
      kind: 'lasting',
      lasts: hour,
      changesWith,
    });
  });

  it('knows when it is too late, if it says so, and has a condition, if it says one', () => {
    expect(indexed({ on: { event: 'closed' } })).toMatchObject({ staleAfter: null, when: null });
    const whole = indexed({ on: { event: 'closed' }, stale_after: '1h', when: { state: 'closed' } });
    expect(whole).toMatchObject({ staleAfter: hour, ground: { kind: 'clause', clause: 'S 1' } });
    expect(whole.when).toBeInstanceOf(Function);
  });

  it('knows which fields and files its conditions ask about, each once, however deep', () => {
    const rule = {
      on: { while: { any: [{ missing: ['process'] }, { not: { attached: ['png', 'pdf'] } }] }, lasts: '1h' },
      when: { all: [{ missing: ['type', 'process'] }, { state: 'open' }] },
    };
    expect(indexed(rule)).toMatchObject({
      askedFields: ['type', 'process'],
      askedFiles: ['png', 'pdf'],
    });
    expect(indexed({ on: { event: 'closed' } })).toMatchObject({ askedFields: [], askedFiles: [] });
    expect(indexed({ on: { event: { changed: { state: 'open' } } } }).askedFields).toEqual([]);
  });
});

describe('the index of a pack', () => {
  it('knows how long the notices may take that say so', () => {
    const pack = packWithRules([], [{ id: 'soon', by_channel: {}, overdue_after: '1h' }]);
    expect([...ruleIndexOf(pack).overdueAfter]).toEqual([['soon', hour]]);
  });

  it('knows the names that a text shows in subject or body, each once, and no words of helpers', () => {
    const texts = {
      plain: { subject: 'On {{ticket.number}}', body: 'Nothing of type' },
      full: {
        body: '{{#if term}}{{date term}} {{fields.process}}{{/if}} {{addresses.board}} {{switches.pause-while-waiting}}',
      },
    };
    const pack = packWithRules([]);
    const parsed = Object.entries(texts).map(([id, text]) => Text.parse({ id, product: true, ...text }));
    const { namesOfText } = ruleIndexOf({ ...pack, texts: new Map(parsed.map((each) => [each.id, each])) });
    expect(Object.fromEntries(namesOfText)).toEqual({
      plain: ['ticket.number'],
      full: ['term', 'fields.process', 'addresses.board', 'switches.pause-while-waiting'],
    });
  });

  it.each([
    ['{{term}}', ['resolution']],
    ['{{resolution_term}}', ['resolution']],
    ['{{reaction_term}}', ['reaction']],
    ['{{terms.reaction}}', ['reaction']],
    ['{{terms.resolution}} {{reaction_term}}', ['reaction', 'resolution']],
    ['{{ticket.number}}', []],
  ])('knows whose due instant a text shows: %s', (body, clocks) => {
    const text = Text.parse({ id: 'text', body, product: true });
    const { termsOfText } = ruleIndexOf({ ...packWithRules([]), texts: new Map([['text', text]]) });
    expect(termsOfText.get('text')).toEqual(clocks);
  });

  it('is made once a pack', () => {
    const pack = packWithRules([]);
    expect(ruleIndexOf(pack)).toBe(ruleIndexOf(pack));
  });
});
