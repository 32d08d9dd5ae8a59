import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import type { Effect } from '../../src/core/policy/intent.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import { at, sets, writes } from '../support/a-ticket.ts';
import { evaluateAt, intentOf, kyivCall, kyivPack, kyivTicket, textsOwed } from './kyiv.ts';

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

  it('is told that it went to Organizational, whoever moved it, and not of a way back [K Table 2]', () => {
    const moved = (from: string, to: string) =>
      kyivTicket(
        { fields: { group: from } },
        told,
        sets('2026-11-23T08:10:00Z', { group: to }, { by: 'service' }),
      );
    const [there, back] = [moved('information', 'organizational'), moved('technical', 'information')];

    expect(textsOwed(evaluateAt(now, there))).toHaveProperty('told-handed-over', 'status-handed-over');
    expect(textsOwed(evaluateAt(now, back))).not.toHaveProperty('told-handed-over');
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

  it('by phone that Information registered goes to Organizational [K 4.11.1]', () => {
    const call = kyivCall({ fields: { competence: 'mrg', told_registration: true } });

    expect(intentOf('mrg-call-goes-to-organizational', evaluateAt(now, call))).toMatchObject({
      set: { type: 'consultation', group: 'organizational' },
      ground: { clause: 'K 4.11.1' },
    });
  });

  it.each(['mrg', 'gbk'])(
    'of the %s by phone at Organizational is proposed as a consultation of low category [K 4.11.2]',
    (competence) => {
      const call = kyivCall({ fields: { group: 'organizational', competence, told_registration: true } });
      const { intents } = evaluateAt(now, call);

      expect(Object.assign({}, ...intents.map(({ set }) => set))).toMatchObject({
        type: 'consultation',
        priority: 'low',
      });
      expect(kyivPack().catalog.proposals).toContainEqual(
        expect.objectContaining({
          when: { competence: ['mrg', 'gbk'] },
          set: { type: 'consultation', priority: 'low' },
        }),
      );
    },
  );

  it('by phone has reacted at registration and is solved at closing [K 4.11.2]', () => {
    const call = kyivCall(
      {
        fields: {
          group: 'organizational',
          competence: 'mrg',
          type: 'consultation',
          priority: 'low',
          told_registration: true,
        },
      },
      sets('2026-11-23T08:10:00Z', {
        state: 'closed',
        closing_reason: 'passed-to-mrg',
        mrg_representative: 'Коваль І. П.',
      }),
    );
    const state = (id: string) => evaluateAt(now, call).clocks.find(({ clockId }) => clockId === id)?.state;

    expect([state('reaction'), state('resolution')]).toEqual(['met', 'met']);
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

describe('the closing of a matter of the МРГ [K 4.11.2]', () => {
  const closes = (values: FieldValues, competence: string | null = 'mrg') =>
    textsOwed(
      evaluateAt(
        now,
        byMail({ competence, type: 'consultation', priority: 'low', state: 'closed', ...values }),
      ),
    );

  it.each([
    [{ closing_reason: 'passed-to-mrg', mrg_representative: 'Коваль І. П.' }, 'told-closed'],
    [{ closing_reason: 'advised', consultation: 'Надано власну відповідь' }, 'told-closed'],
    [{ closing_reason: 'passed-to-mrg', consultation: 'Передано' }, 'representative-is-named'],
    [{ closing_reason: 'advised', mrg_representative: 'Коваль І. П.' }, 'closed-without-answer'],
    [{ closing_reason: 'advised' }, 'closed-without-answer'],
  ])('needs the representative it was passed to, or an answer of its own: %j → %s', (values, rule) => {
    expect(closes(values)).toHaveProperty([rule]);
  });

  it('as passed on names the representative whatever the competence says', () => {
    const values = { closing_reason: 'passed-to-mrg', consultation: 'Передано' };

    expect(closes(values, null)).toHaveProperty(['representative-is-named']);
  });
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

  const matter = { competence: 'gbk', type: 'consultation', priority: 'low' };
  const closedByService = sets(
    '2026-11-23T08:11:00Z',
    { state: 'closed', closing_reason: 'passed-to-gbk' },
    { by: 'service' },
  );
  const mailed = (ticket: Ticket): ReadonlyMap<string, Effect> => {
    const { key } = intentOf('gbk-is-informed', evaluateAt(now, ticket));
    return new Map([[key, { key, status: 'done', at: at(now), details: {} }]]);
  };

  it('is told to the applicant once the letter to the ГБК is out and it is closed', () => {
    const closed = kyivTicket({}, told, sets('2026-11-23T08:10:00Z', matter), closedByService);
    const effects = mailed(byMail(matter));

    expect(textsOwed(evaluateAt('2026-11-23T08:12:00Z', closed, { effects }))).toEqual({
      'told-closed': 'closing',
    });
  });

  it.each([
    [true, 'closing'],
    [false, 'tell-closing'],
  ])('by phone is told when closed, by letter if there is an address: %s', (hasEmail, text) => {
    const options = { applicant: { hasEmail }, fields: { told_registration: true } };
    const call = kyivCall(options, sets('2026-11-23T08:10:00Z', matter));
    const closed = kyivCall(options, sets('2026-11-23T08:10:00Z', matter), closedByService);

    expect(textsOwed(evaluateAt('2026-11-23T08:12:00Z', closed, { effects: mailed(call) }))).toMatchObject({
      'told-closed': text,
    });
  });

  it('is mailed to the ГБК even when the agent closed it in the same act', () => {
    const owed = textsOwed(
      evaluateAt(now, byMail({ ...matter, state: 'closed', closing_reason: 'passed-to-gbk' })),
    );

    expect(owed).toHaveProperty('gbk-is-informed');
    expect(owed).not.toHaveProperty('closed-without-answer');
  });
});
