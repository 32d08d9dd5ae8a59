import { describe, expect, it } from 'vitest';
import { readRoster } from '../../../src/core/roster/read-roster.ts';
import { context, emptyGrid, filledGrid } from './a-roster-grid.ts';

function problemsIn(cells: Readonly<Record<string, string>>): readonly string[] {
  const { roster, problems } = readRoster(filledGrid(cells), context);
  expect(roster === null).toBe(problems.length > 0);
  return problems.map(({ cell, message }) => `${cell}: ${message}`);
}

describe('readRoster', () => {
  it('reads shifts with their breaks, day by day', () => {
    const { roster } = readRoster(
      filledGrid({ E3: 'boris', ...everyWorkingDay('E', '08:00-16:00') }),
      context,
    );

    expect(roster?.month).toBe('2027-02');
    expect(roster?.shifts.slice(0, 2)).toEqual([
      {
        on: '2027-02-01',
        groupId: 'one',
        login: 'anna',
        fromMinutes: 540,
        toMinutes: 1080,
        breaks: [{ fromMinutes: 780, toMinutes: 840 }],
      },
      { on: '2027-02-01', groupId: 'two', login: 'boris', fromMinutes: 480, toMinutes: 960, breaks: [] },
    ]);
  });

  it('takes no notice of columns that nobody filled in', () => {
    expect(problemsIn({})).toEqual([]);
  });

  it.each([
    ['B1', '12.2026', 'B1: the month is written YYYY-MM, e.g. 2026-12'],
    ['B1', '2026-13', 'B1: the month is written YYYY-MM, e.g. 2026-12'],
    ['C3', '', 'C3: shifts without a consultant: enter the login or e-mail'],
    ['D3', 'anna', 'D3: anna stands in C3 for the same line already'],
    ['C4', 'Line three', 'C4: there is no line "Line three"; the lines are "Line one", "Line two"'],
    ['A6', '', 'A6: the day 2027-02-02 is missing'],
    ['A6', '2027-02-03', 'A6: "2027-02-03" stands where 2027-02-02 belongs'],
    ['A33', '2027-03-01', 'A33: nothing belongs below the last day of the month'],
    ['C5', '9 to 6', 'C5: "9 to 6" is no shift; write 09:00-18:00, or with breaks 09:00-18:00 (13:00-14:00)'],
    ['C5', '18:00-09:00', 'C5: "18:00-09:00" does not end after it begins within one day'],
    ['C5', '09:00-25:00', 'C5: "09:00-25:00" does not end after it begins within one day'],
    ['C5', '09:00-18:00 (noon)', 'C5: "noon" is no break; write 13:00-14:00'],
    ['C5', '09:00-18:00 (18:00-18:30)', 'C5: the break "18:00-18:30" is not within the shift 09:00-18:00'],
    [
      'C5',
      '09:00-18:00 (13:00-14:00, 13:30-15:00)',
      'C5: the break "13:30-15:00" begins before the one before it ends',
    ],
    ['C5', '09:00-18:00; 17:00-20:00', 'C5: the shift "17:00-20:00" begins before the one before it ends'],
    ['C5', '', 'A5: nobody of "Line one" is on duty on 2027-02-01, a working day'],
  ])('names the cell: %s with "%s"', (cell, text, message) => {
    expect(problemsIn({ [cell]: text })).toEqual([message]);
  });

  it('says that nobody is named when the sheet is still empty', () => {
    expect(readRoster(emptyGrid(), context).problems).toEqual([
      { cell: 'C3', message: 'nobody is named: enter the logins of the consultants' },
    ]);
  });

  it('names every wrong cell at once', () => {
    expect(problemsIn({ C5: 'x', C6: 'y' })).toHaveLength(2);
  });
});

function everyWorkingDay(column: string, shift: string): Record<string, string> {
  const rows = Array.from({ length: 28 }, (_, index) => index).filter((index) => index % 7 < 5);
  return Object.fromEntries(rows.map((index) => [`${column}${index + 5}`, shift]));
}
