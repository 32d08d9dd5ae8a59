import { describe, expect, it } from 'vitest';
import { soonestOwedAt } from '../../../src/core/policy/overdue-notice.ts';
import type { Evaluation } from '../../../src/core/policy/evaluation.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import type { TicketOptions } from '../../support/a-ticket.ts';
import { effectsWith, evaluationOf, packWithRules } from './evaluation-of.ts';

const notices = [
  {
    id: 'status',
    by_channel: { email: 'email', phone: 'oral-or-email', form: 'none' },
    oral_tick: 'told_number',
    call_text: 'note-undone',
    agent_reply_tells: true,
    overdue_after: '1h',
  },
  { id: 'full', by_channel: {}, covers: ['status', 'registered'] },
];
const onOpening = { event: { changed: { state: 'open' }, by: 'agent' } };
const pack = packWithRules([{ id: 'told', on: onOpening, do: [{ letter: 'status' }] }], notices);

function opened(options: TicketOptions = {}, ...more: Parameters<typeof aTicket>[1][]) {
  return aTicket(
    { ...options, fields: { group: 'front', channel: 'email', ...options.fields } },
    sets('2026-11-23T09:00:00Z', { state: 'open' }),
    ...more,
  );
}

/** Key without ticket and rule, kind and text of what is owed to the applicant. */
function owed({ intents }: Evaluation): string[] {
  return intents.flatMap(({ key, article }) =>
    article === null ? [] : [`${key.split('/').slice(2).join('/')} ${article.kind} ${article.textId}`],
  );
}

