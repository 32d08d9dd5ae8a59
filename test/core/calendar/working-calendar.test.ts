import { describe, expect, it } from 'vitest';
import { MS_PER_HOUR, MS_PER_MINUTE } from '../../../src/core/calendar/instant.ts';
import type { WeeklyHours } from '../../../src/core/calendar/calendar-definition.ts';
import { aCalendar, exception, fiveDays, shown, utc } from './a-calendar.ts';

// February 2026 in Kyiv is UTC+2: open 07:00–16:00 UTC; 2 February is a Monday.
const nineToSix = aCalendar();
const lunch = aCalendar({ week: fiveDays(['09:00', '13:00'], ['14:00', '18:00']) });

describe('isOpen', () => {
  it.each([
    ['the opening instant', '2026-02-02 07:00', true],
    ['the last second', '2026-02-02 15:59:59', true],
    ['the closing instant', '2026-02-02 16:00', false],
    ['a Saturday', '2026-02-07 10:00', false],
  ])('says of %s (%s): %s', (_what, at, isOpen) => {
    expect(nineToSix.isOpen(utc(at))).toBe(isOpen);
  });

  it('holds through midnight where one day closes at 24:00 and the next opens at 00:00', () => {
    const calendar = aCalendar({ week: { mon: [['20:00', '24:00']], tue: [['00:00', '04:00']] } });
    expect(calendar.isOpen(utc('2026-02-02 22:00'))).toBe(true);
    expect(shown(calendar.add(utc('2026-02-02 18:00'), 5 * MS_PER_HOUR))).toBe('2026-02-02 23:00');
  });
});

describe('nextOpening', () => {
  it.each([
    ['stays where it is when open', '2026-02-02 09:30', '2026-02-02 09:30'],
    ['goes to the opening on the same day', '2026-02-02 05:30', '2026-02-02 07:00'],
    ['skips the weekend', '2026-02-06 16:00', '2026-02-09 07:00'],
  ])('%s', (_what, at, opening) => {
    expect(shown(nineToSix.nextOpening(utc(at)))).toBe(opening);
  });
});

describe('add', () => {
  it.each([
    ['within a day', '2026-02-02 07:00', 3, '2026-02-02 10:00'],
    ['from before opening', '2026-02-02 05:30', 1, '2026-02-02 08:00'],
    ['over the night', '2026-02-02 15:00', 2, '2026-02-03 08:00'],
    ['over the weekend', '2026-02-06 15:30', 1, '2026-02-09 07:30'],
    [
      'used up exactly at closing: the closing, not the next opening',
      '2026-02-02 14:00',
      2,
      '2026-02-02 16:00',
    ],
    ['a whole day from opening: its closing', '2026-02-02 07:00', 9, '2026-02-02 16:00'],
    ['from the closing instant', '2026-02-02 16:00', 1, '2026-02-03 08:00'],
    ['96 h = 10 d 6 h', '2026-02-02 07:00', 96, '2026-02-16 13:00'],
    ['nothing from inside hours', '2026-02-02 08:15', 0, '2026-02-02 08:15'],
    ['nothing from outside hours: the next opening', '2026-02-02 16:00', 0, '2026-02-03 07:00'],
  ])('%s', (_what, startAt, hours, endAt) => {
    expect(shown(nineToSix.add(utc(startAt), hours * MS_PER_HOUR))).toBe(endAt);
  });

  it.each([
    ['stops at lunch when used up there', '2026-02-02 10:00', 60, '2026-02-02 11:00'],
    ['goes on after lunch', '2026-02-02 10:00', 61, '2026-02-02 12:01'],
    ['starts after lunch when begun in it', '2026-02-02 11:20', 30, '2026-02-02 12:30'],
  ])('%s', (_what, startAt, minutes, endAt) => {
    expect(shown(lunch.add(utc(startAt), minutes * MS_PER_MINUTE))).toBe(endAt);
  });

  it('skips a day off that follows on exactly one day of hours', () => {
    const calendar = aCalendar({ exceptions: [exception('2026-02-03')] });
    expect(shown(calendar.add(utc('2026-02-02 07:00'), 9 * MS_PER_HOUR))).toBe('2026-02-02 16:00');
    expect(shown(calendar.add(utc('2026-02-02 07:00'), 9 * MS_PER_HOUR + 1000))).toBe('2026-02-04 07:00:01');
  });

  it('knows a week without Monday and Thursday', () => {
    const spans = [['10:00', '12:00']] as const;
    const calendar = aCalendar({ week: { tue: spans, wed: spans, fri: spans } });
    expect(shown(calendar.add(utc('2026-02-02 00:00'), 5 * MS_PER_HOUR))).toBe('2026-02-06 09:00');
  });

  it.each([-1, NaN])('refuses the amount %s', (workingMs) => {
    expect(() => nineToSix.add(utc('2026-02-02 07:00'), workingMs)).toThrow(
      `an amount of working time must not be ${workingMs} ms`,
    );
  });
});

