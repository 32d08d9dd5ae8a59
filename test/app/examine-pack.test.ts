import { describe, expect, it } from 'vitest';
import { examinePack } from '../../src/app/examine-pack.ts';
import { kyivPackWith } from '../packs/kyiv.ts';
import { at } from '../support/a-ticket.ts';

const leads = 'leads: { information: a, organizational: b, technical: c }';
const told = (overlay: string, now = '2026-04-01T08:00:00Z') =>
  examinePack(kyivPackWith({ overlay }), at(now)).map(({ topic, message }) => `${topic} ${message}`);

describe('examinePack', () => {
  it('names what the operator has not supplied, words left from the example too', () => {
    const filled = told(
      `${leads}\nvalues: { approvers: [Заповніть], facebook-account: заповніть, interservice-documents: № 5 }`,
    );

    expect(filled.map((each) => each.split(':')[0])).toEqual([
      'overlay lacks approvers',
      'overlay lacks blackout-periods',
      'overlay lacks proactive-letters',
      'overlay lacks facebook-account',
    ]);
  });

  it('names a group without a lead', () => {
    expect(told('leads: { information: a, technical: c }')).toContain(
      'overlay names no lead of organizational: escalations go to the duty address',
    );
  });

  it('warns three weeks before the last dated entry ends, and after', () => {
    const overlay = `${leads}\nvalues: { blackout-periods: [{ from: 2026-06-01, to: 2026-06-30 }, { from: 2026-04-01, to: 2026-04-30 }] }`;
    const ending = 'overlay blackout-periods: the last entry ends on 2026-06-30; add the next ones';

    expect(told(overlay, '2026-06-01T00:00:00Z')).not.toContain(ending);
    expect(told(overlay, '2026-06-10T00:00:00Z')).toContain(ending);
    expect(told(overlay, '2026-09-01T00:00:00Z')).toContain(ending);
  });

  it('warns three weeks before the confirmed suspension of holidays ends [K 3.2.1]', () => {
    const ending = expect.stringMatching(/^calendar kyiv-9x5: .*confirmed only until 2026-05-04/) as string;

    expect(told(leads, '2026-04-01T00:00:00Z')).not.toContainEqual(ending);
    expect(told(leads, '2026-04-20T00:00:00Z')).toContainEqual(ending);
  });

  it('warns sixty days before the last year ends for which a calendar lists days off [K 3.2.1]', () => {
    const ending = expect.stringMatching(/^calendar kyiv-9x5: its list of days off ends with 2027/) as string;

    expect(told(leads, '2027-11-02T00:00:00Z')).not.toContainEqual(ending);
    expect(told(leads, '2027-11-03T00:00:00Z')).toContainEqual(ending);
    expect(told(leads, '2028-03-01T00:00:00Z')).toContainEqual(ending);
  });

  it.each([
    ['a day off of the next year in the overlay ends the warning', 'hours: []', false],
    ['an extra working day does not', "hours: [['10:00', '14:00']]", true],
  ])('%s', (_, hours, isTold) => {
    const day = `{ on: 2028-01-03, ${hours}, summary: День, basis: 'Наказ № 1' }`;
    const messages = told(`${leads}\ncalendar_exceptions: { kyiv-9x5: [${day}] }`, '2027-12-01T00:00:00Z');

    expect(messages.some((each) => each.includes('its list of days off ends'))).toBe(isTold);
  });
});
