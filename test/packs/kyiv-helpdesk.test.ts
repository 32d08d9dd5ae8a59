import { describe, expect, it } from 'vitest';
import { desiredObjects } from '../../src/core/bootstrap/desired-objects.ts';
import type { DesiredObject } from '../../src/core/bootstrap/desired-object.ts';
import { kyivPack } from './kyiv.ts';

const { objects, remarks } = desiredObjects(kyivPack(), { enforcing: true, todayOn: '2026-11-23' });

function ofKind<Kind extends DesiredObject['kind']>(
  kind: Kind,
): readonly Extract<DesiredObject, { kind: Kind }>[] {
  return objects.filter((object): object is Extract<DesiredObject, { kind: Kind }> => object.kind === kind);
}

describe('the helpdesk that the Kyiv pack asks for', () => {
  it('can hold all of it', () => {
    expect(remarks).toEqual([]);
  });

  it('has the three services and no channel of its own making [K 2.8, K 4.2]', () => {
    expect(ofKind('group').map(({ name }) => name)).toEqual([
      'Інформаційна підтримка користувачів',
      'Організаційна підтримка користувачів',
      'Служба технічного супроводу системи',
    ]);
    expect(objects.map(({ kind }) => kind)).not.toContain('channel');
  });

  it('lets the service change tickets of the three services and no more [K 4.3]', () => {
    const service = ofKind('role').find(({ serves }) => serves === 'service');

    expect(Object.values(service?.access ?? {})).toEqual([
      ['change', 'read'],
      ['change', 'read'],
      ['change', 'read'],
    ]);
  });

  it('has a service level for each of the eight pairs, in minutes [K Table 1]', () => {
    const minutes = ofKind('service-level').map((level) => [
      level.firstResponseMinutes,
      level.solutionMinutes,
    ]);

    expect(minutes.filter(([first, solution]) => first !== null && solution !== null)).toEqual([
      [60, 240],
      [120, 960],
      [240, 2160],
      [60, 240],
      [240, 5760],
      [30, 240],
      [60, 960],
      [120, 2160],
    ]);
  });

  it('sends the letter with the number itself, to mail and form [K 4.15]', () => {
    expect(ofKind('arrival-letter')).toMatchObject([{ channels: ['email', 'web'], language: 'uk' }]);
    expect(ofKind('arrival-letter')[0]?.html).toContain('{{ticket.number}}');
  });

  it('has one queue a service, in order of arrival, and one of what may go out of turn [K 3.3.1]', () => {
    const queues = ofKind('overview').filter(({ clauses }) => clauses.includes('K 3.3.1'));

    expect(queues.map(({ key }) => key)).toEqual([
      'overview:information-queue',
      'overview:organizational-queue',
      'overview:technical-queue',
      'overview:out-of-turn',
    ]);
    expect(new Set(queues.map(({ sortBy, direction }) => `${sortBy} ${direction}`))).toEqual(
      new Set(['received asc']),
    );
  });

  it.each([
    ['error', ['Критичний', 'Високий', 'Низький']],
    ['new-functionality', ['Високий', 'Низький']],
    ['consultation', ['Критичний', 'Високий', 'Низький']],
  ])('offers for %s these categories: %j [K 3.3.2, K 3.3.2.1, K 3.3.2.2, K 3.3.2.3]', (type, priorities) => {
    const form = ofKind('form').find(({ key }) => key === `form:priorities-of-${type}`);

    expect(form?.restrict).toEqual({ priority: priorities });
  });

  it.each([
    ['closing', ['request_type', 'business_process', 'closing_reason'], 'K 4.9.2'],
    ['handing-over', ['request_type', 'consultation'], 'K 4.9.4'],
    ['awaiting-applicant', ['hindrance'], 'K 4.14'],
    ['postponing', ['hindrance', 'postponed_until'], 'K 4.14'],
    ['closing-for-mrg', ['mrg_representative'], 'K 4.11.2'],
    ['closing-a-call', ['consultation'], 'K 4.9.4'],
    ['closing-as-impossible', ['hindrance'], 'K 4.14'],
    ['high-novelty-needs-norm', ['norm_reference'], 'K 3.3.2.2'],
  ])('requires at %s the fields %j', (id, fields, clause) => {
    const form = ofKind('form').find(({ key }) => key === `form:${id}`);

    expect(form).toMatchObject({ require: fields, exemptRoles: ['Reglament'] });
    expect(form?.clauses).toContain(clause);
  });

  it.each([
    ['awaiting-applicant', ['not-reproducible', 'insufficient-information', 'unconstructive']],
    ['postponing', ['not-reproducible', 'insufficient-information', 'needs-diagnostics', 'unconstructive']],
  ])('offers at %s the reasons %j: the fourth and fifth lead to closing [K 4.14]', (id, hindrance) => {
    expect(ofKind('form').find(({ key }) => key === `form:${id}`)?.restrict).toEqual({ hindrance });
  });

  it('asks at a partner’s service for the sentence why it is no error of the system, as our addition [K 2.5]', () => {
    const form = ofKind('form').find(({ key }) => key === 'form:closing-as-partner-service');

    expect(form).toMatchObject({ require: ['not_our_error'], clauses: [] });
  });

  it('shows a representative wherever one must be named [K 4.11.2]', () => {
    const hides = ofKind('form').find(({ key }) => key === 'form:representative-only-for-mrg');
    const reasons = hides?.when.flat().find(({ field }) => field === 'closing_reason');

    expect(reasons).toEqual({ field: 'closing_reason', isNegated: true, values: ['passed-to-mrg'] });
  });

  it('shows the computed terms in each queue [K 3.3.1, K 3.2.3]', () => {
    const queues = ofKind('overview').filter(({ key }) => /-queue$|out-of-turn/.test(key));

    for (const { columns } of queues)
      expect(columns).toEqual(expect.arrayContaining(['reaction_due_at', 'resolution_due_at']));
  });

  it('has a macro for each telling by word of mouth [K Table 2, K 4.9.5]', () => {
    const set = ofKind('macro').flatMap((macro) => Object.entries(macro.set));

    for (const tick of ['told_registration', 'told_status', 'told_closing'])
      expect(set.map(([field]) => field)).toContain(tick);
  });

  it('has fields for what a request must contain [K 4.4, K 4.5, K 2.4]', () => {
    const byClause = (clause: string): readonly string[] =>
      ofKind('field').flatMap(({ name, clauses }) => (clauses.includes(clause) ? [name] : []));

    expect(byClause('K 2.4')).toEqual(['documentation_link']);
    expect(byClause('K 4.4')).toHaveLength(9);
    expect(byClause('K 4.5')).toEqual([
      'pictures',
      'purpose',
      'norm_reference',
      'layout_changes',
      'mockups',
      'change_pictures',
    ]);
  });

  it('marks repeated requests and lists them beside the first [K 1 «Тікет», K 1 «Система обліку звернень», K 1 «Проактивна Підтримка користувачів ГБ»]', () => {
    const repeated = ofKind('overview').find(({ key }) => key === 'overview:repeated');

    expect(repeated?.columns).toContain('repeat_of');
    expect(repeated?.when).toEqual(
      expect.arrayContaining([
        expect.arrayContaining([expect.objectContaining({ field: 'repeat_request', values: ['true'] })]),
      ]),
    );
  });

  it('marks a repeated request in one click, and asks for the number of the first only then [K 1 «Тікет», K 1 «Система обліку звернень»]', () => {
    const form = ofKind('form').find(({ key }) => key === 'form:first-of-repeated');

    expect(ofKind('macro').find(({ key }) => key === 'macro:repeated')?.set).toEqual({
      repeat_request: 'true',
    });
    expect(form).toMatchObject({ hide: ['repeat_of'], isActive: true });
    expect(form?.when).toContainEqual({ field: 'repeat_request', isNegated: true, values: ['true'] });
  });

  it('lists what awaits, what is passed on, proactive tickets and those without a date [K 4.14, K 4.11.3, K 4.12, K 3.3.3]', () => {
    expect(ofKind('overview').map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'overview:waiting',
        'overview:passed-to-mrg',
        'overview:proactive',
        'overview:without-release-date',
      ]),
    );
  });

  it('asks the applicant in one click and closes as a partner’s service with a ready text [K 4.8, K 2.5]', () => {
    const ask = ofKind('macro').find(({ key }) => key === 'macro:ask-applicant');

    expect(ask?.set).toMatchObject({ state: 'очікує заявника', hindrance: 'insufficient-information' });
    expect(ofKind('text-module').map(({ key }) => key)).toContain('text-module:partner-service');
    expect(ofKind('field').find(({ name }) => name === 'closing_reason')?.options).toContainEqual({
      id: 'partner-service',
      label: 'Сторонній сервіс компанії-партнера',
    });
  });

  it('makes an SLA depend on the type and calls no developer’s term its own [K 2.1, K 2.2, K 2.3, K 3.1]', () => {
    const tested = new Set(
      ofKind('service-level').flatMap(({ when }) => when.flat().map(({ field }) => field)),
    );

    expect(tested).toEqual(new Set(['group', 'request_type', 'priority']));
  });
});
