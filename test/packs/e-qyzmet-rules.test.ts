import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import { sets, writes } from '../support/a-ticket.ts';
import { almaty, completeRequest, eEvaluate, ePack, eTicket } from './e-qyzmet.ts';
import { intentOf, textsOwed } from './kyiv.ts';

const now = almaty('12:00');
const request = (fields: FieldValues = {}, ...steps: Parameters<typeof eTicket>[1][]) =>
  eTicket({ fields: { ...completeRequest, ...fields } }, ...steps);
const toDevelopers = sets(almaty('11:00'), { group: 'developers', state: 'with-developers' });
const back = sets(almaty('11:10'), { group: 'line-2', complexity: '1', fix_term_at: 1, state: 'open' });
const verified = sets(almaty('11:20'), { state: 'verification' });
const closes = (fields: FieldValues = {}) => sets(almaty('11:50'), { state: 'closed', ...fields });

describe('the hand-over to the developers [E 6.1 hand-over]', () => {
  it.each(['state_body', 'owner', 'user_login', 'user_password', 'error_description', 'priority'])(
    'without %s is undone and explained',
    (field) => {
      const answer = eEvaluate(now, request({ [field]: null }, toDevelopers));

      expect(intentOf('incomplete-request', answer)).toMatchObject({
        class: 'undo',
        set: { group: 'line-1' },
        article: { textId: 'incomplete-request' },
      });
    },
  );

  it('names just what is missing', () => {
    const answer = eEvaluate(now, request({ user_login: null }, toDevelopers));

    expect(intentOf('incomplete-request', answer).article?.data).toEqual(
      expect.objectContaining({ missing: ['Логин пользователя:'] }),
    );
  });

  it('of a complete request stands, from line 1 or 2, and is told to the user [E 4.2]', () => {
    for (const group of ['line-1', 'line-2']) {
      const answer = eEvaluate(almaty('11:30'), request({ group }, toDevelopers));

      expect(textsOwed(answer)).toEqual({
        'told-developers': 'progress-developers',
        'request-form-attached': 'request-form-attached',
      });
    }
  });

  it('asks for the fields of the form already in the form itself', () => {
    const form = ePack().helpdesk.forms.find(({ id }) => id === 'appendix-1-before-developers');

    expect(form?.require).toEqual(['state_body', 'user_login', 'user_password', 'error_description']);
  });

  it('leaves the consultant responsible: roles of both lines may own what developers have [E 6.3 verification]', () => {
    const owners = ePack().catalog.roles.filter(({ groups }) => groups['developers']?.includes('full'));

    expect(owners.map(({ id }) => id)).toEqual([
      'line-1-consultant',
      'line-2-consultant',
      'developer',
      'head',
    ]);
  });
});

describe('the return by the developers [E 6.1 one hour]', () => {
  it.each([
    [{ complexity: null }, ['Категория сложности']],
    [{ fix_term_at: null }, ['Сроки исправления ошибки:']],
    [{ complexity: null, fix_term_at: null }, ['Категория сложности', 'Сроки исправления ошибки:']],
  ])('with %j is no return: the responsible is told what is missing', (fields, missing) => {
    const returned = { group: 'line-2', state: 'open', complexity: '1', fix_term_at: 1, ...fields };
    const answer = eEvaluate(now, request({}, toDevelopers, sets(almaty('11:10'), returned)));

    expect(intentOf('returned-unfilled', answer).article?.data['missing']).toEqual(missing);
    expect(answer.clocks.find(({ clockId }) => clockId === 'developers-hour')?.state).toBe('running');
  });

  it('with both filled in owes no note', () => {
    expect(textsOwed(eEvaluate(now, request({}, toDevelopers, back)))).not.toHaveProperty(
      'returned-unfilled',
    );
  });
});

describe('the forms of both lines', () => {
  const form = (id: string) => ePack().helpdesk.forms.find((each) => each.id === id);

  it.each([
    ['closed-names-its-body', ['state_body']],
    ['closed-is-typed', ['type']],
    ['closed-request-is-fixed', ['fixed_at']],
  ])('%s: at closing %j is entered [E 3, E 4.2, E 6.3 verification]', (id, fields) => {
    expect(form(id)).toMatchObject({ require: fields, enforce: true, on_change: { state: 'closed' } });
  });

  it('hide what belongs to a conversation from mail [E 6.1 two minutes, E 6.3 rating]', () => {
    expect(form('call-marks-only-by-phone')?.hide).toEqual([
      'call_ended_at',
      'saved_during_call',
      'told_number',
    ]);
    expect(form('rating-only-by-phone')).toMatchObject({
      when: { request_channel: 'email' },
      hide: ['rating'],
    });
  });
});

