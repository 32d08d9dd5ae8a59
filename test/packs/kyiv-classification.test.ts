import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import { sets, writes } from '../support/a-ticket.ts';
import { evaluateAt, intentOf, kyivPackWith, kyivTicket, textsOwed, violationsIn } from './kyiv.ts';

const told = writes('2026-11-23T08:00:01Z', { actor: 'automation', notice: 'registration' });
const chosen = (values: FieldValues) => kyivTicket({}, told, sets('2026-11-23T08:10:00Z', values));

describe('an unclassified ticket [K 4.9.2]', () => {
  it.each([
    ['2026-11-23T08:14:59Z', {}],
    ['2026-11-23T08:15:00Z', { 'unclassified-reminder': 'unclassified' }],
    ['2026-11-23T08:30:00Z', { 'unclassified-escalation': 'unclassified-escalation' }],
  ])('at %s asks for %j', (now, expected) => {
    const owed = textsOwed(evaluateAt(now, kyivTicket({}, told)));

    expect(
      Object.fromEntries(Object.entries(owed).filter(([rule]) => rule.startsWith('unclassified'))),
    ).toEqual(expected);
  });

  it('is reminded of in working time, so on Monday for one of Friday evening', () => {
    const friday = kyivTicket({ at: '2026-11-20T15:50:00Z' }, told);

    expect(textsOwed(evaluateAt('2026-11-23T07:04:00Z', friday))).not.toHaveProperty('unclassified-reminder');
    expect(textsOwed(evaluateAt('2026-11-23T07:05:00Z', friday))).toHaveProperty('unclassified-reminder');
  });

  it('violates the clause only when it is closed so', () => {
    const open = evaluateAt('2026-11-25T08:00:00Z', kyivTicket({}, told));
    const closed = evaluateAt('2026-11-23T09:00:00Z', chosen({ state: 'closed', consultation: 'так' }));

    expect(violationsIn(open)).toEqual([]);
    expect(violationsIn(closed)).toContain('K 4.9.2: closed-unclassified');
  });

  it('reminds as our own addition, never as a demand of the regulation', () => {
    const intent = intentOf(
      'unclassified-reminder',
      evaluateAt('2026-11-23T08:15:00Z', kyivTicket({}, told)),
    );

    expect(intent.ground).toEqual({ kind: 'product', about: 'K 4.9.2' });
  });
});

describe('a pair that Table 1 does not have [K 3.3.2]', () => {
  it('goes back to the category before, and the agent hears why', () => {
    const raised = kyivTicket(
      {},
      told,
      sets('2026-11-23T08:10:00Z', { type: 'new-functionality', priority: 'low' }),
      sets('2026-11-23T08:20:00Z', { priority: 'critical' }),
    );

    expect(intentOf('no-critical-novelty', evaluateAt('2026-11-23T08:21:00Z', raised))).toMatchObject({
      class: 'undo',
      set: { priority: 'low' },
      article: { kind: 'note', textId: 'no-critical-novelty' },
    });
  });

  it.each([
    ['chosen at once', chosen({ type: 'new-functionality', priority: 'critical' })],
    [
      'by another type',
      kyivTicket(
        {},
        told,
        sets('2026-11-23T08:05:00Z', { type: 'error', priority: 'critical' }),
        sets('2026-11-23T08:10:00Z', { type: 'new-functionality' }),
      ),
    ],
    [
      'from the start',
      kyivTicket({ by: 'agent', fields: { type: 'new-functionality', priority: 'critical' } }),
    ],
  ])('that came about %s gets the highest category there is', (_, ticket) => {
    const intent = intentOf('no-critical-novelty-at-first', evaluateAt('2026-11-23T08:11:00Z', ticket));

    expect(intent.set).toEqual({ priority: 'high' });
  });

  it('is not found in the eight that it has', () => {
    for (const [type, priority] of [
      ['error', 'critical'],
      ['consultation', 'critical'],
      ['new-functionality', 'low'],
    ]) {
      const { intents } = evaluateAt(
        '2026-11-23T08:11:00Z',
        chosen({ type: type ?? null, priority: priority ?? null }),
      );

      expect(intents.filter(({ class: kind }) => kind === 'undo')).toEqual([]);
    }
  });
});

describe('new functionality [K 3.3.2.2]', () => {
  it('of the high category without a norm becomes low, with an explanation', () => {
    const high = { type: 'new-functionality', priority: 'high' };

    expect(
      intentOf('high-novelty-needs-norm', evaluateAt('2026-11-23T08:21:00Z', chosen(high))),
    ).toMatchObject({
      set: { priority: 'low' },
      article: { textId: 'high-novelty-needs-norm' },
    });
    expect(
      textsOwed(
        evaluateAt('2026-11-23T08:21:00Z', chosen({ ...high, norm_reference: 'Положення, с. 4, абз. 2' })),
      ),
    ).not.toHaveProperty('high-novelty-needs-norm');
  });

  const wish = { type: 'new-functionality', priority: 'low', state: 'open' };

  it('as a wish waits for the meeting, and no letter tells that it is in work', () => {
    const answer = evaluateAt('2026-11-23T08:11:00Z', chosen(wish));

    expect(intentOf('wish-needs-agreement', answer)).toMatchObject({
      class: 'undo',
      set: { state: 'awaiting-mrg' },
      ground: { clause: 'K 3.3.2.2' },
    });
    expect(textsOwed(answer)).not.toHaveProperty('told-in-work');
  });

  it('as a wish goes into work once the date of the meeting is there', () => {
    const agreed = chosen({ ...wish, mrg_meeting_on: '2026-11-19' });

    expect(textsOwed(evaluateAt('2026-11-23T08:11:00Z', agreed))).not.toHaveProperty('wish-needs-agreement');
  });

  it('tells the applicant that the meeting is awaited [K Table 2]', () => {
    const waits = kyivTicket(
      {},
      told,
      sets('2026-11-23T08:10:00Z', wish),
      sets('2026-11-23T08:11:00Z', { state: 'awaiting-mrg' }, { by: 'service' }),
    );

    expect(textsOwed(evaluateAt('2026-11-23T08:12:00Z', waits))).toMatchObject({
      'told-awaiting-mrg': 'status-awaiting-mrg',
    });
  });

  it('waits in the high category too where the operator reads the clause so', () => {
    const pack = kyivPackWith({ overlay: 'switches: { mrg-gate-all: true }' });
    const gap = chosen({ ...wish, priority: 'high', norm_reference: 'Положення, с. 4, абз. 2' });

    expect(textsOwed(evaluateAt('2026-11-23T08:11:00Z', gap, { pack }))).toHaveProperty(
      'novelty-needs-agreement',
    );
    expect(textsOwed(evaluateAt('2026-11-23T08:11:00Z', gap))).not.toHaveProperty('novelty-needs-agreement');
  });
});
