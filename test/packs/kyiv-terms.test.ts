import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import { at, sets, writes } from '../support/a-ticket.ts';
import { evaluateAt, intentOf, kyivTicket, textsOwed, violationsIn } from './kyiv.ts';

const told = writes('2026-11-23T08:00:01Z', { actor: 'automation', notice: 'registration' });
const toldTerm = writes('2026-11-23T08:11:00Z', { actor: 'service', notice: 'term' });
const toldAssigned = writes('2026-11-23T08:11:00Z', { actor: 'service', notice: 'assigned' });
const high = { type: 'error', priority: 'high' };
const classified = (values: FieldValues = high, when = '2026-11-23T08:10:00Z') => sets(when, values);

describe('number and term on classification [K 4.9.5]', () => {
  it('are owed at once, with class and term', () => {
    const intent = intentOf(
      'term-on-classification',
      evaluateAt('2026-11-23T08:11:00Z', kyivTicket({}, told, classified())),
    );

    expect(intent).toMatchObject({ class: 'letter', notBefore: at('2026-11-23T08:10:00Z') });
    expect(intent.article?.data).toMatchObject({
      type: 'Помилка/проблема',
      priority: 'Високий',
      term: { instant: at('2026-11-24T15:00:00Z') },
    });
  });

  it('are told once, whatever is classified again', () => {
    const again = kyivTicket(
      {},
      told,
      classified(),
      toldTerm,
      classified({ priority: 'low' }, '2026-11-23T09:00:00Z'),
    );

    expect(textsOwed(evaluateAt('2026-11-23T09:01:00Z', again))).not.toHaveProperty('term-on-classification');
  });

  it('are a violation when nobody told them within half a working hour', () => {
    const answer = evaluateAt('2026-11-23T09:00:00Z', kyivTicket({}, told, classified()));

    expect(violationsIn(answer)).toContain('K 4.9.5: term-not-told');
  });
});

describe('the notice of a responsible person [K 1 «Час реакції на звернення»]', () => {
  it('tells class, number and term in the same letter when all is known at once', () => {
    const taken = kyivTicket({}, told, classified({ ...high, owner: '10', state: 'open' }));

    expect(textsOwed(evaluateAt('2026-11-23T08:11:00Z', taken))).toEqual({ 'responsible-told': 'assigned' });
  });

  it('follows the term when somebody takes the ticket later', () => {
    const taken = kyivTicket({}, told, classified(), toldTerm, sets('2026-11-23T08:30:00Z', { owner: '10' }));

    expect(textsOwed(evaluateAt('2026-11-23T08:31:00Z', taken))).toEqual({ 'responsible-told': 'assigned' });
  });

  it('does not wait for a classification that does not come', () => {
    const taken = kyivTicket({}, told, sets('2026-11-23T08:05:00Z', { owner: '10' }));

    expect(textsOwed(evaluateAt('2026-11-23T08:24:00Z', taken))).not.toHaveProperty(
      'responsible-told-before-classification',
    );
    expect(textsOwed(evaluateAt('2026-11-23T08:25:00Z', taken))).toHaveProperty(
      'responsible-told-before-classification',
    );
  });

  it('before the classification names no term, so that the term is told on classification [K 4.9.5]', () => {
    const early = writes('2026-11-23T08:25:00Z', { actor: 'service', notice: 'assigned-unclassified' });
    const taken = [told, sets('2026-11-23T08:05:00Z', { owner: '10' }), early] as const;
    const known = kyivTicket({}, ...taken, classified(high, '2026-11-23T08:40:00Z'));

    expect(textsOwed(evaluateAt('2026-11-23T08:26:00Z', kyivTicket({}, ...taken)))).not.toHaveProperty(
      'responsible-told-before-classification',
    );
    expect(textsOwed(evaluateAt('2026-11-23T08:41:00Z', known))).toEqual({
      'term-on-classification': 'term',
    });
    expect(violationsIn(evaluateAt('2026-11-23T09:11:00Z', known))).toContain('K 4.9.5: term-not-told');
  });

  it.each([
    ['while nobody reacted', []],
    ['although somebody answered in time', [writes('2026-11-23T08:30:00Z')]],
  ])('not given by the reaction due is a violation, %s', (_, answers) => {
    const silent = kyivTicket({}, told, classified(), toldTerm, ...answers);
    const informed = kyivTicket({}, told, classified({ ...high, owner: '10' }), toldAssigned, ...answers);

    expect(violationsIn(evaluateAt('2026-11-23T10:00:00Z', silent))).toContain(
      'K 1 «Час реакції на звернення»: assigned-not-told',
    );
    expect(violationsIn(evaluateAt('2026-11-23T10:00:00Z', informed))).toEqual([]);
  });
});

