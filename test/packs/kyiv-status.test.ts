import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import type { Step } from '../support/a-ticket.ts';
import { sets, writes } from '../support/a-ticket.ts';
import { evaluateAt, intentOf, kyivCall, kyivPack, kyivTicket, textsOwed, violationsIn } from './kyiv.ts';

const told = writes('2026-11-23T08:00:01Z', { actor: 'automation', notice: 'registration' });
const toldAssigned = writes('2026-11-23T08:11:00Z', { actor: 'service', notice: 'assigned' });
const low = { type: 'error', priority: 'low', owner: '10', state: 'open' };
const inWork = (...steps: readonly Step[]) =>
  kyivTicket({}, told, sets('2026-11-23T08:10:00Z', low), toldAssigned, ...steps);
const later = (values: FieldValues) => sets('2026-11-23T09:00:00Z', values);
const after = '2026-11-23T09:01:00Z';

describe('a change of status [K Table 2]', () => {
  it.each([
    [
      'handed over',
      { group: 'organizational', state: 'handed-over', consultation: 'Відтворено' },
      'status-handed-over',
    ],
    [
      'awaiting the applicant',
      { state: 'awaiting-applicant', hindrance: 'insufficient-information' },
      'status-awaiting-applicant',
    ],
    [
      'postponed',
      { state: 'postponed', hindrance: 'needs-diagnostics', postponed_until: '2026-12-10' },
      'status-postponed',
    ],
  ])('is told by letter when the ticket is %s', (_, values, text) => {
    expect(Object.values(textsOwed(evaluateAt(after, inWork(later(values)))))).toEqual([text]);
  });

  it('to Technical is told too, and the hand-over sheet is attached', () => {
    const values = { group: 'technical', state: 'handed-over', consultation: 'Відтворено' };

    const answer = evaluateAt(after, inWork(later(values)));

    expect(Object.values(textsOwed(answer))).toEqual(['status-handed-over', 'handover-sheet-attached']);
    expect(answer.intents.map(({ article }) => article)).toContainEqual(
      expect.objectContaining({ kind: 'note', documentId: 'handover-sheet' }),
    );
  });

  it('is told when work goes on', () => {
    const resumed = inWork(
      sets('2026-11-23T08:30:00Z', {
        state: 'postponed',
        hindrance: 'needs-diagnostics',
        postponed_until: '2026-12-10',
      }),
      writes('2026-11-23T08:31:00Z', { actor: 'service', notice: 'status' }),
      later({ state: 'open' }),
    );

    expect(textsOwed(evaluateAt(after, resumed))).toEqual({ 'told-resumed': 'status-resumed' });
  });

  it('is told when the ticket is taken into work by nobody in particular', () => {
    const taken = kyivTicket({}, told, sets('2026-11-23T08:10:00Z', { state: 'open' }));

    expect(textsOwed(evaluateAt('2026-11-23T08:11:00Z', taken))).toMatchObject({
      'told-in-work': 'status-in-work',
    });
  });

  it('needs no letter of ours beside the question that the agent sent [K 4.8]', () => {
    const asked = inWork(
      later({ state: 'awaiting-applicant', hindrance: 'insufficient-information' }),
      writes('2026-11-23T09:00:00Z'),
    );

    expect(textsOwed(evaluateAt(after, asked))).toEqual({});
  });

  it('asks for a call where the request came by phone and no address is known', () => {
    const call = kyivCall(
      { fields: { ...low, told_registration: true }, applicant: { hasEmail: false } },
      later({ state: 'awaiting-applicant', hindrance: 'insufficient-information' }),
    );

    expect(textsOwed(evaluateAt(after, call))).toEqual({ 'told-awaiting-applicant': 'tell-status' });
  });

  it('may go by mail where the caller has an address', () => {
    const call = kyivCall(
      { fields: { ...low, told_registration: true } },
      later({ state: 'awaiting-applicant', hindrance: 'insufficient-information' }),
    );

    expect(intentOf('told-awaiting-applicant', evaluateAt(after, call)).class).toBe('letter');
  });

  it('that nobody told within a working day is a violation', () => {
    const handed = inWork(later({ group: 'technical', consultation: 'Відтворено' }));

    expect(violationsIn(evaluateAt('2026-11-24T09:30:00Z', handed))).toContain('K Table 2: status-not-told');
  });
});

