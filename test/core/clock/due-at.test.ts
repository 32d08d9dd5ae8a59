import { describe, expect, it } from 'vitest';
import { aCalendar, shown, utc } from '../calendar/a-calendar.ts';
import type { ClockGoal } from '../../../src/core/clock/compile-clocks.ts';
import { dueAt, lateAfter } from '../../../src/core/clock/due-at.ts';
import { parseSpan } from '../../../src/core/regulation/span.ts';

const calendar = aCalendar();

function goal(within: string): ClockGoal {
  return { within, span: parseSpan(within), calendar, chosenBy: 'any', isProvisional: false };
}

// Monday 2 February 2026 in Kyiv; open 07:00–16:00 UTC.
const startAt = utc('2026-02-02 09:20');

describe('dueAt', () => {
  it.each([
    ['4h', '2026-02-02 13:20'],
    ['30m', '2026-02-02 09:50'],
    ['16h', '2026-02-04 07:20'],
    ['24h-elapsed', '2026-02-03 09:20'],
    ['3wd', '2026-02-05 09:20'],
    ['3wd-close', '2026-02-05 16:00'],
    ['10d', '2026-02-12 09:20'],
    ['3y', '2029-02-02 09:20'],
  ])('reads the unit of each cell: %s', (within, due) => {
    expect(shown(dueAt(goal(within), startAt, []))).toBe(due);
  });

  it.each([
    ['4h', '2026-02-03 11:20'],
    ['24h-elapsed', '2026-02-04 07:20'],
    ['3wd', '2026-02-06 07:20'],
    ['3wd-close', '2026-02-06 16:00'],
    ['10d', '2026-02-13 07:20'],
  ])('is moved by an interruption of 22 h, 7 of them open: %s', (within, due) => {
    const interruption = { from: utc('2026-02-02 10:00'), to: utc('2026-02-03 08:00') };
    expect(shown(dueAt(goal(within), startAt, [interruption]))).toBe(due);
  });

  it.each([
    ['24h-elapsed', '2026-02-05 09:20'],
    ['10d', '2026-02-14 09:20'],
  ])('is moved by all of an interruption where it is counted on the wall: %s', (within, due) => {
    const interruption = { from: utc('2026-02-02 10:00'), to: utc('2026-02-04 10:00') };
    expect(shown(dueAt(goal(within), startAt, [interruption]))).toBe(due);
  });

  it('stays at a closing when nothing of it was lost', () => {
    const night = { from: utc('2026-02-02 17:00'), to: utc('2026-02-03 06:00') };
    expect(shown(dueAt(goal('11h'), utc('2026-02-02 14:00'), [night]))).toBe('2026-02-03 16:00');
  });

  it('moves a closing to the closing of the day that working days then end in', () => {
    const day = { from: utc('2026-02-03 07:00'), to: utc('2026-02-03 16:00') };
    expect(shown(dueAt(goal('3wd-close'), startAt, [day]))).toBe('2026-02-06 16:00');
  });

  it('is not moved by what begins when the goal is used up, or outside hours', () => {
    const after = { from: utc('2026-02-02 13:20'), to: utc('2026-02-02 14:00') };
    const night = { from: utc('2026-02-02 17:00'), to: utc('2026-02-03 06:00') };
    expect(shown(dueAt(goal('4h'), startAt, [after]))).toBe('2026-02-02 13:20');
    expect(shown(dueAt(goal('8h'), startAt, [night]))).toBe('2026-02-03 08:20');
  });
});

describe('lateAfter', () => {
  it('is the next opening after a closing, since no working time passes until then', () => {
    expect(shown(lateAfter(goal('4h'), utc('2026-02-06 16:00')))).toBe('2026-02-09 07:00');
    expect(shown(lateAfter(goal('4h'), utc('2026-02-06 15:00')))).toBe('2026-02-06 15:00');
  });

  it('is the due instant of what is counted on the wall', () => {
    expect(shown(lateAfter(goal('24h-elapsed'), utc('2026-02-06 16:00')))).toBe('2026-02-06 16:00');
  });
});
