import { describe, expect, it } from 'vitest';
import { ePack } from './e-qyzmet.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** The start of a local day in Almaty. */
function midnight(date: string, offset = '+05:00'): number {
  return Date.parse(`${date}T00:00:00${offset}`);
}

function hoursOpenOn(date: string): number {
  const from = midnight(date);
  return ePack().defaultCalendar.between(from, from + day) / hour;
}

/** Weekdays of a year on which nobody works. */
function weekdaysOff(year: number): readonly string[] {
  const dates: string[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += day) {
    const date = new Date(at).toISOString().slice(0, 10);
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && hoursOpenOn(date) === 0) dates.push(date.slice(5));
  }
  return dates;
}

describe('the calendar of Kazakhstan', () => {
  it.each([
    [2025, '01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16'],
    [2026, '01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16'],
    [2027, '01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16'],
  ])('of %i has these weekdays off, moved ones included', (year, dates) => {
    expect(weekdaysOff(year)).toEqual(dates.split(' '));
  });

  it('of 2024 has these weekdays off after the change of time', () => {
    expect(weekdaysOff(2024).filter((date) => date > '03-01')).toEqual(
      '03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16'.split(' '),
    );
  });

  it.each([
    ['2024-05-04', 'a Saturday instead of Wednesday, 8 May'],
    ['2025-01-05', 'a Sunday instead of Friday, 3 January'],
  ])('works on %s, %s, as on a weekday', (date) => {
    expect(hoursOpenOn(date)).toBe(8);
  });

  it('no longer celebrates 30 August in 2026 and celebrates 15 March from 2027', () => {
    expect(hoursOpenOn('2027-03-15')).toBe(0);
    expect(hoursOpenOn('2027-08-30')).toBe(8);
  });

  it.each([
    ['2024-02-29', '+06:00'],
    ['2024-03-01', '+05:00'],
  ])('opens on %s at 09:00 of UTC%s', (date, offset) => {
    const opening = ePack().defaultCalendar.nextOpening(midnight(date, offset));

    expect(new Date(opening).toISOString()).toBe(new Date(`${date}T09:00:00${offset}`).toISOString());
  });

  it('counts no hour twice where the clocks went back', () => {
    const { defaultCalendar } = ePack();
    const thursdayEvening = Date.parse('2024-02-29T18:00:00+06:00');

    expect(new Date(defaultCalendar.add(thursdayEvening, hour)).toISOString()).toBe(
      new Date('2024-03-01T09:30:00+05:00').toISOString(),
    );
  });
});
