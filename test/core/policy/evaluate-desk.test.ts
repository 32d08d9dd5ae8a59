import { describe, expect, it } from 'vitest';
import { evaluateDesk } from '../../../src/core/policy/evaluate-desk.ts';
import type { DeskInput } from '../../../src/core/policy/desk-input.ts';
import type { Evaluation } from '../../../src/core/policy/evaluation.ts';
import type { RosterRecord } from '../../../src/core/roster/roster-record.ts';
import type { Shift } from '../../../src/core/roster/roster.ts';
import { ePack, ePackWith } from '../../packs/e-qyzmet.ts';
import { effectsWith } from './evaluation-of.ts';

const pack = ePack();
const resending = ePackWith('switches: { resend-changed-roster: true }');

/** A local time in Almaty; 1 December 2026 is a Tuesday, the service is open 09:00–18:30. */
function at(local: string): number {
  return Date.parse(`${local}:00+05:00`);
}

function shift(on: string, part: Partial<Shift> = {}): Shift {
  return { on, groupId: 'line-2', login: 'aigul', fromMinutes: 540, toMinutes: 1110, breaks: [], ...part };
}

function version(
  number: number,
  importedAt: string,
  shifts: readonly Shift[] = [shift('2026-12-01')],
): RosterRecord {
  return {
    version: number,
    approvedBy: 'А. Руководитель',
    importedAt: at(importedAt),
    roster: { month: '2026-12', shifts },
  };
}

function evaluate(
  now: string,
  records: readonly RosterRecord[],
  part: Partial<DeskInput> = {},
  since = '2026-11-01T00:00',
): Evaluation {
  const used = part.pack ?? pack;
  return evaluateDesk(
    {
      pack: used,
      rosters: new Map(records.length === 0 ? [] : [['2026-12', records]]),
      schedule: [],
      effects: new Map(),
      activation: {
        enforcingSince: at(since),
        packSince: at(since),
        catchesUp: false,
        rules: new Map(used.desk.rules.map(({ id }) => [id, at(since)])),
      },
      ...part,
    },
    at(now),
  );
}

const keysOf = ({ intents }: Evaluation): readonly string[] => intents.map(({ key }) => key);
/** Of these, what is not to wait for the next opening. */
const keysNow = (now: string, { intents }: Evaluation): readonly string[] =>
  intents.filter(({ notBefore }) => notBefore <= at(now)).map(({ key }) => key);
const local = (instant: number | null): string =>
  instant === null ? 'never' : new Date(instant + 5 * 3_600_000).toISOString().slice(0, 16);

