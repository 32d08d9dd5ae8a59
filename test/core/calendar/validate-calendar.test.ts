import { describe, expect, it } from 'vitest';
import type { CalendarDefinition } from '../../../src/core/calendar/calendar-definition.ts';
import { validateCalendar } from '../../../src/core/calendar/validate-calendar.ts';
import { aDefinition, exception } from './a-calendar.ts';

const week = {};
const ground = { summary: 'martial law', basis: '2136-IX art. 6' };

describe('validateCalendar', () => {
  it('finds nothing in a sound definition', () => {
    const definition = aDefinition({
      periods: [
        { from: null, to: '2026-01-01', week },
        {
          from: '2026-01-01',
          to: null,
          week: {
            mon: [
              ['00:00', '12:00'],
              ['12:00', '24:00'],
            ],
          },
        },
      ],
      exceptions: [
        { ...exception('2026-05-08'), suspendable: true },
        exception('2026-05-08', ['09:00', '12:00']),
      ],
      suspensions: [{ from: '2022-03-24', to: null, ...ground }],
    });
    expect(validateCalendar(definition)).toEqual([]);
  });

  it.each<[string, Partial<CalendarDefinition>, string, RegExp]>([
    ['an unknown zone', { zone: 'Kyiv' }, 'zone', /no time zone/],
    ['no period', { periods: [] }, 'periods', /at least one/],
    [
      'a gap between periods',
      {
        periods: [
          { from: null, to: '2026-01-01', week },
          { from: '2026-01-02', to: null, week },
        ],
      },
      'periods.1.from',
      /ends \(2026-01-01\)/,
    ],
    [
      'a period after one without end',
      {
        periods: [
          { from: null, to: null, week },
          { from: '2026-01-02', to: null, week },
        ],
      },
      'periods.1.from',
      /ends \(never\)/,
    ],
    [
      'a period that ends where it begins',
      { periods: [{ from: '2026-01-01', to: '2026-01-01', week }] },
      'periods.0.to',
      /later/,
    ],
    [
      'a time of no clock',
      { periods: [{ from: null, to: null, week: { mon: [['9:00', '18:00']] } }] },
      'periods.0.week.mon.0',
      /HH:MM/,
    ],
    [
      'a time after midnight',
      { periods: [{ from: null, to: null, week: { mon: [['09:00', '24:30']] } }] },
      'periods.0.week.mon.0',
      /HH:MM/,
    ],
    [
      'hours across midnight',
      { periods: [{ from: null, to: null, week: { mon: [['22:00', '06:00']] } }] },
      'periods.0.week.mon.0',
      /two days/,
    ],
    [
      'overlapping hours',
      { exceptions: [exception('2026-01-05', ['09:00', '13:00'], ['12:00', '18:00'])] },
      'exceptions.0.hours.1',
      /before the span above/,
    ],
    ['a date that does not exist', { exceptions: [exception('2026-02-29')] }, 'exceptions.0.on', /no date/],
    ['a date in other words', { exceptions: [exception('29.02.2028')] }, 'exceptions.0.on', /no date/],
    [
      'two exceptions on a date',
      { exceptions: [exception('2026-01-05'), exception('2026-01-05')] },
      'exceptions.1.on',
      /another/,
    ],
    [
      'an exception without ground',
      { exceptions: [{ ...exception('2026-01-05'), basis: ' ' }] },
      'exceptions.0.basis',
      /legal ground/,
    ],
    [
      'an exception without name',
      { exceptions: [{ ...exception('2026-01-05'), summary: '' }] },
      'exceptions.0.summary',
      /what the day is/,
    ],
    [
      'a suspension that ends before it begins',
      { suspensions: [{ from: '2026-01-05', to: '2026-01-01', ...ground }] },
      'suspensions.0.to',
      /later/,
    ],
    [
      'a suspension without ground',
      { suspensions: [{ from: '2026-01-05', to: null, ...ground, basis: '' }] },
      'suspensions.0.basis',
      /ground/,
    ],
  ])('points at %s', (_what, parts, path, message) => {
    const problems = validateCalendar(aDefinition(parts));
    expect(problems.map((problem) => problem.path.join('.'))).toEqual([path]);
    expect(problems[0]?.message).toMatch(message);
  });
});