describe('closing [K 4.9.7, K Table 2]', () => {
  const closes = later({ state: 'closed', closing_reason: 'solved' });

  it('is told with the result, if the agent has not written', () => {
    const closed = inWork(later({ state: 'closed', closing_reason: 'solved', consultation: 'Виправлено' }));

    expect(intentOf('told-closed', evaluateAt(after, closed)).article).toMatchObject({
      kind: 'letter',
      notice: 'closing',
      data: { 'fields.closing_reason': 'Проблему вирішено', 'fields.consultation': 'Виправлено' },
    });
    expect(textsOwed(evaluateAt(after, inWork(closes, writes('2026-11-23T09:00:00Z'))))).toEqual({});
  });

  it('without an answer is put back, and no letter tells of it [K 4.9.4]', () => {
    const answer = evaluateAt(after, inWork(closes));

    expect(intentOf('closed-without-answer', answer)).toMatchObject({
      class: 'undo',
      set: { state: 'open' },
    });
    expect(textsOwed(answer)).toEqual({ 'closed-without-answer': 'closed-without-answer' });
  });

  it('is told no more once it was put back [K 4.9.4]', () => {
    const putBack = inWork(closes, sets('2026-11-23T09:01:00Z', { state: 'open' }, { by: 'service' }));

    expect(textsOwed(evaluateAt('2026-11-23T09:02:00Z', putBack))).not.toHaveProperty('told-closed');
  });

  it.each([
    ['an answer by letter', [writes('2026-11-23T08:50:00Z'), closes]],
    [
      'a recorded consultation',
      [later({ state: 'closed', closing_reason: 'advised', consultation: 'https://…/faq' })],
    ],
  ])('stands with %s [K 4.9.4]', (_, steps) => {
    expect(textsOwed(evaluateAt(after, inWork(...steps)))).not.toHaveProperty('closed-without-answer');
  });

  it('of spam is told to nobody', () => {
    expect(textsOwed(evaluateAt(after, inWork(later({ state: 'spam' }))))).toEqual({});
  });
});

describe('a partner’s service [K 2.5]', () => {
  const partner = { state: 'closed', closing_reason: 'partner-service', consultation: 'Пояснено' };

  it.each([
    [{}, true],
    [{ not_our_error: 'Відмовляє сервер BankID' }, false],
  ])(
    'is a ground to close with the sentence why it is no error of ours, as our addition: %j',
    (values, isPutBack) => {
      const answer = evaluateAt(after, inWork(later({ ...partner, ...values })));

      expect('partner-service-is-explained' in textsOwed(answer)).toBe(isPutBack);
    },
  );

  it('closes nothing by itself, of BankID and ЕЦП neither', () => {
    const reasons = kyivPack().rules.flatMap((rule) =>
      rule.do.map((act) => ('set' in act ? act.set?.['closing_reason'] : undefined)),
    );

    expect(reasons).not.toContain('partner-service');
    for (const business_process of ['eds', 'bankid-privat24', 'bankid-nbu']) {
      const { intents } = evaluateAt(after, inWork(later({ business_process })));

      expect(intents.filter(({ set }) => set['state'] === 'closed')).toEqual([]);
    }
  });
});

