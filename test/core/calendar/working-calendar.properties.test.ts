import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WEEKDAYS } from '../../../src/core/calendar/calendar-definition.ts';
import type { TimeSpan } from '../../../src/core/calendar/calendar-definition.ts';
import { MS_PER_DAY, MS_PER_HOUR } from '../../../src/core/calendar/instant.ts';
import { localDateOf } from '../../../src/core/calendar/local-day.ts';
import type { WorkingCalendar } from '../../../src/core/calendar/working-calendar.ts';
import { aCalendar, exception, utc } from './a-calendar.ts';

const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 288 }), { maxLength: 6 })
  .map((marks) => marks.sort((one, other) => one - other))
  .map((marks) =>
    Array.from({ length: Math.floor(marks.length / 2) }, (_, pair): TimeSpan => {
      const [from, to] = [marks[2 * pair]!, marks[2 * pair + 1]!];
      return [wallTime(from), wallTime(to)];
    }),
  );

const calendars = fc
  .record({
    zone: fc.constantFrom(
      'Europe/Kyiv',
      'Asia/Almaty',
      'Pacific/Auckland',
      'Africa/Cairo',
      'America/St_Johns',
    ),
    week: fc.tuple(...WEEKDAYS.map(() => spans)),
    changed: fc.uniqueArray(fc.tuple(fc.integer({ min: 20_089, max: 20_818 }), spans), {
      selector: ([day]) => day,
      maxLength: 20,
    }),
  })
  .map(({ zone, week, changed }) =>
    aCalendar({
      zone,
      // Without one sure opening a calendar may have none, and no sum in it an end.
      week: {
        ...Object.fromEntries(WEEKDAYS.map((day, index) => [day, week[index]!])),
        wed: [['10:00', '16:00']],
      },
      exceptions: changed.map(([day, hours]) => exception(localDateOf(day), ...hours)),
    }),
  );

const instants = fc
  .integer({ min: utc('2025-01-01 00:00') / 1000, max: utc('2026-12-31 00:00') / 1000 })
  .map((s) => s * 1000);
const amounts = fc.integer({ min: 0, max: 200 * 3600 }).map((seconds) => seconds * 1000);

describe('working time, for any calendar', () => {
  it('between a start and what is added to it lies what was added', () => {
    holds(
      fc.property(calendars, instants, amounts, (calendar, startAt, workingMs) => {
        expect(calendar.between(startAt, calendar.add(startAt, workingMs))).toBe(workingMs);
      }),
    );
  });

  it('add ends at the earliest such instant', () => {
    holds(
      fc.property(calendars, instants, amounts, (calendar, startAt, workingMs) => {
        const endAt = calendar.add(startAt, workingMs + 1000);
        expect(calendar.between(startAt, endAt - 1000)).toBe(workingMs);
      }),
    );
  });

  it('add never decreases with its start or its amount', () => {
    holds(
      fc.property(calendars, instants, amounts, amounts, (calendar, startAt, workingMs, moreMs) => {
        const endAt = calendar.add(startAt, workingMs);
        expect(calendar.add(startAt + moreMs, workingMs)).toBeGreaterThanOrEqual(endAt);
        expect(calendar.add(startAt, workingMs + moreMs)).toBeGreaterThanOrEqual(endAt);
      }),
    );
  });

  it('adding in two steps is adding at once, but for the closing where the first step ends', () => {
    holds(
      fc.property(calendars, instants, amounts, amounts, (calendar, startAt, oneMs, otherMs) => {
        const inSteps = calendar.add(calendar.add(startAt, oneMs), otherMs);
        const atOnce = calendar.add(startAt, oneMs + otherMs);
        expect(calendar.nextOpening(inSteps)).toBe(calendar.nextOpening(atOnce));
      }),
    );
  });

  it('between adds up over any instant in the middle and is no more than the time that passed', () => {
    holds(
      fc.property(calendars, fc.tuple(instants, instants, instants), (calendar, three) => {
        const [fromAt, middleAt, toAt] = three.sort((one, other) => one - other);
        const parts = calendar.between(fromAt, middleAt) + calendar.between(middleAt, toAt);
        expect(calendar.between(fromAt, toAt)).toBe(parts);
        expect(parts).toBeLessThanOrEqual(toAt - fromAt);
      }),
    );
  });

  it('an instant is open if and only if working time passes right after it', () => {
    holds(
      fc.property(calendars, instants, (calendar, at) => {
        expect(calendar.isOpen(at)).toBe(calendar.between(at, at + 1) === 1);
        expect(calendar.isOpen(calendar.nextOpening(at))).toBe(true);
      }),
    );
  });

  it('counts what a walk through every five minutes counts', () => {
    holds(
      fc.property(calendars, instants, (calendar, at) => {
        const startAt = at - (at % MS_PER_DAY);
        expect(calendar.between(startAt, startAt + 5 * MS_PER_DAY)).toBe(
          walked(calendar, startAt, startAt + 5 * MS_PER_DAY),
        );
      }),
    );
  });

  it('working days end in hours of a later day, no earlier for a later start or more days', () => {
    holds(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 30 }), (calendar, startAt, days) => {
        const sameTimeAt = calendar.addWorkingDays(startAt, days, 'same-time');
        const closeAt = calendar.addWorkingDays(startAt, days, 'close');
        expect(sameTimeAt).toBeLessThanOrEqual(closeAt);
        expect(calendar.isOpen(closeAt - 1)).toBe(true);
        expect(calendar.isOpen(sameTimeAt) || calendar.isOpen(sameTimeAt - 1)).toBe(true);
        expect(calendar.addWorkingDays(startAt + MS_PER_HOUR, days, 'close')).toBeGreaterThanOrEqual(closeAt);
        expect(calendar.addWorkingDays(startAt, days + 1, 'close')).toBeGreaterThan(closeAt);
      }),
    );
  });
});

function holds<Values>(property: fc.IPropertyWithHooks<Values>): void {
  const { failed, counterexample, errorInstance } = fc.check(property, { seed: 20260202, numRuns: 60 });
  expect(failed, `for ${JSON.stringify(counterexample)}: ${String(errorInstance)}`).toBe(false);
}

function wallTime(fiveMinutes: number): string {
  const [hours, minutes] = [Math.floor(fiveMinutes / 12), (fiveMinutes % 12) * 5];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

function walked(calendar: WorkingCalendar, fromAt: number, toAt: number): number {
  const step = MS_PER_HOUR / 12;
  let openMs = 0;
  for (let at = fromAt; at < toAt; at += step) openMs += calendar.isOpen(at) ? step : 0;
  return openMs;
}
