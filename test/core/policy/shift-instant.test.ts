import { describe, expect, it } from 'vitest';
import { shiftInstant } from '../../../src/core/policy/shift-instant.ts';
import { parseOffset } from '../../../src/core/regulation/span.ts';
import { aCalendar, shown, utc } from '../calendar/a-calendar.ts';

// Monday to Friday 09:00–18:00 in Kyiv: in February 07:00–16:00 UTC. 2 February 2026 is a Monday.
const office = aCalendar();
const tuesdays = aCalendar({ week: { tue: [['09:00', '18:00']] } });

describe('shiftInstant', () => {
  it.each([
    ['+2h', '2026-02-02 15:00', '2026-02-03 08:00'],
    ['+1wd', '2026-02-06 08:00', '2026-02-09 08:00'],
    ['+3d', '2026-02-06 08:00', '2026-02-09 08:00'],
    ['+30m-elapsed', '2026-02-02 15:50', '2026-02-02 16:20'],
    ['-2h', '2026-02-02 09:30', '2026-02-02 07:30'],
    ['-2h', '2026-02-02 08:00', '2026-01-30 15:00'],
    ['-9h', '2026-02-03 16:00', '2026-02-02 16:00'],
    ['-20h', '2026-02-09 09:00', '2026-02-04 16:00'],
    ['-30m-elapsed', '2026-02-02 07:10', '2026-02-02 06:40'],
    ['-1wd', '2026-02-09 08:00', '2026-02-06 08:00'],
    ['-6wd', '2026-02-09 08:00', '2026-01-30 08:00'],
    ['-3d', '2026-02-09 08:00', '2026-02-06 08:00'],
    ['-1y', '2026-02-09 08:00', '2025-02-09 08:00'],
  ])('shifts by %s from %s to %s', (offset, from, to) => {
    expect(shown(shiftInstant(utc(from), parseOffset(offset), office))).toBe(to);
  });

  it('keeps the local time over a change of the clock', () => {
    expect(shown(shiftInstant(utc('2026-03-30 07:20'), parseOffset('-3d'), office))).toBe('2026-03-27 08:20');
    expect(shown(shiftInstant(utc('2026-03-30 07:20'), parseOffset('-1wd'), office))).toBe(
      '2026-03-27 08:20',
    );
    expect(shown(shiftInstant(utc('2026-07-01 07:20'), parseOffset('-1y'), office))).toBe('2025-07-01 07:20');
  });

  it('reaches back as far as it takes to find open time', () => {
    expect(shown(shiftInstant(utc('2026-02-23 08:00'), parseOffset('-12h'), tuesdays))).toBe(
      '2026-02-10 13:00',
    );
    expect(shown(shiftInstant(utc('2026-02-23 08:00'), parseOffset('-2wd'), tuesdays))).toBe(
      '2026-02-10 08:00',
    );
  });
});
