import { describe, expect, it } from 'vitest';
import type { CalendarDefinition } from '../../../src/core/calendar/calendar-definition.ts';
import { validateCalendar } from '../../../src/core/calendar/validate-calendar.ts';
import { aDefinition, exception } from './a-calendar.ts';

const week = {};
const ground = { summary: 'martial law', basis: '2136-IX art. 6' };

describe('validateCalendar', () => {
  it('lets periods be open-ended on either side and suspended exceptions stand beside those in force', () => {
    const definition = aDefinition({
      periods: [{ from: null, to: '2026-01-01', week }],
      exceptions: [{ ...exception('2026-05-08'), suspendable: true }, exception('2026-05-08')],
      suspensions: [
        { from: '2022-03-24', to: '2022-04-01', ...ground },
        { from: '2026-05-08', to: null, ...ground },
      ],
    });
    expect(validateCalendar(definition)).toEqual([]);
  });

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
      'two periods without beginning or end',
      {
        periods: [
          { from: null, to: null, week },
          { from: null, to: null, week },
        ],
      },
      'periods.1.from',
      /ends \(never\)/,
    ],
    [
      'a first day that does not exist',
      { periods: [{ from: '2026-02-30', to: '2026-01-01', week }] },
      'periods.0.from',
      /"2026-02-30" is no date/,
    ],
    [
      'a last day that does not exist',
      { periods: [{ from: '2026-03-01', to: '2026-02-30', week }] },
      'periods.0.to',
      /"2026-02-30" is no date/,
    ],
    [
      'a first day of a suspension that does not exist',
      { suspensions: [{ from: '2026-02-30', to: null, ...ground }] },
      'suspensions.0.from',
      /no date/,
    ],
    [
      'hours that end where they begin',
      { exceptions: [exception('2026-01-05', ['09:00', '09:00'])] },
      'exceptions.0.hours.0',
      /ends before it begins/,
    ],
    [
      'hours within hours above that last longer',
      { exceptions: [exception('2026-01-05', ['09:00', '18:00'], ['18:00', '19:00'], ['10:00', '11:00'])] },
      'exceptions.0.hours.2',
      /before the span above/,
    ],
    [
      'two exceptions on a date of which one could be suspended, and is not',
      {
        exceptions: [{ ...exception('2026-01-05'), suspendable: true }, exception('2026-01-05')],
        suspensions: [{ from: '2026-02-01', to: null, ...ground }],
      },
      'exceptions.1.on',
      /another/,
    ],
    [
      'two exceptions on a date in a suspension that they are not subject to',
      {
        exceptions: [exception('2026-01-05'), exception('2026-01-05')],
        suspensions: [{ from: '2026-01-01', to: null, ...ground }],
      },
      'exceptions.1.on',
      /another/,
    ],
    [
      'an exception whose name is blank',
      { exceptions: [{ ...exception('2026-01-05'), summary: ' ' }] },
      'exceptions.0.summary',
      /what the day is/,
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