describe('a letter owed to the applicant', () => {
  it.each<[string, TicketOptions, string[]]>([
    ['goes by mail to who wrote one', {}, ['h1-state letter letter-changed']],
    [
      'goes by mail to a caller with an address',
      { fields: { channel: 'phone' } },
      ['h1-state letter letter-changed'],
    ],
    [
      'becomes a call where there is no address',
      { fields: { channel: 'phone' }, applicant: { hasEmail: false } },
      ['h1-state/call note note-undone'],
    ],
    ['is not owed where the matrix says none', { fields: { channel: 'form' } }, []],
  ])('%s [K Table 2]', (_, options, expected) => {
    expect(owed(evaluationOf(pack, opened(options), '2026-11-23T09:01:00Z'))).toEqual(expected);
  });

  it('is told by an agent in the same form, or later', () => {
    const inTheForm = opened({}, writes('2026-11-23T09:00:00.030Z'));
    expect(owed(evaluationOf(pack, inTheForm, '2026-11-23T09:01:00Z'))).toEqual([]);
    const later = opened({}, writes('2026-11-23T09:30:00Z'));
    expect(owed(evaluationOf(pack, later, '2026-11-23T09:31:00Z'))).toEqual([]);
  });

  it('is not told by what was said before', () => {
    const ticket = aTicket(
      { fields: { group: 'front', channel: 'email' } },
      writes('2026-11-23T08:30:00Z'),
      sets('2026-11-23T09:00:00Z', { state: 'open' }),
    );
    expect(owed(evaluationOf(pack, ticket, '2026-11-23T09:01:00Z'))).toEqual([
      'h2-state letter letter-changed',
    ]);
  });

  it('is not sent in answer to a machine [K 4.12]', () => {
    const ticket = opened({}, writes('2026-11-23T09:00:30Z', { actor: 'applicant', isAutomatic: true }));
    const { intents, findings } = evaluationOf(pack, ticket, '2026-11-23T15:00:00Z');
    expect([intents, findings]).toEqual([[], []]);
  });

  it('is not sent about spam', () => {
    const ticket = opened({}, sets('2026-11-23T09:00:30Z', { state: 'spam' }));
    expect(owed(evaluationOf(pack, ticket, '2026-11-23T09:01:00Z'))).toEqual([]);
  });

  it('becomes a call when it bounced, which asks for the tick anew [K 4.15]', () => {
    const ticket = opened(
      { fields: { told_number: true } },
      writes('2026-11-23T09:01:00Z', {
        actor: 'service',
        notice: 'status',
        effectKey: 'ticket:1/told/h1-state',
        delivery: 'failed',
      }),
    );
    const { intents } = evaluationOf(pack, ticket, '2026-11-23T09:05:00Z');
    expect(intents).toMatchObject([
      { key: 'ticket:1/told/h1-state/call', set: { told_number: false }, article: { to: ['owner'] } },
    ]);
  });

  it('becomes a call when the helpdesk refused it', () => {
    const effects = effectsWith('refused', 'ticket:1/told/h1-state');
    expect(owed(evaluationOf(pack, opened(), '2026-11-23T09:05:00Z', { effects }))).toEqual([
      'h1-state/call note note-undone',
    ]);
  });

  it('is not written twice although the ledger forgot it', () => {
    const letter = { actor: 'service' as const, notice: 'registered', effectKey: 'ticket:1/told/h1-state' };
    const ticket = opened({}, writes('2026-11-23T09:01:00Z', letter));
    expect(owed(evaluationOf(pack, ticket, '2026-11-23T09:05:00Z'))).toEqual([]);
  });

  it('goes once for two events of one stage, saying the later', () => {
    const ticket = opened(
      {},
      sets('2026-11-23T09:00:10Z', { state: 'awaiting-applicant' }),
      sets('2026-11-23T09:00:20Z', { state: 'open' }),
    );
    expect(owed(evaluationOf(pack, ticket, '2026-11-23T09:01:00Z'))).toEqual([
      'h3-state letter letter-changed',
    ]);
  });

  it('goes once where one notice covers another [K 4.9.5]', () => {
    const both = packWithRules(
      [
        { id: 'told', on: onOpening, do: [{ letter: 'status' }] },
        { id: 'told-all', on: onOpening, do: [{ letter: 'full' }] },
      ],
      notices,
    );
    const { intents } = evaluationOf(both, opened(), '2026-11-23T09:01:00Z');
    expect(intents.map(({ ruleId }) => ruleId)).toEqual(['told-all']);
    const sent = opened({}, writes('2026-11-23T09:01:30Z', { actor: 'service', notice: 'full' }));
    const effects = effectsWith('done', 'ticket:1/told-all/h1-state');
    expect(owed(evaluationOf(both, sent, '2026-11-23T09:02:00Z', { effects }))).toEqual([]);
  });

  it('waits two minutes for the helpdesk to send it itself [K 4.15]', () => {
    const native = packWithRules([
      { id: 'arrival', on: { event: 'registered' }, do: [{ letter: 'registered' }] },
    ]);
    const ticket = aTicket({ fields: { group: 'front', channel: 'email' } });
    const { intents, wakeAt } = evaluationOf(native, ticket, '2026-11-23T08:00:30Z');
    expect(intents).toMatchObject([{ ruleId: 'arrival', notBefore: at('2026-11-23T08:02:00Z') }]);
    expect(wakeAt).toBe(at('2026-11-23T08:02:00Z'));
    const told = aTicket(
      { fields: { group: 'front', channel: 'email' } },
      writes('2026-11-23T08:00:01Z', { actor: 'automation', notice: 'registered' }),
    );
    expect(evaluationOf(native, told, '2026-11-23T09:00:00Z').intents).toEqual([]);
  });

  it('remembers which terms it tells', () => {
    const term = { id: 'term', text: 'note-reaction-soon', by_channel: {} };
    const telling = packWithRules([{ on: onOpening, do: [{ letter: 'term' }] }], [term]);
    const ticket = opened({
      fields: { type: 'fault', priority: 'high', reaction_due: at('2026-11-23T09:00:00Z') },
    });
    const letter = evaluationOf(telling, ticket, '2026-11-23T09:00:00Z').intents.find(
      ({ article }) => article?.kind === 'letter',
    );
    expect(letter?.article).toMatchObject({
      told: { reaction: at('2026-11-23T09:00:00Z') },
      data: { 'ticket.number': '20261', reaction_term: { instant: at('2026-11-23T09:00:00Z') } },
    });
  });
});