describe('evaluateDesk: a roster that is not there [E 5.6, E 7]', () => {
  it.each([
    ['2026-11-27T18:29', [], []],
    ['2026-11-27T18:30', [], []],
    ['2026-11-30T09:00', ['roster:2026-12/roster-soon/missing-2wd'], []],
    ['2026-12-01T18:29', [], []],
    ['2026-12-01T18:30', ['roster:2026-12/roster-missing/missing'], ['roster-missing']],
  ])('at %s asks the head for it: %j', (now, keys, codes) => {
    const answer = evaluate(now, [], {
      effects: now < '2026-12' ? new Map() : effectsWith('done', 'roster:2026-12/roster-soon/missing-2wd'),
    });

    expect(keysNow(now, answer)).toEqual(keys);
    expect(
      answer.findings.filter(({ subject }) => subject === 'roster:2026-12').map(({ code }) => code),
    ).toEqual(codes);
  });

  it('says when it will say more', () => {
    const soon = effectsWith('done', 'roster:2026-12/roster-soon/missing-2wd');
    expect(local(evaluate('2026-12-01T10:00', [], { effects: soon }).wakeAt)).toBe('2026-12-01T18:30');
  });

  it('rests on the clause, and is told to the leads', () => {
    const answer = evaluate('2026-12-01T19:00', []);

    expect(answer.findings[0]).toMatchObject({
      key: 'roster:2026-12/roster-missing/missing',
      ground: { kind: 'clause', clause: 'E 5.6' },
      at: at('2026-12-01T18:30'),
    });
    expect(answer.intents.find(({ ruleId }) => ruleId === 'roster-missing')).toMatchObject({
      class: 'reminder',
      article: {
        to: ['lead'],
        textId: 'roster-missing',
        data: { 'roster.month': 'декабрь 2026 г.', 'roster.ready': { instant: at('2026-12-01T18:30') } },
      },
    });
  });

  it('is owed whole: whom it is told, what, when, until when and on what it rests', () => {
    const answer = evaluate('2026-12-01T19:00', []);

    expect(answer.intents.find(({ ruleId }) => ruleId === 'roster-missing')).toEqual({
      key: 'roster:2026-12/roster-missing/missing',
      subject: 'roster:2026-12',
      ruleId: 'roster-missing',
      ground: { kind: 'clause', clause: 'E 5.6' },
      class: 'reminder',
      owedAt: at('2026-12-01T18:30'),
      notBefore: at('2026-12-01T18:30'),
      inOpenHours: false,
      staleAt: at('2026-12-09T09:00'),
      set: {},
      expect: {},
      article: expect.objectContaining({ kind: 'note', asksToTell: null }),
      mail: null,
      evidence: ['roster:2026-12'],
      change: null,
    });
    expect(answer.clocks).toEqual([]);
    expect(answer.findings.find(({ subject }) => subject === 'roster:2026-12')).toMatchObject({
      evidence: ['roster:2026-12'],
      withdrawn: null,
    });
  });

  it('waits for open hours where the rule does not go at any time', () => {
    const soon = evaluate('2026-11-28T10:00', []).intents.find(({ ruleId }) => ruleId === 'roster-soon');

    expect(soon).toMatchObject({ inOpenHours: true, notBefore: at('2026-11-30T09:00') });
    expect(local(evaluate('2026-11-28T10:00', []).wakeAt)).toBe('2026-11-30T09:00');
  });

  it('came in time when it came at that very instant', () => {
    const answer = evaluate('2026-12-02T10:00', [version(1, '2026-12-01T18:30')]);

    expect(answer.findings.filter(({ subject }) => subject === 'roster:2026-12')).toEqual([]);
  });

  it('is nothing where the regulation knows no roster', () => {
    const desk = { ...pack.desk, roster: undefined };
    const answer = evaluate('2026-12-01T19:00', [], { pack: { ...pack, desk } });

    expect([...answer.findings, ...answer.intents]).toEqual([]);
  });

  it.each([
    ['not told any more when it is too late at that very instant', '2026-12-09T09:00', 'skipped'],
    ['told a moment before', '2026-12-09T08:59', 'intents'],
  ] as const)('is %s', (_what, now, where) => {
    expect(where === 'skipped' ? evaluate(now, []).skipped : evaluate(now, []).intents).toContainEqual(
      where === 'skipped'
        ? { why: 'stale', intent: expect.objectContaining({ ruleId: 'roster-missing' }) }
        : expect.objectContaining({ ruleId: 'roster-missing' }),
    );
  });

  it('is told from the switch to enforcing on, and on record from the adoption on', () => {
    const activation = (enforcingSince: number | null) => ({
      activation: {
        enforcingSince,
        packSince: 0,
        catchesUp: false,
        rules: new Map([['roster-missing', at('2026-12-01T18:30')]]),
      },
    });
    const told = (enforcingSince: number | null): string[] =>
      evaluate('2026-12-01T19:00', [], activation(enforcingSince)).intents.map(({ ruleId }) => ruleId);

    expect(told(at('2026-12-01T18:30'))).toEqual(['roster-missing']);
    expect(told(null)).toEqual(['roster-missing']);
    expect(told(at('2026-12-01T18:31'))).toEqual([]);
    expect(evaluate('2026-12-01T19:00', [], activation(at('2026-12-01T18:31'))).findings).toHaveLength(1);
  });

  it('is told to each whom the rule names, with a key of its own', () => {
    const rules = pack.desk.rules.map((rule) =>
      rule.id === 'roster-missing'
        ? { ...rule, do: [...rule.do, { mail: 'customer', text: 'roster-copy' }] }
        : rule,
    );
    const silent = { ...rules.find(({ id }) => id === 'roster-missing')!, stale_after: undefined };
    const answer = evaluate('2026-12-01T19:00', [], {
      pack: { ...pack, desk: { ...pack.desk, rules: [silent] } },
    });

    expect(answer.intents.map(({ key, class: kind }) => `${key} ${kind}`)).toEqual([
      'roster:2026-12/roster-missing/missing reminder',
      'roster:2026-12/roster-missing/missing/2 mail',
    ]);
    // Two working days where the rule is silent.
    expect(answer.intents.map(({ staleAt }) => local(staleAt))).toEqual([
      '2026-12-04T09:00',
      '2026-12-04T09:00',
    ]);
  });

  it('stays on record when it came late, and is asked for no more', () => {
    const answer = evaluate('2026-12-02T10:00', [version(1, '2026-12-02T09:00')]);

    expect(answer.findings.map(({ code }) => code)).toEqual(['roster-missing']);
    expect(keysOf(answer)).toEqual(['roster:2026-12/roster-copy/approved']);
  });

  it('of a month before this was adopted is nobody’s business', () => {
    const answer = evaluate('2026-12-10T10:00', [], {}, '2026-12-05T00:00');

    expect([...answer.findings, ...answer.intents, ...answer.skipped]).toEqual([]);
  });

  it('that is noticed only after a long downtime is on record and not told any more', () => {
    const answer = evaluate('2026-12-15T10:00', []);

    expect(keysOf(answer)).toEqual([]);
    expect(answer.findings.map(({ code }) => code)).toEqual(['roster-missing']);
    expect(answer.skipped.map(({ intent }) => intent.ruleId)).toEqual(['roster-soon', 'roster-missing']);
  });
});

