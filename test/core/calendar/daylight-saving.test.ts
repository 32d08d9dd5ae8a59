import { describe, expect, it } from 'vitest';
import { MS_PER_HOUR, MS_PER_MINUTE } from '../../../src/core/calendar/instant.ts';
import type { TimeSpan } from '../../../src/core/calendar/calendar-definition.ts';
import { aCalendar, exception, fiveDays, shown, utc } from './a-calendar.ts';

describe('a working calendar in Kyiv', () => {
  const calendar = aCalendar();
  it.each([
    ['spring', '2026-03-27 15:00', '2026-03-30 07:00'],
    ['autumn', '2026-10-23 14:00', '2026-10-26 08:00'],
  ])('loses and gains no working time over the weekend of the change in %s', (_season, startAt, endAt) => {
    expect(shown(calendar.add(utc(startAt), 2 * MS_PER_HOUR))).toBe(endAt);
    expect(calendar.between(utc(startAt), utc(endAt))).toBe(2 * MS_PER_HOUR);
  });

  const aroundTheClock = aCalendar({ week: { ...fiveDays(['00:00', '24:00']), sun: [['00:00', '24:00']] } });
  it.each([
    ['23 h on the day the clock is put forward', '2026-03-28 22:00', '2026-03-29 21:00', 23],
    ['25 h on the day it is put back', '2026-10-24 21:00', '2026-10-25 22:00', 25],
  ])('has %s', (_what, startAt, endAt, hours) => {
    expect(aroundTheClock.between(utc(startAt), utc(endAt)) / MS_PER_HOUR).toBe(hours);
  });
});

describe('hours that touch a change of the clock', () => {
  // Kyiv skips 03:00–04:00 on 29 March 2026 (01:00 UTC) and repeats 03:00–04:00 on 25 October (00:00 and 01:00 UTC).
  it.each<[string, TimeSpan[], string, number]>([
    ['open as much later as the gap is long', [['03:10', '08:00']], '2026-03-29 01:10', 230],
    [
      'vanish when the gap reaches over them',
      [
        ['03:10', '04:05'],
        ['09:00', '10:00'],
      ],
      '2026-03-29 06:00',
      60,
    ],
    [
      'do not overlap where the gap pushes',
      [
        ['03:00', '03:30'],
        ['04:00', '05:00'],
      ],
      '2026-03-29 01:00',
      60,
    ],
    [
      'open at the first of two equal times and last through both',
      [['03:10', '08:00']],
      '2026-10-25 00:10',
      350,
    ],
    ['close at the first of two equal times', [['01:00', '03:30']], '2026-10-24 22:00', 150],
  ])('%s', (_what, spans, openAt, minutes) => {
    const on = openAt.startsWith('2026-03') ? '2026-03-29' : '2026-10-25';
    const calendar = aCalendar({
      week: { mon: [['09:00', '18:00']] },
      exceptions: [exception(on, ...spans)],
    });
    const dayStartAt = utc(`${on} 00:00`) - 4 * MS_PER_HOUR;
    expect(shown(calendar.nextOpening(dayStartAt))).toBe(openAt);
    expect(calendar.between(dayStartAt, dayStartAt + 26 * MS_PER_HOUR) / MS_PER_MINUTE).toBe(minutes);
  });
});

describe('a working calendar in Almaty', () => {
  it('opens an hour later in UTC since the country moved to UTC+5 on 1 March 2024', () => {
    const calendar = aCalendar({ zone: 'Asia/Almaty' });
    expect(shown(calendar.nextOpening(utc('2024-02-29 00:00')))).toBe('2024-02-29 03:00');
    expect(shown(calendar.nextOpening(utc('2024-03-01 00:00')))).toBe('2024-03-01 04:00');
    expect(calendar.between(utc('2024-02-29 03:00'), utc('2024-03-01 13:00'))).toBe(18 * MS_PER_HOUR);
  });
});

describe('a zone that skipped a whole day', () => {
  it('has its hours once: Samoa went from 29 to 31 December 2011', () => {
    const week = { ...fiveDays(['09:00', '18:00']), sat: [['09:00', '18:00']] } as const;
    const calendar = aCalendar({ zone: 'Pacific/Apia', week });
    expect(calendar.between(utc('2011-12-29 12:00'), utc('2012-01-01 00:00')) / MS_PER_HOUR).toBe(18);
  });
});
