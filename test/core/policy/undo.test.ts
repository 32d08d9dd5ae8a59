import { describe, expect, it } from 'vitest';
import { aTicket, sets } from '../../support/a-ticket.ts';
import { effectsWith, evaluationOf, owedBy, packWithRules } from './evaluation-of.ts';

const pack = packWithRules([
  {
    id: 'gate',
    on: { event: { changed: { state: 'open' }, by: 'agent' } },
    when: { missing: ['type'] },
    do: [{ undo: { state: 'awaiting-applicant' }, text: 'note-undone' }],
  },
  {
    id: 'told',
    on: { event: { changed: { state: 'open' } } },
    do: [{ letter: 'changed' }],
  },
]);
const opened = sets('2026-11-23T09:00:00Z', { state: 'open' });
const fields = { group: 'front', channel: 'email' };

describe('what a rule undoes', () => {
  it('is put back with an explanation, and no letter leaves about it meanwhile', () => {
    const evaluation = evaluationOf(pack, aTicket({ fields }, opened), '2026-11-23T09:01:00Z');
    expect(owedBy(evaluation)).toEqual(['gate:undo']);
    expect(evaluation.intents).toMatchObject([
      {
        set: { state: 'awaiting-applicant' },
        expect: { state: 'open' },
        article: { kind: 'note', to: ['owner'], textId: 'note-undone' },
      },
    ]);
  });

  it('leaves no letter about it afterwards either', () => {
    const ticket = aTicket(
      { fields },
      opened,
      sets('2026-11-23T09:02:00Z', { state: 'awaiting-applicant' }, { by: 'service' }),
    );
    const effects = effectsWith('done', 'ticket:1/gate/h1-state');
    expect(owedBy(evaluationOf(pack, ticket, '2026-11-23T09:03:00Z', { effects }))).toEqual([]);
  });

  it('lets the letter go when the helpdesk refused to put it back', () => {
    const effects = effectsWith('refused', 'ticket:1/gate/h1-state');
    const evaluation = evaluationOf(pack, aTicket({ fields }, opened), '2026-11-23T09:01:00Z', { effects });
    expect(owedBy(evaluation)).toEqual(['told:letter']);
  });

  it('is left alone when a person changed it since', () => {
    const ticket = aTicket({ fields }, opened, sets('2026-11-23T09:00:30Z', { state: 'closed' }));
    expect(owedBy(evaluationOf(pack, ticket, '2026-11-23T09:01:00Z'))).not.toContain('gate:undo');
  });

  it('is left alone when a person made it right since', () => {
    const ticket = aTicket({ fields }, opened, sets('2026-11-23T09:00:30Z', { type: 'question' }));
    expect(owedBy(evaluationOf(pack, ticket, '2026-11-23T09:01:00Z'))).toEqual(['told:letter']);
  });

  it('is undone once; on repetition the lead is told instead', () => {
    const ticket = aTicket(
      { fields },
      opened,
      sets('2026-11-23T09:02:00Z', { state: 'awaiting-applicant' }, { by: 'service' }),
      sets('2026-11-23T10:00:00Z', { state: 'open' }),
    );
    const effects = effectsWith('done', 'ticket:1/gate/h1-state');
    const { intents } = evaluationOf(pack, ticket, '2026-11-23T10:01:00Z', { effects });
    expect(intents.filter(({ ruleId }) => ruleId === 'gate')).toMatchObject([
      { key: 'ticket:1/gate/h3-state/lead', class: 'reminder', set: {}, article: { to: ['lead'] } },
    ]);
    expect(owedBy({ ...evaluationOf(pack, ticket, '2026-11-23T10:01:00Z', { effects }) })).toContain(
      'told:letter',
    );
  });

  it('tells facts apart whose names begin alike', () => {
    const ticket = aTicket({ fields }, opened);
    const effects = effectsWith('done', 'ticket:1/gate/h1-state-of-old');
    const { intents } = evaluationOf(pack, ticket, '2026-11-23T09:01:00Z', { effects });
    expect(intents).toMatchObject([{ key: 'ticket:1/gate/h1-state/lead' }, { ruleId: 'told' }]);
  });

  it('goes back to the value before the event where the rule says so', () => {
    const back = packWithRules([
      {
        on: { event: { changed: { group: { any: true } }, by: 'agent' } },
        do: [{ undo: { group: { previous: true } }, text: 'note-undone' }],
      },
    ]);
    const ticket = aTicket({ fields }, sets('2026-11-23T09:00:00Z', { group: 'back' }));
    expect(evaluationOf(back, ticket, '2026-11-23T09:01:00Z').intents).toMatchObject([
      { class: 'undo', set: { group: 'front' } },
    ]);
  });
});