describe('evaluateDesk: the copy for the Customer [E 7]', () => {
  const first = version(1, '2026-11-30T10:00');
  const second = version(2, '2026-12-03T10:00', [shift('2026-12-20')]);

  it('is owed once, whatever comes later', () => {
    const answer = evaluate('2026-11-30T10:00', [first]);

    expect(keysOf(answer)).toEqual(['roster:2026-12/roster-copy/approved']);
    expect(answer.intents[0]).toMatchObject({
      ground: { kind: 'clause', clause: 'E 7' },
      mail: {
        to: 'customer',
        textId: 'roster-copy',
        data: {
          'roster.approved_by': 'А. Руководитель',
          'roster.version': 1,
          'roster.month': 'декабрь 2026 г.',
          'roster.ready': { instant: at('2026-12-01T18:30') },
        },
      },
      class: 'mail',
      article: null,
      evidence: ['roster:2026-12/v1'],
    });
    const done = { effects: effectsWith('done', 'roster:2026-12/roster-copy/approved') };
    expect(keysOf(evaluate('2026-11-30T10:05', [first], done))).toEqual([]);
    expect(keysOf(evaluate('2026-12-03T11:00', [first, second], done))).not.toContainEqual(
      expect.stringContaining('copy'),
    );
  });

  it('follows each later version where the operator wants that, as our addition', () => {
    const answer = evaluate('2026-12-03T11:00', [first, second], {
      pack: resending,
      effects: effectsWith('done', 'roster:2026-12/roster-copy/approved'),
    });

    expect(keysOf(answer)).toContain('roster:2026-12/changed-roster-copy/v2');
    expect(answer.intents.find(({ ruleId }) => ruleId === 'changed-roster-copy')?.ground).toEqual({
      kind: 'product',
      about: 'E 7',
    });
  });

  it('says who approved the one in force, and follows only the last of later versions', () => {
    const third = { ...version(3, '2026-12-03T10:30', [shift('2026-12-21')]), approvedBy: 'Б. Руководитель' };
    const late = evaluate('2026-12-03T11:00', [first, second, third], { pack: resending });

    expect(late.intents.find(({ ruleId }) => ruleId === 'roster-copy')).toMatchObject({
      owedAt: at('2026-11-30T10:00'),
      mail: { data: { 'roster.approved_by': 'Б. Руководитель', 'roster.version': 3 } },
    });
    expect(keysOf(late)).toContain('roster:2026-12/changed-roster-copy/v3');
    expect(keysOf(late)).not.toContain('roster:2026-12/changed-roster-copy/v2');
  });

  it('that was promised is still owed, however late', () => {
    const promised = { effects: effectsWith('pending', 'roster:2026-12/roster-copy/approved') };

    expect(keysOf(evaluate('2027-01-20T10:00', [first], promised))).toContain(
      'roster:2026-12/roster-copy/approved',
    );
  });
});

