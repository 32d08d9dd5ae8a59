import { describe, expect, it } from 'vitest';
import { MS_PER_HOUR } from '../../../src/core/calendar/instant.ts';
import { aCalendar, exception, shown, utc } from './a-calendar.ts';

describe('holidays suspended by martial law', () => {
  const independenceDay = { ...exception('2026-08-24'), suspendable: true };
  const from = '2022-03-24';
  const ground = { summary: 'martial law', basis: '2136-IX art. 6' };

  it.each([
    ['a working day while it lasts', null, '2026-08-24 15:00'],
    ['a working day on its last day', '2026-08-25', '2026-08-24 15:00'],
    ['a day off from the day it ends', '2026-08-24', '2026-08-25 15:00'],
  ])('are %s', (_what, to, endAt) => {
    const calendar = aCalendar({ exceptions: [independenceDay], suspensions: [{ from, to, ...ground }] });
    expect(shown(calendar.addWorkingDays(utc('2026-08-21 06:00'), 1, 'close'))).toBe(endAt);
  });

  it.each([
    ['from its first day', '2026-08-24', null, 9],
    ['not on the day before', '2026-08-25', null, 0],
    ['in any of several', '2026-08-24', '2026-08-25', 9],
  ])('are working days %s', (_what, suspendedFrom, to, hours) => {
    const suspensions = [
      { from: '2014-01-01', to: '2014-02-01', ...ground },
      { from: suspendedFrom, to, ...ground },
    ];
    const calendar = aCalendar({ exceptions: [independenceDay], suspensions });
    expect(calendar.between(utc('2026-08-24 00:00'), utc('2026-08-25 00:00')) / MS_PER_HOUR).toBe(hours);
  });

  it('stay days off without any suspension', () => {
    const calendar = aCalendar({ exceptions: [independenceDay] });
    expect(calendar.isOpen(utc('2026-08-24 10:00'))).toBe(false);
  });

  it('count again within a span that runs when it ends', () => {
    // 1 May off only if martial law ended on 30 April: 16 working hours from Wednesday noon.
    const mayDay = { ...exception('2026-05-01'), suspendable: true };
    const startAt = utc('2026-04-29 09:00');
    const lasting = aCalendar({ exceptions: [mayDay], suspensions: [{ from, to: null, ...ground }] });
    const ended = aCalendar({ exceptions: [mayDay], suspensions: [{ from, to: '2026-04-30', ...ground }] });
    expect(shown(lasting.add(startAt, 16 * MS_PER_HOUR))).toBe('2026-05-01 07:00');
    expect(shown(ended.add(startAt, 16 * MS_PER_HOUR))).toBe('2026-05-04 07:00');
  });

  it('leave exceptions of another ground in force', () => {
    const shortDay = exception('2026-08-24', ['09:00', '12:00']);
    const exceptions = [independenceDay, shortDay];
    const calendar = aCalendar({ exceptions, suspensions: [{ from, to: null, ...ground }] });
    expect(calendar.between(utc('2026-08-24 00:00'), utc('2026-08-25 00:00')) / MS_PER_HOUR).toBe(3);
  });
});

describe('days moved by decree in Kazakhstan', () => {
  const moved = [
    exception('2024-05-04', ['09:00', '18:00']),
    exception('2024-05-08'),
    exception('2025-01-01'),
    exception('2025-01-02'),
    exception('2025-01-03'),
    exception('2025-01-05', ['09:00', '18:00']),
  ];
  const calendar = aCalendar({ zone: 'Asia/Almaty', exceptions: moved });

  it.each([
    ['a Saturday is worked', '2024-05-03 08:00', '2024-05-04 13:00'],
    ['the weekday it stands for is off', '2024-05-07 08:00', '2024-05-09 13:00'],
    ['days off cross the end of the year, a Sunday follows', '2024-12-31 08:00', '2025-01-05 13:00'],
  ])('%s', (_what, startAt, endAt) => {
    expect(shown(calendar.addWorkingDays(utc(startAt), 1, 'close'))).toBe(endAt);
  });

  it('reach from Nauryz to the substitute day behind it in 2026', () => {
    const nauryz = ['2026-03-23', '2026-03-24', '2026-03-25'].map((on) => exception(on));
    const spring = aCalendar({ zone: 'Asia/Almaty', exceptions: nauryz });
    expect(shown(spring.add(utc('2026-03-20 12:30'), MS_PER_HOUR))).toBe('2026-03-26 04:30');
  });
});