describe('between', () => {
  it.each([
    ['a working day', '2026-02-02 07:00', '2026-02-02 16:00', 9],
    ['a night', '2026-02-02 16:00', '2026-02-03 07:00', 0],
    ['a week', '2026-02-02 00:00', '2026-02-09 00:00', 45],
    ['the same instant', '2026-02-02 08:00', '2026-02-02 08:00', 0],
    ['an end before its start', '2026-02-03 08:00', '2026-02-02 08:00', 0],
    ['a year end', '2026-12-31 15:00', '2027-01-01 08:00', 2],
  ])('counts in %s', (_what, startAt, endAt, hours) => {
    expect(nineToSix.between(utc(startAt), utc(endAt)) / MS_PER_HOUR).toBe(hours);
  });
});

describe('addWorkingDays', () => {
  it.each([
    ['ends on the third working day at the same time', '2026-02-02 08:20', 3, '2026-02-05 08:20'],
    ['does not count weekends', '2026-02-05 08:20', 3, '2026-02-10 08:20'],
    ['counts a start in the evening from the next opening', '2026-02-02 18:00', 1, '2026-02-04 07:00'],
    ['counts a start on Sunday from Monday', '2026-02-01 12:00', 1, '2026-02-03 07:00'],
    ['adds nothing', '2026-02-02 08:20', 0, '2026-02-02 08:20'],
  ])('%s', (_what, startAt, days, endAt) => {
    expect(shown(nineToSix.addWorkingDays(utc(startAt), days, 'same-time'))).toBe(endAt);
  });

  it.each([
    ['of the third working day', 3, '2026-02-05 16:00'],
    ['of the day itself', 0, '2026-02-02 16:00'],
  ])('ends at the closing %s', (_what, days, endAt) => {
    expect(shown(nineToSix.addWorkingDays(utc('2026-02-02 08:20'), days, 'close'))).toBe(endAt);
  });

  it.each([
    ['before hours: the opening', '2026-02-03', ['11:00', '18:00'], '2026-02-03 09:00'],
    ['after hours: the closing', '2026-02-03', ['09:00', '10:00'], '2026-02-03 08:00'],
  ] as const)('brings the time into the hours of the target day, %s', (_what, on, hours, endAt) => {
    const calendar = aCalendar({ exceptions: [exception(on, hours)] });
    expect(shown(calendar.addWorkingDays(utc('2026-02-02 08:20'), 1, 'same-time'))).toBe(endAt);
  });

  it('ends in a break at the closing before it, with which no more working time has passed', () => {
    const calendar = aCalendar({
      exceptions: [exception('2026-02-03', ['09:00', '10:00'], ['11:00', '18:00'])],
    });
    expect(shown(calendar.addWorkingDays(utc('2026-02-02 08:20'), 1, 'same-time'))).toBe('2026-02-03 08:00');
    expect(shown(calendar.addWorkingDays(utc('2026-02-02 08:20'), 1, 'close'))).toBe('2026-02-03 16:00');
  });

  it('ends at the closing of the last of the day’s hours', () => {
    expect(shown(lunch.addWorkingDays(utc('2026-02-02 08:20'), 1, 'close'))).toBe('2026-02-03 16:00');
  });

  it('adds nothing in a zone and at a time that a change of the clock makes twice', () => {
    const always = aCalendar({ week: { ...fiveDays(['00:00', '24:00']), sun: [['00:00', '24:00']] } });
    // 03:30 local comes at 00:30 and again at 01:30 UTC.
    for (const at of ['2026-10-25 00:30', '2026-10-25 01:30']) {
      expect(shown(always.addWorkingDays(utc(at), 0, 'same-time'))).toBe(at);
      expect(shown(always.addCalendarDays(utc(at), 0))).toBe(at);
      expect(shown(always.addCalendarYears(utc(at), 0))).toBe(at);
    }
  });

  it('ends at an opening when that is the local time of the start', () => {
    const late = aCalendar({ exceptions: [exception('2026-02-03', ['09:00', '10:00'], ['10:20', '18:00'])] });
    expect(shown(late.addWorkingDays(utc('2026-02-02 08:20'), 1, 'same-time'))).toBe('2026-02-03 08:20');
  });

  it('keeps the local time over a change of the clock', () => {
    expect(shown(nineToSix.addWorkingDays(utc('2026-03-27 08:20'), 1, 'same-time'))).toBe('2026-03-30 07:20');
  });

  it.each([-1, 1.5])('refuses %s days', (days) => {
    expect(() => nineToSix.addWorkingDays(utc('2026-02-02 07:00'), days, 'close')).toThrow(
      `a number of days or years must not be ${days}`,
    );
  });
});