describe('the user is told [E 4.2]', () => {
  it('the number: by mail by letter, in a call by word of mouth', () => {
    const mail = eTicket({ by: 'applicant', fields: { request_channel: 'email', told_number: null } });
    const call = eTicket({ fields: { told_number: false } });

    expect(intentOf('number-letter', eEvaluate(now, mail)).article).toMatchObject({ kind: 'letter' });
    expect(intentOf('number-letter', eEvaluate(now, call)).article).toMatchObject({ kind: 'note' });
    expect(textsOwed(eEvaluate(now, eTicket()))).not.toHaveProperty('number-letter');
  });

  it.each([
    ['taken into work', 'told-in-work', request({ state: 'new' }, sets(almaty('11:00'), { state: 'open' }))],
    ['the term of the fix', 'told-fix-term', request({}, toDevelopers, back)],
    ['verification', 'told-verification', request({ state: 'open' }, verified)],
    ['rework', 'told-rework', request({}, verified, sets(almaty('11:30'), { state: 'rework' }))],
    ['the question of closing', 'told-agreeing', request({}, sets(almaty('11:30'), { state: 'agreeing' }))],
  ])('%s', (_, rule, ticket) => {
    expect(textsOwed(eEvaluate(now, ticket))).toHaveProperty([rule]);
  });
});

describe('line 2 [E 5.5]', () => {
  it('gives a request without owner to whoever is on duty', () => {
    const ticket = eTicket({ fields: { group: 'line-2', owner: null, type: 'consultation' } });

    expect(textsOwed(eEvaluate(now, ticket))).toMatchObject({
      'duty-consultant-becomes-owner': 'duty-owner',
    });
  });
});

describe('the verification [E 6.3 verification]', () => {
  it('that finds an incomplete fix sends the request back to the developers', () => {
    const rework = request({ group: 'line-2' }, verified, sets(almaty('11:30'), { state: 'rework' }));

    expect(intentOf('rework-goes-back', eEvaluate(now, rework)).set).toMatchObject({ group: 'developers' });
  });

  it('takes the time of the fix and the confirmation back with it', () => {
    const confirmed = { group: 'line-2', fixed_at: 1, removal_confirmed: true };
    const rework = request(confirmed, verified, sets(almaty('11:30'), { state: 'rework' }));

    expect(intentOf('rework-goes-back', eEvaluate(now, rework)).set).toEqual({
      group: 'developers',
      fixed_at: null,
      removal_confirmed: false,
    });
  });

  it('is demanded of what was with the developers before it is closed', () => {
    const agreed = { fixed_at: 1, removal_confirmed: true, closing_agreed: true };
    const unverified = request({}, toDevelopers, back, closes(agreed));
    const good = request({}, toDevelopers, back, verified, closes(agreed));

    expect(intentOf('verified-before-closing', eEvaluate(now, unverified)).set).toEqual({
      state: 'verification',
    });
    expect(textsOwed(eEvaluate(now, good))).not.toHaveProperty('verified-before-closing');
  });

  it('has its time of the fix, else the closing is undone; consultations need none', () => {
    const answer = eEvaluate(now, request({}, closes({ removal_confirmed: true, closing_agreed: true })));
    const consultation = eTicket({ fields: { type: 'consultation' } }, closes());

    expect(intentOf('fixed-needs-time', answer).set).toEqual({ state: 'open' });
    expect(textsOwed(eEvaluate(now, consultation))).toEqual({ 'told-closed': 'closing' });
  });
});

