import { describe, expect, it } from 'vitest';
import { admit } from '../../../src/core/policy/admit.ts';
import type { Admission, AdmissionContext, Caps } from '../../../src/core/policy/admit.ts';
import type { Effect, Intent } from '../../../src/core/policy/intent.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { at } from '../../support/a-ticket.ts';
import { effectsWith } from './evaluation-of.ts';

const now = at('2026-11-23T09:00:00Z');
const night = at('2026-11-23T20:00:00Z');
const caps: Caps = { lettersPerApplicantAndHour: 3, lettersPerChange: 20, perTick: {} };
const hours = compileTestPack().defaultCalendar;

function anIntent(part: Partial<Intent> & Pick<Intent, 'key'>): Intent {
  return {
    subject: 'ticket:1',
    ruleId: 'rule',
    ground: { kind: 'clause', clause: 'S 1' },
    class: 'reminder',
    owedAt: now - 1_000,
    notBefore: now - 1_000,
    inOpenHours: false,
    staleAt: null,
    set: {},
    expect: {},
    article: null,
    mail: null,
    evidence: [],
    change: null,
    ...part,
  };
}

function aLetter(key: string, part: Partial<Intent> = {}, applicantId = '20'): Intent {
  const article = {
    kind: 'letter',
    applicantId,
    notice: 'changed',
    textId: 't',
    told: {},
    data: {},
  } as const;
  return anIntent({ key, class: 'letter', article, ...part });
}

function admitted(
  intents: readonly Intent[],
  context: Partial<AdmissionContext> = {},
  { effects = new Map(), when = now }: { effects?: ReadonlyMap<string, Effect>; when?: number } = {},
): { go: string[]; held: string[]; waiting: string[] } {
  const answer: Admission = admit(
    intents,
    effects,
    { caps, hours, lettersSentTo: () => [], ...context },
    when,
  );
  return {
    go: answer.go.map(({ key }) => key),
    held: answer.held.map(({ intent, why }) => `${intent.key} ${why}`),
    waiting: answer.waiting.map(({ intent, until }) => `${intent.key} ${new Date(until).toISOString()}`),
  };
}

