import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../../src/core/calendar/compile-calendar.ts';
import { MS_PER_DAY, MS_PER_HOUR } from '../../../src/core/calendar/instant.ts';
import { aCalendar, aDefinition, exception, fiveDays, shown, utc } from './a-calendar.ts';

const nineToSix = fiveDays(['09:00', '18:00']);

describe('compileCalendar', () => {
  it('judges each date by the hours in effect on it', () => {
    const calendar = aCalendar({
      periods: [
        { from: null, to: '2026-02-03', week: nineToSix },
        { from: '2026-02-03', to: null, week: fiveDays(['08:00', '12:00']) },
      ],
    });
    expect(calendar.between(utc('2026-02-02 00:00'), utc('2026-02-03 00:00')) / MS_PER_HOUR).toBe(9);
    expect(calendar.between(utc('2026-02-03 00:00'), utc('2026-02-04 00:00')) / MS_PER_HOUR).toBe(4);
  });

  it.each([
    ['a day off', exception('2026-02-03'), 0],
    ['a shorter day', exception('2026-02-03', ['09:00', '12:00']), 3],
    ['a longer day', exception('2026-02-03', ['08:00', '20:00']), 12],
    ['several intervals', exception('2026-02-03', ['08:00', '09:00'], ['10:00', '12:00']), 3],
  ])('lets %s replace the hours of its date', (_what, one, hours) => {
    const calendar = aCalendar({ exceptions: [one] });
    expect(calendar.between(utc('2026-02-03 00:00'), utc('2026-02-04 00:00')) / MS_PER_HOUR).toBe(hours);
  });

  it('opens an extra working Saturday', () => {
    const calendar = aCalendar({ exceptions: [exception('2026-02-07', ['09:00', '18:00'])] });
    expect(shown(calendar.add(utc('2026-02-06 15:00'), 2 * MS_PER_HOUR))).toBe('2026-02-07 08:00');
  });

  it('answers the same whatever was asked before', () => {
    const asked = aCalendar();
    const fresh = aCalendar();
    asked.isOpen(utc('2031-05-05 10:00'));
    asked.between(utc('2019-01-01 00:00'), utc('2033-01-01 00:00'));
    asked.add(utc('2026-02-02 07:00'), 20_000 * MS_PER_HOUR);
    const startAt = utc('2026-02-05 09:11:12');
    expect(asked.add(startAt, 3000 * MS_PER_HOUR)).toBe(fresh.add(startAt, 3000 * MS_PER_HOUR));
    expect(asked.addWorkingDays(startAt, 900, 'same-time')).toBe(
      fresh.addWorkingDays(startAt, 900, 'same-time'),
    );
  });

  it('answers for years beyond the range compiled at once', () => {
    const calendar = compileCalendar(aDefinition(), { fromYear: 2026, toYear: 2026 });
    expect(shown(calendar.nextOpening(utc('2040-01-01 00:00')))).toBe('2040-01-02 07:00');
    expect(shown(calendar.nextOpening(utc('1999-01-01 00:00')))).toBe('1999-01-01 07:00');
  });

  it('answers in the first and the last of its years', () => {
    expect(aCalendar().isOpen(utc('1900-06-01 10:00'))).toBe(true);
    expect(aCalendar().isOpen(utc('2200-06-02 10:00'))).toBe(true);
    expect(() => aCalendar().isOpen(utc('1899-06-01 10:00'))).toThrow('outside 1900 to 2200');
    expect(() => aCalendar().isOpen(utc('2201-06-01 10:00'))).toThrow('outside 1900 to 2200');
  });

  it.each([
    ['Chatham, ahead of UTC', 'Pacific/Chatham'],
    ['Chile, behind it', 'America/Santiago'],
  ])('refuses the same instants whatever it was asked before, in %s', (_where, zone) => {
    const [early, late] = [aCalendar({ zone }), aCalendar({ zone })];
    early.isOpen(utc('1900-06-01 10:00'));
    late.isOpen(utc('2200-06-01 10:00'));
    for (const calendar of [aCalendar({ zone }), early]) {
      expect(() => calendar.isOpen(utc('1899-12-31 23:59'))).toThrow('outside 1900 to 2200');
      expect(calendar.between(utc('1900-01-01 00:00'), utc('1900-02-01 00:00'))).toBeGreaterThan(0);
    }
    for (const calendar of [aCalendar({ zone }), late]) {
      expect(() => calendar.isOpen(utc('2201-01-01 00:00'))).toThrow('outside 1900 to 2200');
      expect(calendar.between(utc('2200-12-01 00:00'), utc('2200-12-31 23:59'))).toBeGreaterThan(0);
    }
  });

  it('has no hours before its first period begins', () => {
    const calendar = aCalendar({ periods: [{ from: '2026-02-03', to: null, week: nineToSix }] });
    expect(calendar.isOpen(utc('2026-02-02 10:00'))).toBe(false);
    expect(shown(calendar.nextOpening(utc('2026-02-01 10:00')))).toBe('2026-02-03 07:00');
  });

  it('says so when a calendar has no opening left', () => {
    const calendar = aCalendar({ periods: [{ from: null, to: '2026-02-03', week: nineToSix }] });
    expect(() => calendar.nextOpening(utc('2026-02-04 00:00'))).toThrow(
      'calendar "test" has no open hours left to count',
    );
    expect(() => calendar.addWorkingDays(utc('2026-02-02 08:00'), 1, 'close')).toThrow('no open hours left');
    expect(calendar.isOpen(utc('2026-02-04 00:00'))).toBe(false);
  });

  it.each([NaN, Infinity, utc('2026-01-01 00:00') + 400 * 365 * MS_PER_DAY])(
    'refuses the instant %s',
    (at) => {
      expect(() => aCalendar().isOpen(at)).toThrow(
        `calendar "test" was asked about the instant ${at}, outside 1900 to 2200`,
      );
    },
  );

  it('names every mistake of a definition it refuses', () => {
    const definition = aDefinition({ zone: 'Europe/Nowhere', exceptions: [exception('2026-02-30')] });
    expect(() => compileCalendar(definition)).toThrow(
      /^calendar "test" cannot be used:\n {2}zone: .*\n.*exceptions\.0\.on: "2026-02-30"/,
    );
  });
});
