import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/core/policy/intent.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { activeSince, evaluationOf, packWithRules } from './evaluation-of.ts';

const pack = packWithRules(
  [
    { id: 'term-told', on: { event: { changed: { type: 'fault' } } }, do: [{ letter: 'term' }] },
    { id: 'term-changed', on: { due_changed: 'reaction' }, do: [{ letter: 'new-term' }] },
  ],
  [
    { id: 'term', text: 'note-reaction-soon', by_channel: {}, oral_tick: 'told_number' },
    { id: 'new-term', text: 'note-reaction-soon', by_channel: {} },
  ],
);

/** Classified with a reaction due at 12:00, told so at 08:01. */
function told(...more: Step[]): Ticket {
  return aTicket(
    { fields: { group: 'front', channel: 'email', type: 'fault', priority: 'low' } },
    writes('2026-11-23T08:01:00Z', {
      actor: 'service',
      notice: 'term',
      effectKey: 'ticket:1/term-told/created',
    }),
    ...more,
  );
}

function changes(ticket: Ticket, now: string, effects: ReadonlyMap<string, Effect> = new Map()) {
  const evaluation = evaluationOf(pack, ticket, now, { effects });
  return evaluation.intents
    .filter(({ ruleId }) => ruleId === 'term-changed')
    .map(({ key, article }) => `${key.split('/')[2] ?? ''} ${article?.kind ?? ''}`);
}

