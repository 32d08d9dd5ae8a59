import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import type { TicketOptions } from '../support/a-ticket.ts';
import { sets, writes } from '../support/a-ticket.ts';
import { evaluateAt, intentOf, kyivCall, kyivTicket, textsOwed } from './kyiv.ts';

const told = writes('2026-11-23T08:00:01Z', { actor: 'automation', notice: 'registration' });
const problem = { type: 'error', priority: 'low' };
const mustOfProblem: FieldValues = {
  page_link: 'https://gb.kyivcity.gov.ua/projects',
  product_version: '2.14, Chrome 130',
  browser: 'Chrome',
  applicant_login: 'не зареєстрований',
  applicant_name: 'так',
  applicant_phone: 'невідомо',
};
const classified = (values: FieldValues, options: TicketOptions = {}) =>
  kyivTicket(options, told, sets('2026-11-23T08:10:00Z', values));
const halfAnHourLater = '2026-11-23T08:40:00Z';

describe('what a request about a problem must contain [K 4.4]', () => {
  it('is asked for once, naming just what is missing', () => {
    const partly = { ...problem, ...mustOfProblem, page_link: null, applicant_phone: null };
    const answer = evaluateAt(halfAnHourLater, classified(partly));

    expect(intentOf('details-of-problem', answer).article?.data['missing']).toEqual([
      'Посилання на сторінку сайту, на якій спостерігається проблема',
      'Контактний номер телефону користувача системи ГБ',
    ]);
  });

  it('is asked for of tickets from the form as of those by mail', () => {
    const byForm = classified(problem, { fields: { request_channel: 'form' } });

    expect(textsOwed(evaluateAt(halfAnHourLater, byForm))).toHaveProperty('details-of-problem');
  });

  it('may be «невідомо» or «не зареєстрований»; steps and pictures are not asked for', () => {
    expect(
      textsOwed(evaluateAt(halfAnHourLater, classified({ ...problem, ...mustOfProblem }))),
    ).not.toHaveProperty('details-of-problem');
  });

  it('is not asked for again', () => {
    const asked = kyivTicket(
      {},
      told,
      sets('2026-11-23T08:10:00Z', problem),
      writes('2026-11-23T08:40:30Z', { actor: 'service', notice: 'details' }),
      sets('2026-11-23T09:00:00Z', { state: 'awaiting-applicant' }),
      sets('2026-11-23T09:10:00Z', { state: 'open' }),
    );

    expect(textsOwed(evaluateAt('2026-11-23T09:50:00Z', asked))).not.toHaveProperty('details-of-problem');
  });

  it.each([
    ['a call', kyivCall({ fields: { ...problem, told_registration: true } })],
    ['a matter of the МРГ', classified({ type: 'consultation', priority: 'low', competence: 'mrg' })],
  ])('is not asked for of %s', (_, ticket) => {
    expect(textsOwed(evaluateAt(halfAnHourLater, ticket))).not.toHaveProperty('details-of-problem');
  });

  it('stops no clock', () => {
    const { clocks } = evaluateAt(halfAnHourLater, classified(problem));

    expect(clocks.find(({ clockId }) => clockId === 'resolution')?.state).toBe('running');
  });
});

describe('what a request for new functionality must contain [K 4.5]', () => {
  const novelty = { type: 'new-functionality', priority: 'low', state: 'awaiting-mrg' };

  it('is purpose and norm', () => {
    const answer = evaluateAt(halfAnHourLater, classified(novelty));

    expect(intentOf('details-of-novelty', answer).article?.data['missing']).toEqual([
      'Призначення і цілі доопрацювання або розробки модуля системи',
      'Посилання на сторінку та абзац нормативного документу',
    ]);
  });

  it.each([
    [true, ['Розроблені макети сторінок']],
    [false, null],
    [null, null],
  ])('with a changed layout %s, this is asked for: %j', (layout, missing) => {
    const values = { ...novelty, purpose: 'Так', norm_reference: 'невідомо', layout_changes: layout };
    const { intents } = evaluateAt(halfAnHourLater, classified(values));
    const letter = intents.find(({ article }) => article?.textId === 'details-of-novelty');

    expect(letter?.article?.data['missing'] ?? null).toEqual(missing);
  });
});

describe('a picture sent with a request about a problem [K 4.4]', () => {
  const sent = (attachmentNames: readonly string[], values: FieldValues = mustOfProblem) =>
    kyivTicket(
      {},
      told,
      writes('2026-11-23T08:00:02Z', { actor: 'applicant', attachmentNames }),
      sets('2026-11-23T08:10:00Z', { ...problem, ...values }),
    );

  it('is asked for packed when it is a bare BMP, even where nothing else is missing', () => {
    const { article } = intentOf('details-of-problem', evaluateAt(halfAnHourLater, sent(['Екран 1.BMP'])));

    expect(article?.data).toMatchObject({ missing: [], attached: ['Екран 1.BMP'] });
  });

  it('is asked for packed in the one request that names what is missing', () => {
    const partly = { ...mustOfProblem, browser: null };
    const answer = evaluateAt(halfAnHourLater, sent(['a.bmp', 'b.png'], partly));

    expect(answer.intents.filter(({ article }) => article?.textId === 'details')).toHaveLength(1);
    expect(intentOf('details-of-problem', answer).article?.data).toMatchObject({
      missing: ['Який браузер використовувався'],
      attached: ['a.bmp'],
    });
  });

  it.each([
    ['запаковане.zip'],
    ['запаковане.rar'],
    ['фото.jpg'],
    ['анімація.gif'],
    ['екран.png'],
    ['відео.mp4'],
  ])('asks for nothing when it is %s', (name) => {
    expect(textsOwed(evaluateAt(halfAnHourLater, sent([name])))).not.toHaveProperty('details-of-problem');
  });

  it('is accepted and noted in another format', () => {
    const { findings, intents } = evaluateAt(halfAnHourLater, sent(['екран.webp']));

    expect(findings.map(({ code, ground }) => [code, ground])).toContainEqual([
      'other-picture-format',
      { kind: 'product', about: 'K 4.4' },
    ]);
    expect(intents.map(({ ruleId }) => ruleId)).not.toContain('details-of-problem');
  });
});