describe('evaluateDesk: shifts and breaks changed afterwards [E 7]', () => {
  const lunch = { breaks: [{ fromMinutes: 780, toMinutes: 870 }] };
  const planned = version(1, '2026-11-30T10:00', [shift('2026-12-03', lunch), shift('2026-12-04')]);

  it.each([
    ['before the shift began', '2026-12-02T18:00', [shift('2026-12-03'), shift('2026-12-04')], 0],
    ['a break that was over', '2026-12-03T15:00', [shift('2026-12-03'), shift('2026-12-04')], 1],
    ['a break still ahead', '2026-12-03T12:00', [shift('2026-12-03'), shift('2026-12-04')], 0],
    ['a shift of today', '2026-12-03T12:00', [shift('2026-12-04')], 1],
    ['a shift of tomorrow', '2026-12-03T12:00', [shift('2026-12-03', lunch)], 0],
    ['nothing', '2026-12-05T12:00', planned.roster.shifts, 0],
  ])('%s: changed at %s', (_, changedAt, shifts, count) => {
    const answer = evaluate(changedAt, [planned, version(2, changedAt, shifts)]);

    expect(answer.findings.map(({ code }) => code)).toEqual(
      Array.from({ length: count }, () => 'roster-changed-afterwards'),
    );
  });

  it('tells the head what was and what is', () => {
    const answer = evaluate('2026-12-03T15:00', [
      planned,
      version(2, '2026-12-03T15:00', [shift('2026-12-04')]),
    ]);
    const intent = answer.intents.find(({ ruleId }) => ruleId === 'roster-changed-afterwards');

    expect(intent?.article?.data['roster.changes']).toEqual([
      '2026-12-03, 2 линия поддержки, aigul: 09:00-18:30 (13:00-14:30) → —',
    ]);
  });

  it('is on record for each version that did it, compared with the one before', () => {
    const answer = evaluate('2026-12-05T15:00', [
      planned,
      version(2, '2026-12-03T15:00', [shift('2026-12-04')]),
      version(3, '2026-12-04T15:00', []),
      version(4, '2026-12-04T16:00', []),
    ]);

    expect(answer.findings.map(({ key, evidence }) => [key, evidence])).toEqual([
      ['roster:2026-12/roster-changed-afterwards/v2', ['roster:2026-12/v2']],
      ['roster:2026-12/roster-changed-afterwards/v3', ['roster:2026-12/v3']],
    ]);
    expect(keysOf(answer)).toContain('roster:2026-12/roster-changed-afterwards/v3');
  });

  it('names a line that the pack does not know as the roster does', () => {
    const stranger = { groupId: 'line-9' };
    const answer = evaluate('2026-12-03T15:00', [
      version(1, '2026-11-30T10:00', [shift('2026-12-03', stranger)]),
      version(2, '2026-12-03T15:00', [shift('2026-12-03', { ...stranger, toMinutes: 1080 })]),
    ]);
    const intent = answer.intents.find(({ ruleId }) => ruleId === 'roster-changed-afterwards');

    expect(intent?.article?.data['roster.changes']).toEqual([
      '2026-12-03, line-9, aigul: 09:00-18:30 → 09:00-18:00',
    ]);
  });
});
