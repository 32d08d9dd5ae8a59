import { describe, expect, it } from 'vitest';
import type { EscalationCase, RecordedCalendar } from './escalation-cases.ts';
import { compareLife, describeComparison, isSameInstant } from './zammad-answers.ts';
import { deviations } from './zammad-deviations.ts';
import { readLife } from './zammad-life.ts';
import { ZammadSlas } from './zammad-slas.ts';

const always: RecordedCalendar = {
  timezone: 'UTC',
  business_hours: { mon: { active: true, timeframes: [['00:00', '23:59']] } },
  public_holidays: {},
};
const none = { update_escalation_at: null, close_escalation_at: null, escalation_at: null };
const due = '2026-02-02T09:00:00.000Z';

/** Registered on a Monday at 08:00 with an hour for the first response, closed at 08:30 with no word said. */
const closedInSilence: EscalationCase = {
  id: 'silence',
  calendar: 'always',
  sla: { first_response_time: 60, update_time: null, response_time: null, solution_time: null },
  created_at: '2026-02-02T08:00:00.000Z',
  ...none,
  first_response_escalation_at: due,
  escalation_at: due,
  events: [
    {
      at: '2026-02-02T08:30:00.000Z',
      type: 'state',
      arg: 'closed',
      after: { state: 'closed', ...none, first_response_escalation_at: due },
    },
    {
      at: '2026-02-02T08:40:00.000Z',
      type: 'title',
      arg: 'x',
      after: { state: 'closed', ...none, first_response_escalation_at: null },
    },
    {
      at: '2026-02-02T08:50:00.000Z',
      type: 'state',
      arg: 'open',
      after: {
        state: 'open',
        ...none,
        first_response_escalation_at: '2026-02-02T09:20:00.000Z',
        escalation_at: '2026-02-02T09:20:00.000Z',
      },
    },
  ],
};

describe('deviations', () => {
  const slas = new ZammadSlas();
  const life = readLife(closedInSilence, { always }, slas);
  const pack = slas.compile();

  it('leave the first response of a ticket closed in silence standing until the next save', () => {
    const differing = compareLife(life, pack, deviations).filter((one) => !isSameInstant(one));
    expect(differing.map(describeComparison)).toEqual([]);
  });

  it('are what makes the difference there', () => {
    const differing = compareLife(life, pack, []).filter((one) => !isSameInstant(one));
    expect(differing.map(({ what }) => what)).toEqual([
      'state at 2026-02-02T08:30:00.000Z: first_response_escalation_at',
    ]);
  });

  it('are at most eight, each with its time rule', () => {
    expect(deviations.length).toBeLessThanOrEqual(8);
    expect(deviations.every(({ rule }) => /^\d+: /.test(rule))).toBe(true);
  });
});
