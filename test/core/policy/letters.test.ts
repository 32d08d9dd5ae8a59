import { describe, expect, it } from 'vitest';
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

  it('is none when it was told in time', () => {
    expect(findings(opened({}, writes('2026-11-23T09:59:00Z')), '2026-11-23T12:00:00Z')).toEqual([]);
  });
});
