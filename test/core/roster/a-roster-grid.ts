import { daysOfMonth, rosterPlaces } from '../../../src/core/roster/roster-grid.ts';
import { blankRoster } from '../../../src/core/roster/roster-sheet.ts';
import type { TextGrid } from '../../../src/core/roster/roster-grid.ts';
import type { RosterContext } from '../../../src/core/roster/read-roster.ts';
import type { RosterMonthFacts } from '../../../src/core/roster/roster-sheet.ts';

/** February 2027 begins on a Monday and has 28 days. */
const month = '2027-02';

export const context: RosterContext = {
  lines: new Map([
    ['Line one', 'one'],
    ['Line two', 'two'],
  ]),
  isWorkingDay: (on) => ![0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay()),
};

/** What sheets of that month are made of. */
export const monthFacts: RosterMonthFacts = {
  month,
  lines: new Map([
    ['one', 'Line one'],
    ['two', 'Line two'],
  ]),
  isDayOff: (on) => !context.isWorkingDay(on),
  language: 'en',
  words: {
    title: 'Roster',
    hint: 'Such as {shift}',
    approved: 'By {name}, {version}',
    login: 'Login',
    line: 'Line',
    day_off: 'day off',
  },
};

/** The empty sheet of that month with two columns for each line. */
export function emptyGrid(): TextGrid {
  return blankRoster(monthFacts, { columnsPerLine: 2, usualShift: '09:00-18:00' }).grid;
}

/** The sheet as a head fills it in: anna every working day on line one; then cells by name are set. */
export function filledGrid(cells: Readonly<Record<string, string>> = {}): TextGrid {
  const grid = emptyGrid().map((row) => [...row]);
  const put = (row: number, column: number, text: string): void => {
    const line = (grid[row] ??= []);
    while (line.length <= column) line.push('');
    line[column] = text;
  };
  put(rosterPlaces.loginRow, 2, 'anna');
  daysOfMonth(month).forEach((on, index) => {
    if (context.isWorkingDay(on)) put(rosterPlaces.firstDayRow + index, 2, '09:00-18:00 (13:00-14:00)');
  });
  for (const [name, text] of Object.entries(cells)) {
    put(Number(name.slice(1)) - 1, name.charCodeAt(0) - 65, text);
  }
  return grid;
}