describe('admit', () => {
  it('lets undo go first, then hold, move, letter, mail, reminder, fields, and the older first', () => {
    const classes = ['fields', 'reminder', 'mail', 'letter', 'move', 'hold', 'undo'] as const;
    const intents = [
      ...classes.map((each) => anIntent({ key: each, class: each })),
      anIntent({ key: 'older', class: 'move', owedAt: now - 5_000 }),
    ];
    expect(admitted(intents).go).toEqual([
      'undo',
      'hold',
      'older',
      'move',
      'letter',
      'mail',
      'reminder',
      'fields',
    ]);
  });

  it('lets wait what is not yet to be done, and what wants open hours at night', () => {
    expect(admitted([anIntent({ key: 'later', notBefore: now + 60_000 })]).waiting).toEqual([
      'later 2026-11-23T09:01:00.000Z',
    ]);
    const intents = [anIntent({ key: 'daytime', inOpenHours: true }), anIntent({ key: 'anytime' })];
    expect(admitted(intents, {}, { when: night })).toEqual({
      go: ['anytime'],
      held: [],
      waiting: ['daytime 2026-11-24T07:00:00.000Z'],
    });
  });

  it('sends one applicant three letters an hour; further ones wait until the oldest is an hour old', () => {
    const lettersSentTo = () => [now - 50 * 60_000, now - 10 * 60_000, now - 70 * 60_000];
    const intents = [aLetter('first'), aLetter('second', { owedAt: now }), aLetter('other', {}, '21')];
    expect(admitted(intents, { lettersSentTo })).toMatchObject({
      go: ['first', 'second', 'other'].filter((key) => key !== 'second'),
      waiting: ['second 2026-11-23T09:10:00.000Z'],
    });
  });

  it('holds letters for approval when one change owes more than twenty', () => {
    const many = Array.from({ length: 21 }, (_, index) =>
      aLetter(`l${index}`, { change: 'pack:x' }, String(index)),
    );
    expect(admitted(many).held).toHaveLength(21);
    expect(admitted(many.slice(1)).held).toHaveLength(0);
    expect(admitted(many.map((letter) => ({ ...letter, change: null }))).held).toHaveLength(0);
  });

  it('holds what goes beyond the cap of a tick, and never drops it', () => {
    const intents = ['a', 'b', 'c'].map((key) => anIntent({ key, class: 'undo' }));
    const context = { caps: { ...caps, perTick: { undo: 2 } } };
    expect(admitted(intents, context)).toEqual({ go: ['a', 'b'], held: ['c per-tick'], waiting: [] });
  });

  it('keeps back what is held, and lets go whatever the caps what was promised or released', () => {
    const intents = [anIntent({ key: 'a', class: 'undo' }), anIntent({ key: 'b', class: 'undo' })];
    const context = { caps: { ...caps, perTick: { undo: 0 } } };
    expect(admitted(intents, context, { effects: effectsWith('pending', 'a') })).toMatchObject({
      go: ['a'],
      held: ['b per-tick'],
    });
    expect(admitted(intents, {}, { effects: effectsWith('held', 'a') })).toMatchObject({ go: ['b'] });
  });

  it('counts the letters of this very tick among the three, and forgets those of an hour ago', () => {
    const letters = ['a', 'b', 'c', 'd'].map((key) => aLetter(key));
    expect(admitted(letters)).toMatchObject({ go: ['a', 'b', 'c'], waiting: ['d 2026-11-23T10:00:00.000Z'] });
    const hourAgo = { lettersSentTo: () => [now - 60 * 60_000, now - 60 * 60_000 + 1] };
    expect(admitted(letters.slice(0, 3), hourAgo)).toMatchObject({
      go: ['a', 'b'],
      waiting: ['c 2026-11-23T09:00:00.001Z'],
    });
  });

  it('counts what was promised before among the three as well', () => {
    const letters = ['a', 'b', 'c', 'd'].map((key) => aLetter(key));
    const effects = effectsWith('pending', 'a', 'b', 'c');
    expect(admitted(letters, {}, { effects })).toMatchObject({
      go: ['a', 'b', 'c'],
      waiting: [expect.stringMatching(/^d /)],
    });
  });

  it('lets go at the very instant, and what one change owes beside letters', () => {
    expect(admitted([anIntent({ key: 'now', notBefore: now })]).go).toEqual(['now']);
    const capped = { caps: { ...caps, lettersPerChange: 1 } };
    const reminders = ['a', 'b'].map((key) => anIntent({ key, change: 'pack:x' }));
    expect(admitted([...reminders, aLetter('c', { change: 'pack:x' })], capped).held).toEqual([]);
    const letters = [aLetter('c', { change: 'pack:x' }), aLetter('d', { change: 'pack:y' }, '21')];
    expect(admitted([...letters, anIntent({ key: 'e', change: 'pack:x' })], capped).held).toEqual([]);
    const held = admitted(
      [aLetter('c', { change: 'pack:x' }), aLetter('d', { change: 'pack:x' }, '21')],
      capped,
    );
    expect(held.held).toEqual(['c letters-per-change', 'd letters-per-change']);
  });

  it('goes by the key where all else is equal', () => {
    expect(admitted(['b', 'c', 'a'].map((key) => anIntent({ key }))).go).toEqual(['a', 'b', 'c']);
    expect(admitted(['c', 'b', 'a'].map((key) => anIntent({ key }))).go).toEqual(['a', 'b', 'c']);
  });

  it('says of what stays held why it was held first', () => {
    const effect: Effect = { key: 'a', status: 'held', at: 0, details: { why: 'letters-per-change' } };
    expect(admitted([aLetter('a')], {}, { effects: new Map([['a', effect]]) }).held).toEqual([
      'a letters-per-change',
    ]);
    const unknown: Effect = { ...effect, details: { why: 'an older word' } };
    expect(admitted([aLetter('a')], {}, { effects: new Map([['a', unknown]]) }).held).toEqual(['a per-tick']);
    const capped: Effect = { ...effect, details: { why: 'per-tick' } };
    expect(admitted([aLetter('a')], {}, { effects: new Map([['a', capped]]) }).held).toEqual(['a per-tick']);
  });
});