describe('a changed term [K 4.9.6]', () => {
  const raised = [
    told,
    classified({ type: 'error', priority: 'low' }),
    toldTerm,
    classified({ priority: 'high' }, '2026-11-23T09:00:00Z'),
  ] as const;

  it('is told after it has settled for fifteen open minutes', () => {
    expect(textsOwed(evaluateAt('2026-11-23T09:14:00Z', kyivTicket({}, ...raised)))).not.toHaveProperty(
      'term-change-told',
    );
    const intent = intentOf(
      'term-change-told',
      evaluateAt('2026-11-23T09:15:00Z', kyivTicket({}, ...raised)),
    );

    expect(intent.article?.data).toMatchObject({
      term: { instant: at('2026-11-24T15:00:00Z') },
      old_term: { instant: at('2026-11-27T08:00:00Z') },
    });
  });

  it('is told also when it moved because the applicant was awaited', () => {
    const waited = kyivTicket(
      {},
      told,
      classified(),
      toldTerm,
      sets('2026-11-23T09:00:00Z', { state: 'awaiting-applicant', hindrance: 'insufficient-information' }),
      sets('2026-11-23T12:00:00Z', { state: 'open' }, { by: 'automation' }),
    );

    expect(textsOwed(evaluateAt('2026-11-23T12:16:00Z', waited))).toHaveProperty('term-change-told');
  });

  it('there is none by a closing that was not admitted, however long it stood [K 4.9.4]', () => {
    const closed = sets('2026-11-23T09:00:00Z', { state: 'closed', closing_reason: 'solved' });
    const life = [told, classified(), toldTerm, closed];
    const mark = writes('2026-11-23T11:00:00Z', {
      actor: 'service',
      channel: 'note',
      effectKey: `ticket:1/closed-without-answer/h${life.length}-state`,
    });
    const opened = sets('2026-11-23T11:00:00Z', { state: 'open' }, { by: 'service' });
    const putBack = evaluateAt('2026-11-23T12:16:00Z', kyivTicket({}, ...life, mark, opened));
    const untouched = evaluateAt('2026-11-23T12:16:00Z', kyivTicket({}, told, classified(), toldTerm));
    const dueOf = ({ clocks }: typeof putBack): unknown =>
      clocks.find(({ clockId }) => clockId === 'resolution')?.dueAt;

    expect(textsOwed(putBack)).not.toHaveProperty('term-change-told');
    expect(dueOf(putBack)).toBe(dueOf(untouched));
    expect(textsOwed(evaluateAt('2026-11-23T12:16:00Z', kyivTicket({}, ...life, opened)))).toHaveProperty(
      'term-change-told',
    );
  });

  it('that came back meanwhile is not told', () => {
    const back = classified({ priority: 'low' }, '2026-11-23T09:05:00Z');

    expect(textsOwed(evaluateAt('2026-11-23T10:00:00Z', kyivTicket({}, ...raised, back)))).not.toHaveProperty(
      'term-change-told',
    );
  });

  it('already past is told to the lead, not to the applicant', () => {
    const late = kyivTicket(
      {},
      told,
      classified({ type: 'error', priority: 'low' }),
      toldTerm,
      classified({ priority: 'critical' }, '2026-11-23T14:00:00Z'),
    );

    expect(intentOf('term-change-told', evaluateAt('2026-11-23T14:20:00Z', late)).article).toMatchObject({
      kind: 'note',
      to: ['lead'],
    });
  });

  it('is told when Technical finds or moves the date of the release [K 3.3.3]', () => {
    const planned = kyivTicket(
      { fields: { group: 'technical' } },
      told,
      classified(),
      toldTerm,
      sets('2026-11-24T09:00:00Z', { release_planned_on: '2026-12-15' }),
    );

    expect(textsOwed(evaluateAt('2026-11-24T09:01:00Z', planned))).toMatchObject({
      'release-date-told': 'release-date',
    });
  });
});

describe('reacting and solving in time [K 4.9.1]', () => {
  const waiting = kyivTicket({}, told, classified(), toldTerm);

  it.each([
    ['2026-11-23T08:59:00Z', {}],
    ['2026-11-23T09:00:00Z', { 'reaction-half': ['owner'] }],
    ['2026-11-23T09:36:00Z', { 'reaction-soon': ['owner', 'lead'] }],
    ['2026-11-23T10:00:01Z', { 'reaction-late-notice': ['owner', 'lead'] }],
  ])('at %s tells %j; of a ladder only the last step that is due acts', (now, expected) => {
    const notes = evaluateAt(now, waiting).intents.flatMap(({ ruleId, article }) =>
      ruleId.startsWith('reaction') && article?.kind === 'note' ? [[ruleId, article.to] as const] : [],
    );

    expect(Object.fromEntries(notes)).toEqual(expected);
  });

  it.each([
    ['2026-11-23T10:00:00Z', []],
    ['2026-11-23T10:00:01Z', ['K 4.9.1: reaction-late']],
  ])('is violated after the due instant, not at it: at %s %j', (now, violations) => {
    expect(violationsIn(evaluateAt(now, waiting)).filter((each) => each.includes('reaction'))).toEqual(
      violations,
    );
  });

  it('stays violated when the answer comes late', () => {
    const late = kyivTicket({}, told, classified(), toldTerm, writes('2026-11-23T11:00:00Z'));

    expect(violationsIn(evaluateAt('2026-11-23T12:00:00Z', late))).toContain('K 4.9.1: reaction-late');
  });

  it('is violated for the resolution too [K 4.9.7]', () => {
    const slow = kyivTicket(
      {},
      told,
      classified({ type: 'error', priority: 'critical' }),
      toldTerm,
      writes('2026-11-23T08:30:00Z'),
    );
    const answer = evaluateAt('2026-11-23T12:00:01Z', slow);

    expect(violationsIn(answer)).toContain('K 4.9.1: resolution-late');
    expect(intentOf('resolution-late-notice', answer).ground).toEqual({ kind: 'product', about: 'K 4.9.1' });
  });

  it('shows the due instants on the ticket, both in one change [K 3.2.3]', () => {
    const { intents } = evaluateAt('2026-11-23T08:11:00Z', kyivTicket({}, told, classified()));

    expect(intents.map(({ set }) => set).filter((set) => 'reaction_due_at' in set)).toMatchObject([
      {
        reaction_due_at: at('2026-11-23T10:00:00Z'),
        resolution_due_at: at('2026-11-24T15:00:00Z'),
        whole_path_due_at: at('2026-11-24T15:00:00Z'),
      },
    ]);
  });
});