describe('a changed term [K 4.9.6]', () => {
  const raised = sets('2026-11-23T08:30:00Z', { priority: 'high' });

  it('is told once the fields have settled for fifteen open minutes', () => {
    const ticket = told(sets('2026-11-23T08:10:00Z', { priority: 'high' }));
    expect(changes(ticket, '2026-11-23T08:24:59Z')).toEqual([]);
    expect(evaluationOf(pack, ticket, '2026-11-23T08:24:59.999Z').wakeAt).toBe(at('2026-11-23T08:25:00Z'));
    expect(changes(ticket, '2026-11-23T08:25:00Z')).toEqual(['reaction.h2-priority letter']);
  });

  it('is not told when it went back in that time', () => {
    const ticket = told(raised, sets('2026-11-23T08:40:00Z', { priority: 'low' }));
    expect(changes(ticket, '2026-11-23T10:00:00Z')).toEqual([]);
  });

  it('goes to the lead, not to the applicant, when it is over already', () => {
    const ticket = told(sets('2026-11-23T10:00:00Z', { priority: 'high' }));
    const [intent] = evaluationOf(pack, ticket, '2026-11-23T10:15:00Z').intents.filter(
      ({ ruleId }) => ruleId === 'term-changed',
    );
    expect(intent).toMatchObject({ class: 'reminder', article: { kind: 'note', to: ['lead'] } });
  });

  it('counts an earlier term as a change, and is told again at the next one', () => {
    const letter = writes('2026-11-23T08:50:00Z', {
      actor: 'service',
      notice: 'new-term',
      effectKey: 'ticket:1/term-changed/reaction.h2-priority',
    });
    const settled = told(sets('2026-11-23T08:10:00Z', { priority: 'high' }), letter);
    expect(changes(settled, '2026-11-23T08:55:00Z')).toEqual([]);
    const relaxed = told(
      sets('2026-11-23T08:10:00Z', { priority: 'high' }),
      letter,
      sets('2026-11-23T08:52:00Z', { priority: 'low' }),
    );
    expect(changes(relaxed, '2026-11-23T09:10:00Z')).toEqual(['reaction.h4-priority letter']);
  });

  it('is seen against what was told by word of mouth', () => {
    const ticket = aTicket(
      { fields: { group: 'front', channel: 'phone', type: 'fault', priority: 'low' } },
      sets('2026-11-23T08:01:00Z', { told_number: true }),
      sets('2026-11-23T08:10:00Z', { priority: 'high' }),
    );
    expect(changes(ticket, '2026-11-23T08:25:00Z')).toEqual(['reaction.h2-priority letter']);
  });

  it('is seen against what was said while a call was entered', () => {
    const ticket = aTicket(
      { fields: { group: 'front', channel: 'phone', type: 'fault', priority: 'low', told_number: true } },
      sets('2026-11-23T08:10:00Z', { priority: 'high' }),
    );
    expect(changes(ticket, '2026-11-23T08:25:00Z')).toEqual(['reaction.h1-priority letter']);
  });

  describe('that was not told within an hour', () => {
    const owing = packWithRules(
      [{ id: 'term-changed', on: { due_changed: 'reaction' }, do: [{ letter: 'new-term' }] }],
      [
        { id: 'term', text: 'note-reaction-soon', by_channel: {} },
        { id: 'new-term', text: 'note-reaction-soon', by_channel: {}, overdue_after: '1h' },
      ],
    );
    const raise = sets('2026-11-23T08:10:00Z', { priority: 'high' });
    const letter = (when: string): Step => writes(when, { actor: 'service', notice: 'new-term' });
    const reply = (when: string): Step => writes(when);
    const lower = (when: string): Step => sets(when, { priority: 'low' });

    it.each([
      ['told in time', [letter('2026-11-23T09:25:00Z')], 0],
      ['told late', [letter('2026-11-23T09:25:00.001Z')], 1],
      ['never told', [], 1],
      ['over before with its clock', [reply('2026-11-23T09:25:00Z')], 0],
      ['over afterwards with its clock', [reply('2026-11-23T09:40:00Z')], 1],
      ['taken back before', [lower('2026-11-23T09:20:00Z')], 0],
      ['taken back afterwards', [lower('2026-11-23T09:40:00Z')], 1],
      ['taken back before it had settled', [lower('2026-11-23T08:25:00Z')], 0],
    ])('is a violation or none: %s', (_, steps, found) => {
      const { findings } = evaluationOf(owing, told(raise, ...steps), '2026-11-23T11:00:00Z');
      const overdue = findings.filter(({ code }) => code === 'new-term-not-told');
      expect(overdue.map(({ key, at: foundAt }) => [key, foundAt])).toEqual(
        Array.from({ length: found }, () => [
          'ticket:1/term-changed/reaction.h2-priority/overdue',
          at('2026-11-23T09:25:00Z'),
        ]),
      );
    });
  });

  describe('on record', () => {
    const recording = packWithRules(
      [
        { id: 'term-told', on: { event: { changed: { type: 'fault' } } }, do: [{ letter: 'term' }] },
        { id: 'term-changed', on: { due_changed: 'reaction' }, do: [{ finding: 'term-moved' }] },
      ],
      [{ id: 'term', text: 'note-reaction-soon', by_channel: {} }],
    );
    const raise = (when: string): Step => sets(when, { priority: 'high' });
    const lower = (when: string): Step => sets(when, { priority: 'low' });
    const ask = (when: string): Step => sets(when, { type: 'question' });
    const letter = (when: string): Step => writes(when, { actor: 'service', notice: 'term' });

    it.each([
      ['lasting', [raise('2026-11-23T08:10:00Z')], ['h2-priority 08:25']],
      ['not settled yet', [raise('2026-11-23T10:50:00Z')], []],
      [
        'taken back the moment it had settled',
        [raise('2026-11-23T08:10:00Z'), lower('2026-11-23T08:25:00Z')],
        [],
      ],
      [
        'taken back right after that',
        [raise('2026-11-23T08:10:00Z'), lower('2026-11-23T08:25:00.001Z')],
        ['h2-priority 08:25'],
      ],
      ['told the moment it had settled', [raise('2026-11-23T08:10:00Z'), letter('2026-11-23T08:25:00Z')], []],
      [
        'told right after that',
        [raise('2026-11-23T08:10:00Z'), letter('2026-11-23T08:25:00.001Z')],
        ['h2-priority 08:25'],
      ],
      [
        'ended by a reply',
        [raise('2026-11-23T08:10:00Z'), writes('2026-11-23T08:40:00Z')],
        ['h2-priority 08:25'],
      ],
      [
        'ended by a reply before it had settled',
        [raise('2026-11-23T08:10:00Z'), writes('2026-11-23T08:20:00Z')],
        [],
      ],
      [
        'followed by another',
        [raise('2026-11-23T08:10:00Z'), lower('2026-11-23T08:30:00Z'), ask('2026-11-23T08:50:00Z')],
        ['h2-priority 08:25', 'h4-type 09:05'],
      ],
      [
        'moved on to another term',
        [raise('2026-11-23T08:10:00Z'), ask('2026-11-23T08:40:00Z')],
        ['h2-priority 08:25', 'h3-type 08:55'],
      ],
      [
        'moved on before it had settled',
        [raise('2026-11-23T08:10:00Z'), ask('2026-11-23T08:20:00Z')],
        ['h3-type 08:35'],
      ],
      [
        'accompanied by changes that move nothing',
        [
          raise('2026-11-23T08:10:00Z'),
          sets('2026-11-23T08:15:00Z', { process: 'access' }),
          sets('2026-11-23T08:35:00Z', { state: 'awaiting-applicant' }),
        ],
        ['h2-priority 08:25'],
      ],
      ['to a provisional term', [sets('2026-11-23T08:10:00Z', { type: null })], []],
    ] as const)('is each change that had settled: %s', (_, steps, found) => {
      const { findings } = evaluationOf(recording, told(...steps), '2026-11-23T11:00:00Z');
      expect(
        findings.map(
          ({ key, at: foundAt }) =>
            `${key.split('/')[2]?.replace('reaction.', '') ?? ''} ${new Date(foundAt).toISOString().slice(11, 16)}`,
        ),
      ).toEqual(found);
    });

    it('tells of the clock by its latest cycle alone, whatever another clock does', () => {
      const waits = sets('2026-11-23T08:10:00Z', { state: 'awaiting-applicant' });
      const goesOn = sets('2026-11-23T08:40:00Z', { state: 'open' });
      const { findings } = evaluationOf(recording, told(waits, goesOn), '2026-11-23T11:00:00Z');
      expect(findings).toEqual([]);
    });

    it('owes no letter for what was over before', () => {
      const owing = packWithRules(
        [{ id: 'term-changed', on: { due_changed: 'reaction' }, do: [{ letter: 'new-term' }] }],
        [
          { id: 'term', text: 'note-reaction-soon', by_channel: {} },
          { id: 'new-term', text: 'note-reaction-soon', by_channel: {}, overdue_after: '1h' },
        ],
      );
      const ticket = told(raise('2026-11-23T08:10:00Z'), lower('2026-11-23T09:40:00Z'));
      const { intents } = evaluationOf(owing, ticket, '2026-11-23T10:00:00Z');
      expect(intents.filter(({ ruleId }) => ruleId === 'term-changed')).toEqual([]);
    });
  });

  it('owes nothing to whoever was never told a term, or whose letter bounced', () => {
    const silent = aTicket({ fields: { group: 'front', type: 'fault', priority: 'low' } }, raised);
    expect(changes(silent, '2026-11-23T09:30:00Z')).toEqual([]);
    const bounced = aTicket(
      { fields: { group: 'front', type: 'fault', priority: 'low' } },
      writes('2026-11-23T08:01:00Z', { actor: 'service', notice: 'term', delivery: 'failed' }),
      raised,
    );
    expect(changes(bounced, '2026-11-23T09:30:00Z')).toEqual([]);
  });

  it('says since which act, on what it rests, and by which clock', () => {
    const ticket = told(sets('2026-11-23T08:10:00Z', { priority: 'high' }));
    const [intent] = evaluationOf(pack, ticket, '2026-11-23T08:25:00Z').intents.filter(
      ({ ruleId }) => ruleId === 'term-changed',
    );
    expect(intent).toMatchObject({
      owedAt: at('2026-11-23T08:25:00Z'),
      evidence: ['reaction', 'h2-priority'],
      change: null,
    });
  });

  it('is told while the clock is late too, and not while it stands still, is provisional or over', () => {
    const relaxed = (...steps: Step[]): string[] => changes(told(...steps), '2026-11-24T09:00:00Z');
    const raise = sets('2026-11-23T08:10:00Z', { priority: 'high' });
    expect(changes(told(raise), '2026-11-23T12:00:00Z')).toHaveLength(1);
    expect(relaxed(raise, writes('2026-11-23T08:12:00Z', { isInternal: false }))).toEqual([]);
    const resolution = packWithRules(
      [{ id: 'term-changed', on: { due_changed: 'resolution' }, do: [{ letter: 'full-term' }] }],
      [{ id: 'full-term', text: 'solution-term', by_channel: {} }],
    );
    const text = { id: 'solution-term', body: '{{resolution_term}}' };
    const solving = { ...resolution, texts: new Map([...resolution.texts, [text.id, text]]) };
    const owes = (...steps: Step[]): number => {
      const ticket = aTicket(
        { fields: { group: 'front', channel: 'email', type: 'fault', priority: 'low' } },
        writes('2026-11-23T08:01:00Z', { actor: 'service', notice: 'full-term' }),
        ...steps,
      );
      const { intents } = evaluationOf(solving, ticket, '2026-11-23T10:00:00Z');
      return intents.filter(({ ruleId }) => ruleId === 'term-changed').length;
    };
    expect(owes(raise)).toBe(1);
    expect(owes(raise, sets('2026-11-23T08:20:00Z', { state: 'awaiting-applicant' }))).toBe(0);
    expect(owes(raise, sets('2026-11-23T08:20:00Z', { state: 'closed' }))).toBe(0);
  });

  it('is a change of a minute at least', () => {
    const remembered = (shiftMs: number): ReadonlyMap<string, Effect> => {
      const key = 'ticket:1/term-told/created';
      const details = { told: { reaction: at('2026-11-23T12:00:00Z') + shiftMs } };
      return new Map([[key, { key, status: 'done', at: 0, details }]]);
    };
    expect(changes(told(), '2026-11-23T09:00:00Z', remembered(59_999))).toEqual([]);
    expect(changes(told(), '2026-11-23T09:00:00Z', remembered(-59_999))).toEqual([]);
    expect(changes(told(), '2026-11-23T09:00:00Z', remembered(60_000))).toHaveLength(1);
  });

  it('names the pack where the ledger remembers another term than its calendar gives', () => {
    const effect = {
      status: 'done',
      at: 0,
      details: { told: { reaction: at('2026-11-23T13:00:00Z') } },
    } as const;
    const key = 'ticket:1/term-told/created';
    const { intents } = evaluationOf(pack, told(), '2026-11-23T09:00:00Z', {
      effects: new Map([[key, { key, ...effect }]]),
      activation: {
        ...activeSince(pack, at('2026-01-01T00:00:00Z')),
        packSince: at('2026-11-23T08:10:00Z'),
      },
    });
    expect(intents.filter(({ ruleId }) => ruleId === 'term-changed')).toMatchObject([
      { key: `ticket:1/term-changed/reaction.${at('2026-11-23T12:00:00Z')}`, change: `pack:${pack.hash}` },
    ]);
  });

  it('names the act that came while a letter with the old term was under way', () => {
    const ticket = aTicket(
      { fields: { group: 'front', channel: 'email', type: 'fault', priority: 'low' } },
      sets('2026-11-23T08:00:30Z', { priority: 'high' }),
      writes('2026-11-23T08:01:00Z', {
        actor: 'service',
        notice: 'term',
        effectKey: 'ticket:1/term-told/created',
      }),
    );
    const key = 'ticket:1/term-told/created';
    const details = { told: { reaction: at('2026-11-23T12:00:00Z') } };
    const effects = new Map<string, Effect>([[key, { key, status: 'done', at: 0, details }]]);
    expect(changes(ticket, '2026-11-23T08:15:59Z', effects)).toEqual([]);
    const { intents } = evaluationOf(pack, ticket, '2026-11-23T08:16:00Z', { effects });
    expect(intents.filter(({ ruleId }) => ruleId === 'term-changed')).toMatchObject([
      { key: 'ticket:1/term-changed/reaction.h1-priority', change: null },
    ]);
  });
});
