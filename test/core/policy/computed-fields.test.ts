import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import { effectsWith, evaluationOf } from './evaluation-of.ts';

const pack = { ...compileTestPack(), rules: [] };
const fields = { group: 'front', channel: 'email', type: 'fault', priority: 'high' };

function written(ticket: Ticket, now = '2026-11-23T08:30:00Z') {
  return evaluationOf(pack, ticket, now).intents.map(({ set, expect: expected }) => ({ set, expected }));
}

describe('deadline fields', () => {
  const dues = { reaction_due: at('2026-11-23T09:00:00Z'), resolution_due: at('2026-11-23T12:00:00Z') };

  it('are written together when they change', () => {
    expect(written(aTicket({ fields }))).toEqual([
      { set: dues, expected: { reaction_due: null, resolution_due: null } },
    ]);
  });

  it('are one change, named by what it writes and what it rests on', () => {
    const ticket = aTicket({ fields }, sets('2026-11-23T08:10:00Z', { reaction_due: 1 }));
    const { intents } = evaluationOf(pack, ticket, '2026-11-23T08:30:00Z');
    expect(intents).toEqual([
      {
        key: `ticket:1/computed-fields/reaction_due=${dues.reaction_due}@h1-reaction_due+resolution_due=${dues.resolution_due}@created`,
        subject: 'ticket:1',
        ruleId: 'computed-fields',
        ground: { kind: 'product', about: null },
        class: 'fields',
        owedAt: at('2026-11-23T08:10:00Z'),
        notBefore: at('2026-11-23T08:10:00Z'),
        inOpenHours: false,
        staleAt: null,
        set: dues,
        expect: { reaction_due: 1, resolution_due: null },
        article: null,
        mail: null,
        evidence: ['reaction', 'resolution'],
        change: null,
      },
    ]);
  });

  it('are shown of a clock that is late too', () => {
    expect(written(aTicket({ fields }), '2026-11-23T13:00:00Z')).toEqual([
      { set: dues, expected: { reaction_due: null, resolution_due: null } },
    ]);
  });

  it('are written when they show another minute, whatever stands there', () => {
    const shown = { reaction_due: dues.reaction_due + 60_000, resolution_due: String(dues.resolution_due) };
    expect(written(aTicket({ fields: { ...fields, ...shown } }))).toEqual([{ set: dues, expected: shown }]);
  });

  it('are left alone when they show that minute', () => {
    const shown = { reaction_due: dues.reaction_due + 59_000, resolution_due: dues.resolution_due };
    expect(written(aTicket({ fields: { ...fields, ...shown } }))).toEqual([]);
  });

  it('show nothing provisional, and nothing new of a clock that stopped or stands still', () => {
    expect(written(aTicket({ fields: { ...fields, type: null } }))).toEqual([]);
    const stopped = aTicket(
      { fields },
      writes('2026-11-23T08:10:00Z'),
      sets('2026-11-23T08:20:00Z', { state: 'closed' }),
    );
    expect(written(stopped)).toEqual([]);
    const paused = aTicket({ fields }, sets('2026-11-23T08:10:00Z', { state: 'awaiting-applicant' }));
    expect(written(paused)).toEqual([
      { set: { reaction_due: dues.reaction_due }, expected: { reaction_due: null } },
    ]);
  });

  it('are not written again while the helpdesk has not shown what was written', () => {
    const ticket = aTicket({ fields });
    const [intent] = evaluationOf(pack, ticket, '2026-11-23T08:30:00Z').intents;
    const effects = effectsWith('done', intent?.key ?? '');
    expect(evaluationOf(pack, ticket, '2026-11-23T08:30:00Z', { effects }).intents).toEqual([]);
  });

  it('are put right once when somebody writes over them; then a person is asked', () => {
    const own = sets('2026-11-23T08:01:00Z', dues, { by: 'service' });
    const once = aTicket({ fields }, own, sets('2026-11-23T08:02:00Z', { reaction_due: 1 }));
    expect(written(once)).toEqual([
      { set: { reaction_due: dues.reaction_due }, expected: { reaction_due: 1 } },
    ]);
    const twice = aTicket(
      { fields },
      own,
      sets('2026-11-23T08:02:00Z', { reaction_due: 1 }),
      sets('2026-11-23T08:03:00Z', { reaction_due: dues.reaction_due }, { by: 'service' }),
      sets('2026-11-23T08:04:00Z', { reaction_due: 2 }, { by: 'automation' }),
    );
    const evaluation = evaluationOf(pack, twice, '2026-11-23T08:30:00Z');
    expect(evaluation.intents).toEqual([]);
    expect(evaluation.findings).toMatchObject([
      { code: 'computed-field-overwritten', evidence: ['h2-reaction_due', 'h4-reaction_due'] },
    ]);
    expect(evaluation.findings[0]).toMatchObject({
      key: 'ticket:1/computed-fields/reaction_due@h4-reaction_due',
      subject: 'ticket:1',
      ruleId: 'computed-fields',
      ground: { kind: 'product', about: null },
      at: at('2026-11-23T08:04:00Z'),
      withdrawn: null,
    });
  });

  it('are put right whatever others wrote before the service did, or into other fields', () => {
    const ticket = aTicket(
      { fields },
      sets('2026-11-23T08:00:10Z', { reaction_due: 1 }),
      sets('2026-11-23T08:00:20Z', { reaction_due: 2 }),
      sets('2026-11-23T08:01:00Z', dues, { by: 'service' }),
      sets('2026-11-23T08:02:00Z', { process: 'access' }),
      sets('2026-11-23T08:02:30Z', { process: 'payroll' }),
      sets('2026-11-23T08:03:00Z', { reaction_due: 3 }),
    );
    expect(written(ticket)).toEqual([
      { set: { reaction_due: dues.reaction_due }, expected: { reaction_due: 3 } },
    ]);
  });

  it('are not written on spam', () => {
    expect(written(aTicket({ fields: { ...fields, state: 'spam' } }))).toEqual([]);
  });
});

describe('the channel of the request', () => {
  it('is filled in from the first message where nobody entered it', () => {
    const mailed = aTicket(
      { fields: { group: 'front' } },
      writes('2026-11-23T08:00:00.020Z', { actor: 'applicant' }),
    );
    expect(written(mailed)).toEqual([{ set: { channel: 'email' }, expected: { channel: null } }]);
    const entered = aTicket(
      { fields: { group: 'front', channel: 'phone' } },
      writes('2026-11-23T08:00:00.020Z', { actor: 'applicant' }),
    );
    expect(written(entered)).toEqual([]);
    const emptied = aTicket(
      { fields: { group: 'front' } },
      writes('2026-11-23T08:00:00.020Z', { actor: 'applicant' }),
      sets('2026-11-23T08:05:00Z', { channel: 'form' }),
    );
    expect(written(emptied)).toEqual([]);
    const changed = aTicket(
      { fields: { group: 'front' } },
      writes('2026-11-23T08:00:00.020Z', { actor: 'applicant' }),
      sets('2026-11-23T08:05:00Z', { process: 'access' }),
    );
    expect(written(changed)).toEqual([{ set: { channel: 'email' }, expected: { channel: null } }]);
    expect(evaluationOf(pack, changed, '2026-11-23T08:30:00Z').intents).toMatchObject([
      {
        key: 'ticket:1/computed-fields/channel=email@created',
        evidence: ['channel'],
        ground: { clause: 'S 1' },
      },
    ]);
  });
});
