import { describe, expect, it } from 'vitest';
import { cutOffOf, lastFullWeek, wholeDays } from '../../../src/core/report/report-period.ts';

const FRIDAY_16 = { day: 'fri', time: '16:00' } as const;
const KYIV = 'Europe/Kyiv';
const at = (iso: string): number => Date.parse(iso);
const iso = (instant: number): string => new Date(instant).toISOString();

describe('lastFullWeek', () => {
  it.each([
    [
      'on Friday 16:00:00 exactly, the week just over',
      '2026-11-20T16:00:00+02:00',
      '2026-11-20T14:00:00.000Z',
    ],
    ['a millisecond before, the week before', '2026-11-20T15:59:59.999+02:00', '2026-11-13T14:00:00.000Z'],
    ['on Monday, the week that ended on Friday', '2026-11-23T10:00:00+02:00', '2026-11-20T14:00:00.000Z'],
    ['on Sunday night, the same', '2026-11-22T23:59:00+02:00', '2026-11-20T14:00:00.000Z'],
    ['on Thursday, not the running week', '2026-11-26T12:00:00+02:00', '2026-11-20T14:00:00.000Z'],
  ])('is %s [K 3.3.4]', (_, now, end) => {
    expect(iso(lastFullWeek(FRIDAY_16, at(now), KYIV).toAt)).toBe(end);
  });

  it('keeps the local time over a change of the clocks: 169 hours [K 3.3.4]', () => {
    const { fromAt, toAt } = lastFullWeek(FRIDAY_16, at('2026-10-30T16:00:00+02:00'), KYIV);
    expect((toAt - fromAt) / 3_600_000).toBe(169);
  });

  it('leaves no gap and no overlap between weeks [K 3.3.4]', () => {
    const later = lastFullWeek(FRIDAY_16, at('2026-11-20T16:00:00+02:00'), KYIV);
    const earlier = lastFullWeek(FRIDAY_16, later.fromAt, KYIV);
    expect(earlier.toAt).toBe(later.fromAt);
  });
});

describe('wholeDays', () => {
  it('includes both days wholly [K 3.3.4]', () => {
    const period = wholeDays('2026-11-16', '2026-11-20', KYIV);
    expect(iso(period.fromAt)).toBe('2026-11-15T22:00:00.000Z');
    expect(iso(period.toAt)).toBe('2026-11-20T22:00:00.000Z');
  });

  it.each([
    ['2026-02-30', '2026-03-01'],
    ['2026-11-20', '2026-11-19'],
  ])('refuses %s to %s', (from, to) => {
    expect(() => wholeDays(from, to, KYIV)).toThrow(expect.objectContaining({ code: 'input' }));
  });
});

describe('cutOffOf', () => {
  const period = wholeDays('2026-11-16', '2026-11-20', KYIV);

  it('is the end of a period that is over', () => {
    expect(cutOffOf(period, period.toAt + 1)).toBe(period.toAt);
  });

  it('is now while the period runs', () => {
    expect(cutOffOf(period, period.toAt - 1)).toBe(period.toAt - 1);
  });

  it('refuses a period that has not begun', () => {
    expect(() => cutOffOf(period, period.fromAt)).toThrow(expect.objectContaining({ code: 'input' }));
  });
});
