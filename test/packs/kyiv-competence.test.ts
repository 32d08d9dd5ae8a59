import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import { sets, writes } from '../support/a-ticket.ts';
import { evaluateAt, intentOf, kyivCall, kyivTicket, textsOwed } from './kyiv.ts';

const told = writes('2026-11-23T08:00:01Z', { actor: 'automation', notice: 'registration' });
const now = '2026-11-23T08:11:00Z';
const byMail = (values: FieldValues) => kyivTicket({}, told, sets('2026-11-23T08:10:00Z', values));
const byForm = (values: FieldValues) =>
  kyivTicket({ fields: { request_channel: 'form' } }, told, sets('2026-11-23T08:10:00Z', values));

describe('a matter of the МРГ', () => {
  it.each([
    ['mail', byMail({ competence: 'mrg' })],
    ['the form', byForm({ competence: 'mrg' })],
  ])('by %s becomes a consultation of Organizational [K 4.11.4]', (_, ticket) => {
    expect(intentOf('mrg-goes-to-organizational', evaluateAt(now, ticket))).toMatchObject({
      set: { type: 'consultation', group: 'organizational' },
      article: { kind: 'note', to: ['lead'] },
    });
  });

  it('by phone stays where Organizational registers it [K 4.11.1, K 4.11.2]', () => {
    const call = kyivCall({
      fields: {
        group: 'organizational',
        competence: 'mrg',
        type: 'consultation',
        priority: 'low',
        told_registration: true,
      },
    });

    expect(textsOwed(evaluateAt(now, call))).toEqual({});
  });

  it('is a consultation whatever was chosen before [K 4.11.2]', () => {
    const call = kyivCall({
      fields: { competence: 'mrg', type: 'error', priority: 'low', told_registration: true },
    });

    expect(intentOf('competence-is-consultation', evaluateAt(now, call)).set).toEqual({
      type: 'consultation',
    });
  });

  it('gets the low category where none is chosen, as our own addition', () => {
    expect(intentOf('competence-is-low', evaluateAt(now, byMail({ competence: 'mrg' })))).toMatchObject({
      set: { priority: 'low' },
      ground: { kind: 'product' },
    });
  });

  it.each([
    [{ closing_reason: 'passed-to-mrg', consultation: 'Передано' }, true],
    [
      { closing_reason: 'passed-to-mrg', consultation: 'Передано', mrg_representative: 'Коваль І. П.' },
      false,
    ],
    [{ closing_reason: 'advised', consultation: 'Надано власну відповідь' }, false],
  ])(
    'passed on is closed with the name of the representative only: %j is put back: %s [K 4.11.2, K 4.11.3]',
    (values, isPutBack) => {
      const closed = byMail({
        competence: 'mrg',
        type: 'consultation',
        priority: 'low',
        state: 'closed',
        ...values,
      });

      expect('representative-is-named' in textsOwed(evaluateAt(now, closed))).toBe(isPutBack);
    },
  );
});

describe('a matter of the ГБК [K 4.11.5]', () => {
  it.each([
    ['mail', byMail({ competence: 'gbk', type: 'consultation', priority: 'low' })],
    [
      'phone',
      kyivCall({
        fields: { competence: 'gbk', type: 'consultation', priority: 'low', told_registration: true },
      }),
    ],
  ])('by %s is closed after a letter to the ГБК', (_, ticket) => {
    expect(intentOf('gbk-is-informed', evaluateAt(now, ticket))).toMatchObject({
      class: 'mail',
      set: { state: 'closed', closing_reason: 'passed-to-gbk' },
      mail: { to: 'gbk', textId: 'gbk-letter' },
    });
  });

  it('is told to the applicant when it is closed', () => {
    const closed = kyivTicket(
      {},
      told,
      sets('2026-11-23T08:10:00Z', { competence: 'gbk', type: 'consultation', priority: 'low' }),
      sets('2026-11-23T08:11:00Z', { state: 'closed', closing_reason: 'passed-to-gbk' }, { by: 'service' }),
    );

    expect(textsOwed(evaluateAt('2026-11-23T08:12:00Z', closed))).toEqual({ 'told-closed': 'closing' });
  });
});
