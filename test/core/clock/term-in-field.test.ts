import { describe, expect, it } from 'vitest';
import { compileTestPack } from '../../support/a-pack.ts';
import { sets } from '../../support/a-ticket.ts';
import { aFault, cyclesOf, latest, monday, state, tuesday } from './clock-tests.ts';

const pack = compileTestPack({
  files: {
    'catalog/more.yaml': 'fields: [{ id: promised_at, label: Promised for, kind: datetime, product: true }]',
    'clocks/more.yaml': `clocks:
  - id: promised
    label: Promised
    stops: closed
    resumes: reopened
    pauses: [{ while: { state: awaiting-applicant } }]
    goals: { field: promised_at }
    product: true
`,
  },
});

const promises = (when: string, term: string | null) =>
  sets(when, { promised_at: term === null ? null : Date.parse(term) });

describe('a goal that stands in a field', () => {
  it('is none while the field was never filled', () => {
    expect(latest(pack, 'promised', aFault({}), tuesday('12:00'))).toBe('running, no due, used 13 h');
  });

  it('is one goal, however often the ticket is looked at afterwards', () => {
    const ticket = aFault(
      {},
      promises(monday('09:00'), monday('15:00')),
      state(monday('10:00'), 'open'),
      state(monday('11:00'), 'awaiting-applicant'),
    );
    const [reading] = cyclesOf(pack, 'promised', ticket, monday('12:00'));

    expect(reading?.goals).toHaveLength(1);
  });

  it('is due at the instant entered, open hours or not', () => {
    const ticket = aFault({}, promises(monday('09:00'), monday('20:30')));

    expect(latest(pack, 'promised', ticket, monday('20:30'))).toBe('running, due 23 20:30, used 12.5 h');
    expect(latest(pack, 'promised', ticket, monday('20:31'))).toMatch(/^breached, due 23 20:30/);
  });

  it('is not moved by a pause', () => {
    const ticket = aFault(
      {},
      promises(monday('09:00'), monday('15:00')),
      state(monday('10:00'), 'awaiting-applicant'),
      state(monday('12:00'), 'open'),
    );

    expect(latest(pack, 'promised', ticket, monday('13:00'))).toBe('running, due 23 15:00, used 3 h');
  });

  it('is another one when another instant is entered, and stays when the field is emptied', () => {
    const ticket = aFault(
      {},
      promises(monday('09:00'), monday('15:00')),
      promises(monday('10:00'), tuesday('15:00')),
      promises(monday('11:00'), null),
    );
    const [reading] = cyclesOf(pack, 'promised', ticket, monday('16:00'));

    expect(reading).toMatchObject({ state: 'running', dueAt: Date.parse(tuesday('15:00')) });
    expect(reading?.goals.map(({ within, chosenBy }) => [within, Number(chosenBy)])).toEqual([
      ['promised_at', Date.parse(monday('15:00'))],
      ['promised_at', Date.parse(tuesday('15:00'))],
    ]);
  });

  it('judges a stop by the instant that stood there then', () => {
    const ticket = aFault(
      {},
      promises(monday('09:00'), monday('10:00')),
      state(monday('10:30'), 'closed'),
      promises(monday('11:00'), monday('15:00')),
    );

    expect(latest(pack, 'promised', ticket, monday('12:00'))).toMatch(/^missed, due 23 10:00/);
  });
});
