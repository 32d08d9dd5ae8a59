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
  });
});