describe('how an applicant is told', () => {
  const call = ['h1-state/call note note-undone'];
  const letter = ['h1-state letter letter-changed'];
  const oral = packWithRules(
    [{ id: 'told', on: onOpening, do: [{ letter: 'said' }] }],
    [
      {
        id: 'said',
        by_channel: { phone: 'oral', email: 'none' },
        otherwise: 'oral-or-email',
        call_text: 'note-undone',
      },
    ],
  );

  it('follows the channel of the request, and where the notice is silent its own way', () => {
    const at = '2026-11-23T09:01:00Z';
    expect(owed(evaluationOf(oral, opened({ fields: { channel: 'phone' } }), at))).toEqual(call);
    expect(owed(evaluationOf(oral, opened({ fields: { channel: 'email' } }), at))).toEqual([]);
    expect(owed(evaluationOf(oral, opened({ fields: { channel: 'form' } }), at))).toEqual(letter);
    expect(owed(evaluationOf(oral, opened({ fields: { channel: null } }), at))).toEqual(letter);
  });

  it('is by no letter where the applicant is a machine, unless a letter was taken in for a person', () => {
    const machine = opened({ applicant: { isMachine: true } });
    expect(owed(evaluationOf(pack, machine, '2026-11-23T09:01:00Z'))).toEqual([]);
    const message = { actor: 'applicant', isAutomatic: true, intake: 'monitoring' } as const;
    const takenIn = opened({}, writes('2026-11-23T08:30:00Z', message));
    expect(owed(evaluationOf(pack, takenIn, '2026-11-23T09:01:00Z'))).toEqual(letter);
  });

  it('is by letter again once a person wrote after the machine', () => {
    const ticket = opened(
      {},
      writes('2026-11-23T09:00:20Z', { actor: 'applicant', isAutomatic: true }),
      writes('2026-11-23T09:00:40Z', { actor: 'applicant' }),
    );
    expect(owed(evaluationOf(pack, ticket, '2026-11-23T09:01:00Z'))).toEqual(letter);
  });

  it('is by letter, whatever bounced before, of another notice, or was no letter', () => {
    const failed = { actor: 'service', delivery: 'failed' } as const;
    for (const message of [
      writes('2026-11-23T09:00:30Z', { ...failed, notice: 'registered' }),
      writes('2026-11-23T09:00:30Z', { ...failed, notice: null }),
      writes('2026-11-23T09:00:30Z', { actor: 'agent', isInternal: true, delivery: 'none' }),
    ])
      expect(owed(evaluationOf(pack, opened({}, message), '2026-11-23T09:01:00Z'))).toEqual(letter);
    const before = aTicket(
      { fields: { group: 'front', channel: 'email' } },
      writes('2026-11-23T08:30:00Z', { ...failed, notice: 'status' }),
      sets('2026-11-23T09:00:00Z', { state: 'open' }),
    );
    expect(owed(evaluationOf(pack, before, '2026-11-23T09:01:00Z'))).toEqual([
      'h2-state letter letter-changed',
    ]);
  });

  it('is by a call when a letter bounced that would have said it too', () => {
    const full = writes('2026-11-23T09:00:30Z', { actor: 'service', delivery: 'failed', notice: 'full' });
    expect(owed(evaluationOf(pack, opened({}, full), '2026-11-23T09:01:00Z'))).toEqual(call);
  });

  it('is by a call that is asked for once, and unticks only what was ticked', () => {
    const phone = opened({ fields: { channel: 'phone' }, applicant: { hasEmail: false } });
    const { intents } = evaluationOf(pack, phone, '2026-11-23T09:01:00Z');
    expect(intents).toMatchObject([{ class: 'reminder', set: {}, article: { asksToTell: 'status' } }]);
    const effects = effectsWith('done', 'ticket:1/told/h1-state/call');
    expect(owed(evaluationOf(pack, phone, '2026-11-23T09:02:00Z', { effects }))).toEqual([]);
  });

  it('may set fields too, by either way, with a text of the rule’s own', () => {
    const own = packWithRules(
      [
        {
          id: 'told',
          on: onOpening,
          do: [{ letter: 'plain', text: 'letter-registered', set: { process: 'access' } }],
        },
      ],
      [{ id: 'plain', by_channel: {} }],
    );
    const now = '2026-11-23T09:01:00Z';
    expect(evaluationOf(own, opened(), now).intents).toMatchObject([
      {
        set: { process: 'access' },
        article: { kind: 'letter', notice: 'plain', textId: 'letter-registered', told: {} },
      },
    ]);
    const noMail = opened({ applicant: { hasEmail: false } });
    expect(evaluationOf(own, noMail, now).intents).toMatchObject([
      { set: { process: 'access' }, article: { kind: 'note', textId: 'letter-registered' } },
    ]);
  });

  it('is not at all by a notice that the pack does not have', () => {
    const none = packWithRules([{ id: 'told', on: onOpening, do: [{ letter: 'unheard-of' }] }]);
    expect(evaluationOf(none, opened(), '2026-11-23T12:00:00Z')).toMatchObject({ intents: [], findings: [] });
  });
});