describe('addCalendarDays', () => {
  it.each([
    ['counts every day', '2026-02-02 08:20', 10, '2026-02-12 08:20'],
    ['keeps the local time over a change of the clock', '2026-03-28 08:20', 1, '2026-03-29 07:20'],
    ['moves a skipped time forward by the gap', '2026-03-28 01:30', 1, '2026-03-29 01:30'],
    ['adds nothing', '2026-02-02 08:20', 0, '2026-02-02 08:20'],
  ])('%s', (_what, startAt, days, endAt) => {
    expect(shown(nineToSix.addCalendarDays(utc(startAt), days))).toBe(endAt);
  });
});

describe('addCalendarYears', () => {
  it.each([
    ['keeps the local date and time', '2026-07-02 08:20', 3, '2029-07-02 08:20'],
    ['ends on 28 February when there is no 29th', '2024-02-29 08:20', 1, '2025-02-28 08:20'],
    ['adds nothing', '2026-02-02 08:20', 0, '2026-02-02 08:20'],
  ])('%s', (_what, startAt, years, endAt) => {
    expect(shown(nineToSix.addCalendarYears(utc(startAt), years))).toBe(endAt);
  });
});

describe('workingDayMs', () => {
  it.each([
    ['nine hours', nineToSix, 9],
    ['hours without lunch', lunch, 8],
    [
      'the commonest of several',
      aCalendar({ week: { ...fiveDays(['09:00', '18:00']), fri: [['09:00', '16:45']] } }),
      9,
    ],
    ['zero on a calendar that never opens', aCalendar({ week: {} }), 0],
  ])('is %s', (_what, calendar, hours) => {
    expect(calendar.workingDayMs / MS_PER_HOUR).toBe(hours);
  });

  it.each<[string, WeeklyHours, number]>([
    ['the commonest though closed days are more', { mon: [['09:00', '12:00']] }, 3],
    ['the longest of equally common ones', { mon: [['09:00', '12:00']], tue: [['09:00', '17:00']] }, 8],
    ['the same in any order', { mon: [['09:00', '17:00']], tue: [['09:00', '12:00']] }, 8],
    [
      'the commonest though another is longer',
      { mon: [['09:00', '12:00']], tue: [['09:00', '12:00']], wed: [['09:00', '21:00']] },
      3,
    ],
  ])('is %s', (_what, week, hours) => {
    expect(aCalendar({ week }).workingDayMs / MS_PER_HOUR).toBe(hours);
  });

  it('is that of the last period', () => {
    const periods = [
      { from: null, to: '2026-02-03', week: fiveDays(['09:00', '18:00']) },
      { from: '2026-02-03', to: null, week: fiveDays(['09:00', '13:00']) },
    ];
    expect(aCalendar({ periods }).workingDayMs / MS_PER_HOUR).toBe(4);
  });
});
