import { describe, expect, it } from 'vitest';
import { aTicket, sets, writes } from '../../support/a-ticket.ts';
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

  it('is put back for whoever it is to be told, once, and not when it stands like that already', () => {
    const told = packWithRules([
      {
        id: 'gate',
        on: { event: { changed: { state: 'open' }, by: 'agent' } },
        do: [{ undo: { state: 'new', process: null }, text: 'note-undone', to: ['lead'] }],
      },
    ]);
    const ticket = aTicket({ fields }, opened);
    const { intents } = evaluationOf(told, ticket, '2026-11-23T09:01:00Z');
    expect(intents).toMatchObject([
      {
        class: 'undo',
        inOpenHours: false,
        set: { state: 'new' },
        article: { to: ['lead'], asksToTell: null },
      },
    ]);
    const effects = effectsWith('done', 'ticket:1/gate/h1-state');
    expect(owedBy(evaluationOf(told, ticket, '2026-11-23T09:01:00Z', { effects }))).toEqual([]);
    const already = aTicket({ fields }, opened, sets('2026-11-23T09:00:30Z', { state: 'new' }));
    expect(owedBy(evaluationOf(told, already, '2026-11-23T09:01:00Z'))).toEqual([]);
  });

  it('is left alone when one of its fields was changed since, and not for others', () => {
    const two = packWithRules([
      {
        id: 'gate',
        on: { event: { changed: { state: 'open' }, by: 'agent' } },
        do: [{ undo: { state: 'new', process: 'payroll' }, text: 'note-undone' }],
      },
    ]);
    const both = sets('2026-11-23T09:00:00Z', { state: 'open', process: 'access' });
    const owes = (...steps: Parameters<typeof aTicket>[1][]) =>
      owedBy(evaluationOf(two, aTicket({ fields }, ...steps), '2026-11-23T09:01:00Z'));
    expect(owes(both)).toEqual(['gate:undo']);
    expect(owes(both, sets('2026-11-23T09:00:30Z', { process: null }))).toEqual([]);
    expect(owes(both, sets('2026-11-23T09:00:30Z', { type: 'fault' }))).toEqual(['gate:undo']);
    // A field that the act did not touch is written, whoever changed it since.
    expect(owes(opened, sets('2026-11-23T09:00:30Z', { process: 'access' }))).toEqual(['gate:undo']);
  });

  it('at the registration is put back as long as it stands as registered', () => {
    const arrival = packWithRules([
      {
        id: 'gate',
        on: { event: 'registered' },
        do: [{ undo: { type: 'question' }, text: 'note-undone' }],
      },
    ]);
    const owes = (...steps: Parameters<typeof aTicket>[1][]) =>
      owedBy(
        evaluationOf(
          arrival,
          aTicket({ fields: { ...fields, type: 'fault' } }, ...steps),
          '2026-11-23T09:01:00Z',
        ),
      );
    expect(owes()).toContain('gate:undo');
    expect(owes(sets('2026-11-23T08:30:00Z', { type: null }))).not.toContain('gate:undo');
  });

  it.each(['skipped', 'refused'] as const)('is put back though an earlier one was %s', (status) => {
    const effects = effectsWith(status, 'ticket:1/gate/h0-state');
    const evaluation = evaluationOf(pack, aTicket({ fields }, opened), '2026-11-23T09:01:00Z', { effects });
    expect(owedBy(evaluation)).toEqual(['gate:undo']);
  });

  it('is not fought over when only the ticket remembers the first time, nor told to the lead twice', () => {
    const mark = writes('2026-11-23T09:02:00.010Z', {
      actor: 'service',
      isInternal: true,
      effectKey: 'ticket:1/gate/h1-state',
    });
    const ticket = aTicket(
      { fields },
      opened,
      sets('2026-11-23T09:02:00Z', { state: 'awaiting-applicant' }, { by: 'service' }),
      mark,
      sets('2026-11-23T10:00:00Z', { state: 'open' }),
    );
    const gateKeys = (effects = effectsWith('done')) =>
      evaluationOf(pack, ticket, '2026-11-23T10:01:00Z', { effects })
        .intents.filter(({ ruleId }) => ruleId === 'gate')
        .map(({ key, article }) => `${key} ${article?.textId ?? ''}`);
    expect(gateKeys()).toEqual(['ticket:1/gate/h4-state/lead note-undone']);
    expect(gateKeys(effectsWith('done', 'ticket:1/gate/h4-state/lead'))).toEqual([]);
  });

  it('is nothing to what another rule, another ticket or its own numbered actions did', () => {
    const effects = effectsWith(
      'done',
      'ticket:1/gate-2/h0-state',
      'ticket:11/gate/h0-state',
      'ticket:1/gate/h1-state/2',
    );
    const evaluation = evaluationOf(pack, aTicket({ fields }, opened), '2026-11-23T09:01:00Z', { effects });
    expect(owedBy(evaluation)).toEqual(['gate:undo']);
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