describe('a hand-over [K 4.9.4]', () => {
  it('without a record for those who go on is put back', () => {
    expect(
      intentOf('handed-over-without-record', evaluateAt(after, inWork(later({ group: 'technical' })))),
    ).toMatchObject({
      class: 'undo',
      set: { group: 'information' },
    });
  });

  it.each([
    ['organizational', 'technical', true],
    ['technical', 'information', false],
  ])('of a call from %s to %s needs the record: %s', (from, group, isPutBack) => {
    const call = kyivCall({ fields: { ...low, group: from, told_registration: true } }, later({ group }));

    expect('handed-over-without-record' in textsOwed(evaluateAt(after, call))).toBe(isPutBack);
  });

  it('from line 1 to line 3 goes directly [K 4.9.2, K 2.8]', () => {
    const handed = inWork(later({ group: 'technical', consultation: 'Відтворено' }));

    expect(textsOwed(evaluateAt(after, handed))).not.toHaveProperty('handed-over-without-record');
  });

  it('to Technical asks for no date at once, and for one after five working days [K 3.3.3]', () => {
    const handed = inWork(later({ group: 'technical', state: 'handed-over', consultation: 'Відтворено' }));

    expect(textsOwed(evaluateAt(after, handed))).not.toHaveProperty('release-date-reminder');
    expect(textsOwed(evaluateAt('2026-11-30T09:00:00Z', handed))).toHaveProperty('release-date-reminder');
  });
});

describe('what hinders solving [K 4.14]', () => {
  it.each([
    [{ hindrance: 'not-reproducible', not_reproduced: true }, true],
    [{ hindrance: 'not-reproducible', applicant_unreachable: true }, true],
    [{ hindrance: 'not-reproducible', not_reproduced: true, applicant_unreachable: true }, false],
    [{ hindrance: 'insufficient-information' }, false],
  ])('the first reason needs both its conditions: %j is put back: %s', (values, isPutBack) => {
    expect('first-reason-needs-both' in textsOwed(evaluateAt(after, inWork(later(values))))).toBe(isPutBack);
  });

  it.each([
    [{ state: 'postponed' }, true],
    [{ state: 'postponed', hindrance: 'needs-diagnostics' }, true],
    [{ state: 'postponed', hindrance: 'needs-diagnostics', postponed_until: '2026-12-10' }, false],
  ])('postponing needs a reason and a date: %j is put back: %s', (values, isPutBack) => {
    expect('postponed-needs-reason' in textsOwed(evaluateAt(after, inWork(later(values))))).toBe(isPutBack);
  });

  it('the impossible is closed with a reason only', () => {
    const closing = { state: 'closed', closing_reason: 'impossible', consultation: 'Пояснено' };

    expect(textsOwed(evaluateAt(after, inWork(later(closing))))).toHaveProperty('impossible-needs-reason');
    expect(textsOwed(evaluateAt(after, inWork(later({ ...closing, hindrance: 'out-of-scope' }))))).toEqual({
      'told-impossible': 'closing-impossible',
    });
  });

  it.each([
    ['requirements-violated', true],
    ['out-of-scope', true],
    ['needs-diagnostics', false],
    ['insufficient-information', false],
  ])('the reason %s leads to closing, not to a later date: %s', (hindrance, leadsToClosing) => {
    const postponed = evaluateAt(
      after,
      inWork(later({ state: 'postponed', hindrance, postponed_until: '2026-12-10' })),
    );

    expect('reason-leads-to-closing' in textsOwed(postponed)).toBe(leadsToClosing);
  });

  it('a reason that leads to closing is remembered while the ticket stays open, as our addition', () => {
    const open = inWork(later({ hindrance: 'out-of-scope' }));

    expect(textsOwed(evaluateAt(after, open))).not.toHaveProperty('reason-awaits-closing');
    expect(intentOf('reason-awaits-closing', evaluateAt('2026-11-24T10:00:00Z', open))).toMatchObject({
      article: { kind: 'note', to: ['owner', 'lead'] },
      ground: { kind: 'product' },
    });
  });

  it('the date of a postponed ticket is remembered to its owner', () => {
    const postponed = inWork(
      later({ state: 'postponed', hindrance: 'needs-diagnostics', postponed_until: '2026-12-10' }),
    );

    expect(textsOwed(evaluateAt('2026-12-10T07:00:00Z', postponed))).toMatchObject({
      'postponement-ended': 'postponement-ended',
    });
  });
});
