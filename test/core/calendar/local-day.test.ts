import { describe, expect, it } from 'vitest';
import { localDateAt } from '../../../src/core/calendar/local-date-at.ts';
import {
  dayNumberOf,
  localDateOf,
  timeOfDay,
  weekdayIndexOf,
  yearOf,
} from '../../../src/core/calendar/local-day.ts';
import { MS_PER_DAY } from '../../../src/core/calendar/instant.ts';
import { parseWallTime } from '../../../src/core/calendar/time-span.ts';
import { utc } from './a-calendar.ts';

describe('a local date', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    ['2026-02-02', 20_486],
  ])('is the number of a day and back: %s', (on, day) => {
    expect(dayNumberOf(on)).toBe(day);
    expect(localDateOf(day)).toBe(on);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-2-2',
    '2026-02-02T10:00',
    '2026-02-02 ',
    '+002026-02-02',
    '2026-W06-1',
    '2026-033',
    '',
    'soon',
  ])('is no %j', (text) => {
    expect(dayNumberOf(text)).toBeNull();
  });

  it('lies in the year that its zone had, and on its day of the week', () => {
    expect(yearOf(dayNumberOf('2026-01-01')!)).toBe(2026);
    expect(yearOf(dayNumberOf('2025-12-31')!)).toBe(2025);
    expect(weekdayIndexOf(dayNumberOf('2026-02-02')!)).toBe(0);
    expect(weekdayIndexOf(dayNumberOf('1969-12-31')!)).toBe(2);
    expect(weekdayIndexOf(dayNumberOf('1969-12-28')!)).toBe(6);
  });

  it('has a time of day before 1970 too', () => {
    expect(timeOfDay(-1)).toBe(MS_PER_DAY - 1);
    expect(timeOfDay(MS_PER_DAY + 5)).toBe(5);
  });

  it.each([
    ['2026-02-01 21:59', 'Europe/Kyiv', '2026-02-01'],
    ['2026-02-01 22:00', 'Europe/Kyiv', '2026-02-02'],
    ['2026-02-01 22:00', 'America/New_York', '2026-02-01'],
    ['1969-12-31 23:30', 'UTC', '1969-12-31'],
  ])('at %s UTC in %s is %s', (at, zone, on) => {
    expect(localDateAt(utc(at), zone)).toBe(on);
  });
});

describe('a wall time', () => {
  it.each([
    ['00:00', 0],
    ['09:30', 570 * 60_000],
    ['24:00', MS_PER_DAY],
  ])('%s is so far from midnight', (text, ms) => {
    expect(parseWallTime(text)).toBe(ms);
  });

  it.each(['24:01', '9:30', '109:30', '09:300', '09:60', '09-30', ' 09:30', '09:30 ', ''])(
    'is no %j',
    (text) => {
      expect(parseWallTime(text)).toBeNull();
    },
  );
});