describe('a letter that waits for a person', () => {
  it.each<['held' | 'pending', Record<string, unknown>, boolean]>([
    ['held', {}, true],
    ['pending', { released: true }, true],
    ['pending', {}, false],
  ])('is too late or not: %s %j', (status, details, isOwed) => {
    const key = 'ticket:1/told/h1-state';
    const effects = new Map([[key, { key, status, at: 0, details }]]);
    const evaluation = evaluationOf(pack, opened(), '2026-11-30T09:01:00Z', { effects });
    expect(owed(evaluation)).toEqual(isOwed ? ['h1-state letter letter-changed'] : []);
    expect(evaluation.skipped).toHaveLength(isOwed ? 0 : 1);
  });
});

describe('an owed notice that was not told in time', () => {
  const findings = (ticket: ReturnType<typeof opened>, now: string) =>
    evaluationOf(pack, ticket, now).findings.map(({ key, code }) => `${key} ${code}`);

  it('is a violation, also when it is told later [K 4.9.7]', () => {
    const late = opened({}, writes('2026-11-23T11:00:00Z'));
    expect(findings(late, '2026-11-23T10:00:00Z')).toEqual([]);
    expect(findings(late, '2026-11-23T12:00:00Z')).toEqual([
      'ticket:1/told/h1-state/overdue status-not-told',
    ]);
  });

  it('is whole on record: what, by which clause, since when and on what it rests', () => {
    expect(evaluationOf(pack, opened(), '2026-11-23T10:00:00.001Z').findings).toEqual([
      {
        key: 'ticket:1/told/h1-state/overdue',
        subject: 'ticket:1',
        ruleId: 'told',
        code: 'status-not-told',
        ground: { kind: 'clause', clause: 'S 1' },
        at: at('2026-11-23T10:00:00Z'),
        evidence: ['h1-state'],
        withdrawn: null,
      },
    ]);
  });

  it('is looked for right after its time', () => {
    expect(evaluationOf(pack, opened(), '2026-11-23T09:30:00Z').wakeAt).toBe(at('2026-11-23T10:00:00.001Z'));
  });

  it('is none where it is not owed by this channel, or the rule’s condition was over by then', () => {
    expect(findings(opened({ fields: { channel: 'form' } }), '2026-11-23T12:00:00Z')).toEqual([]);
    const conditional = packWithRules(
      [{ id: 'told', on: onOpening, when: { state: 'open' }, do: [{ letter: 'status' }] }],
      notices,
    );
    const keys = (ticket: ReturnType<typeof opened>): number =>
      evaluationOf(conditional, ticket, '2026-11-23T12:00:00Z').findings.length;
    expect(keys(opened())).toBe(1);
    expect(keys(opened({}, sets('2026-11-23T09:30:00Z', { state: 'closed' })))).toBe(0);
  });

  it('is none about an act that was undone', () => {
    const undoing = packWithRules(
      [
        { id: 'told', on: onOpening, do: [{ letter: 'status' }] },
        { id: 'gate', on: onOpening, do: [{ undo: { state: 'new' }, text: 'note-undone' }] },
      ],
      notices,
    );
    const ticket = opened({}, sets('2026-11-23T09:02:00Z', { state: 'new' }, { by: 'service' }));
    const overdue = (status: 'done' | 'skipped'): number =>
      evaluationOf(undoing, ticket, '2026-11-23T12:00:00Z', {
        effects: effectsWith(status, 'ticket:1/gate/h1-state'),
      }).findings.length;
    expect(overdue('done')).toBe(0);
    expect(overdue('skipped')).toBe(1);
  });

  it('is none when it was told in time', () => {
    expect(findings(opened({}, writes('2026-11-23T09:59:00Z')), '2026-11-23T12:00:00Z')).toEqual([]);
  });
});

describe('soonestOwedAt', () => {
  it('goes back by the longest time that a notice of the pack may take', () => {
    const longer = packWithRules([], [...notices, { id: 'other', by_channel: {}, overdue_after: '2h' }]);
    const now = at('2026-11-23T12:00:00Z');
    expect(soonestOwedAt(now, longer)).toBe(at('2026-11-23T10:00:00Z'));
    expect(soonestOwedAt(now, pack)).toBe(at('2026-11-23T11:00:00Z'));
    expect(soonestOwedAt(now, packWithRules([]))).toBe(now);
  });
});