describe('the closing of a request [E 4.1]', () => {
  const fixed = { fixed_at: 1, removal_confirmed: true };

  it.each([
    ['with the agreement of the user', { ...fixed, closing_agreed: true }, false],
    ['without it', fixed, true],
    ['without the confirmed removal', { fixed_at: 1, closing_agreed: true }, true],
    [
      'with the head’s reason where the user is silent',
      { ...fixed, closed_without_answer: 'Нет ответа' },
      false,
    ],
  ])('%s: %j is undone: %s', (_, fields, isUndone) => {
    const owed = textsOwed(eEvaluate(now, request({}, closes(fields))));

    expect('closing-needs-agreement' in owed).toBe(isUndone);
    expect('told-closed' in owed).toBe(!isUndone);
  });

  const agreeing = request({}, sets(almaty('11:30'), { state: 'agreeing' }));

  it('waits three working days for a silent user, then reminds the head, as our addition', () => {
    expect(textsOwed(eEvaluate(almaty('11:00', 26), agreeing))).not.toHaveProperty('user-is-silent');
    expect(intentOf('user-is-silent', eEvaluate(almaty('12:00', 26), agreeing))).toMatchObject({
      article: { kind: 'note', to: ['owner', 'lead'] },
      ground: { kind: 'product' },
    });
  });

  it.each([
    [{ ...fixed, closed_without_answer: 'Нет ответа' }, true],
    [{ ...fixed, closing_agreed: true }, false],
  ])('without the user’s answer is known to the head: %j', (fields, isTold) => {
    const owed = textsOwed(eEvaluate(now, request({}, closes(fields))));

    expect('closed-for-silence' in owed).toBe(isTold);
  });

  it('is undone by one rule at a time', () => {
    const owed = textsOwed(eEvaluate(now, request({}, toDevelopers, back, closes())));

    const closingRules = ['fixed-needs-time', 'verified-before-closing', 'closing-needs-agreement'];
    expect(closingRules.filter((rule) => rule in owed)).toEqual(['fixed-needs-time']);
  });
});

describe('the rating [E 6.3 rating]', () => {
  const rates = (rating: number, channel: string) =>
    textsOwed(
      eEvaluate(now, eTicket({ fields: { request_channel: channel } }, sets(almaty('11:00'), { rating }))),
    );

  it('is asked for at the end of a conversation only', () => {
    expect(rates(5, 'email')).toHaveProperty('rating-not-for-mail');
    expect(rates(5, 'phone')).not.toHaveProperty('rating-not-for-mail');
    expect(rates(5, 'phone')).not.toHaveProperty('rating-on-five-point-scale');
  });

  it.each([1, 2, 3, 4, 5])('of %i by phone stands', (rating) => {
    expect(rates(rating, 'phone')).not.toHaveProperty('rating-on-five-point-scale');
  });

  it.each([0, 6])('of %i entered with the call itself is on no scale either', (rating) => {
    const answer = eEvaluate(now, eTicket({ fields: { rating } }));

    expect(intentOf('rating-on-five-point-scale', answer).set).toEqual({ rating: null });
  });

  it('of a letter is taken out again where it was entered with the letter', () => {
    const answer = eEvaluate(now, eTicket({ fields: { request_channel: 'email', rating: 5 } }));

    expect(intentOf('rating-not-for-mail', answer).set).toEqual({ rating: null });
  });

  it('that a person mended meanwhile is left alone', () => {
    const mended = eTicket({ fields: { rating: 7 } }, sets(almaty('11:00'), { rating: 4 }));

    expect(textsOwed(eEvaluate(now, mended))).not.toHaveProperty('rating-on-five-point-scale');
  });

  it.each([0, 6])('of %i is on no scale of five points', (rating) => {
    expect(rates(rating, 'phone')).toHaveProperty('rating-on-five-point-scale');
  });
});

describe('a mass incident [E 6.2 information]', () => {
  it('is known to the head and the responsible, as our addition', () => {
    const ticket = eTicket({ fields: { owner: '10' } }, sets(almaty('11:00'), { mass_incident: true }));

    expect(intentOf('mass-incident-is-known', eEvaluate(now, ticket))).toMatchObject({
      article: { to: ['lead', 'owner'] },
      ground: { kind: 'product' },
    });
  });
});

describe('a password in a message [E Appendix 1]', () => {
  it('warns the responsible and the head, once for each message', () => {
    const shown = (time: string) => writes(almaty(time), { actor: 'applicant', showsPassword: true });
    const ticket = eTicket({ fields: { owner: '10' } }, shown('10:10'), shown('10:20'));
    const warnings = eEvaluate(almaty('10:30'), ticket).intents.filter(
      ({ ruleId }) => ruleId === 'password-in-text',
    );

    expect(warnings.map(({ article }) => article?.kind)).toEqual(['note', 'note']);
    expect(new Set(warnings.map(({ key }) => key)).size).toBe(2);
  });
});
