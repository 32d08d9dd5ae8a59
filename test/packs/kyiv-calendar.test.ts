import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../src/core/calendar/compile-calendar.ts';
import type { WorkingCalendar } from '../../src/core/calendar/working-calendar.ts';
import { at } from '../support/a-ticket.ts';
import { kyivPack, kyivPackWith } from './kyiv.ts';

const peacetime: WorkingCalendar = compileCalendar({
  ...kyivPack().defaultCalendar.definition,
  suspensions: [],
});

/** Noon in Kyiv, winter or summer, lies in the working hours of a working day. */
function isWorkingDay(calendar: WorkingCalendar, on: string): boolean {
  return calendar.isOpen(at(`${on}T10:00:00Z`));
}

describe('the Kyiv calendar', () => {
  it.each([
    ['2026-11-23T07:00:00Z', true, 'Monday 09:00'],
    ['2026-11-23T06:59:59Z', false, 'Monday 08:59:59'],
    ['2026-11-23T11:30:00Z', true, 'Monday 13:30, no lunch'],
    ['2026-11-23T15:59:59Z', true, 'Monday 17:59:59'],
    ['2026-11-23T16:00:00Z', false, 'Monday 18:00'],
    ['2026-11-21T10:00:00Z', false, 'Saturday'],
    ['2026-07-20T06:00:00Z', true, 'Monday 09:00 in summer'],
  ])('at %s is open: %s (%s) [K 3.2.1]', (instant, isOpen) => {
    expect(kyivPack().defaultCalendar.isOpen(at(instant))).toBe(isOpen);
  });

  it.each(['2022-03-24', '2024-01-01', '2025-08-25', '2026-01-01', '2026-06-29', '2026-12-25'])(
    'works on the holiday %s under martial law [K 3.2.1]',
    (on) => {
      expect(isWorkingDay(kyivPack().defaultCalendar, on)).toBe(true);
    },
  );

  it.each(['2022-01-03', '2022-01-07', '2022-03-08'])('rested on %s, before the suspension', (on) => {
    expect(isWorkingDay(kyivPack().defaultCalendar, on)).toBe(false);
  });

  it.each([
    [
      2024,
      ['01-01', '03-08', '05-01', '05-06', '05-08', '06-24', '06-28', '07-15', '08-26', '10-01', '12-25'],
    ],
    [
      2025,
      ['01-01', '03-10', '04-21', '05-01', '05-08', '06-09', '06-30', '07-15', '08-25', '10-01', '12-25'],
    ],
    [
      2026,
      ['01-01', '03-09', '04-13', '05-01', '05-08', '06-01', '06-29', '07-15', '08-24', '10-01', '12-25'],
    ],
    [
      2027,
      ['01-01', '03-08', '05-03', '05-04', '05-10', '06-21', '06-28', '07-15', '08-24', '10-01', '12-27'],
    ],
  ])('rests in peacetime %d on these weekdays, with moved days off', (year, days) => {
    const weekdaysOff = Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(year, 0, index + 1)))
      .filter((day) => day.getUTCFullYear() === year && ![0, 6].includes(day.getUTCDay()))
      .map((day) => day.toISOString().slice(0, 10))
      .filter((on) => !isWorkingDay(peacetime, on));

    expect(weekdaysOff).toEqual(days.map((day) => `${year}-${day}`));
  });

  it('names the legal ground of every holiday and of the suspension', () => {
    const { exceptions, suspensions } = kyivPack().defaultCalendar.definition;

    expect(exceptions.length).toBeGreaterThan(80);
    expect(
      exceptions.filter(({ basis }) => !/^КЗпП України, (?:ст\. 73|ч\. 3 ст\. 67)$/.test(basis)),
    ).toEqual([]);
    expect(suspensions).toMatchObject([{ from: '2022-03-24', to: null }]);
    expect(suspensions?.[0]?.basis).toContain('2136-IX');
  });

  it('says until when martial law is confirmed, so that its end can be warned of', () => {
    expect(kyivPack().confirmations.get('kyiv-9x5')).toBe('2026-05-04');
  });

  it('takes a working Saturday with its ground from the overlay [K 3.2.3]', () => {
    const overlay = `
calendar_exceptions:
  kyiv-9x5:
    - { on: 2027-03-13, hours: [['10:00', '16:00']], summary: peak load, basis: order 12 }`;
    const saturday = at('2027-03-13T10:00:00Z');

    expect(kyivPackWith({ overlay }).defaultCalendar.isOpen(saturday)).toBe(true);
    expect(kyivPack().defaultCalendar.isOpen(saturday)).toBe(false);
  });

  it('refuses changed hours without a ground [K 3.2.3]', () => {
    const overlay = 'calendar_exceptions: { kyiv-9x5: [{ on: 2027-03-13, hours: [], summary: peak load }] }';

    expect(() => kyivPackWith({ overlay })).toThrow(/basis/);
  });
});
