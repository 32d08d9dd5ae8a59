import { describe, expect, it } from 'vitest';
import { readRoster } from '../../../src/core/roster/read-roster.ts';
import { approvedRoster, blankRoster } from '../../../src/core/roster/roster-sheet.ts';
import { usualShift } from '../../../src/core/roster/usual-shift.ts';
import { ePack } from '../../packs/e-qyzmet.ts';
import { context, filledGrid, monthFacts } from './a-roster-grid.ts';

describe('blankRoster', () => {
  const sheet = blankRoster(monthFacts, { columnsPerLine: 2, usualShift: '09:00-18:00' });

  it('lists the days with their weekday and says which are off', () => {
    const days = sheet.grid.slice(4);

    expect(days).toHaveLength(28);
    expect(days[4]?.slice(0, 2)).toEqual(['2027-02-05', 'Fri']);
    expect(days[5]?.slice(0, 2)).toEqual(['2027-02-06', 'Sat, day off']);
    expect(sheet.daysOff).toEqual([9, 10, 16, 17, 23, 24, 30, 31]);
  });

  it('shows a usual shift of the service', () => {
    expect(sheet.grid[1]).toEqual(['Such as 09:00-18:00']);
    expect(usualShift(ePack().defaultCalendar.definition, ['2026-12-05', '2026-12-07'])).toBe(
      '09:00-18:30 (13:00-14:30)',
    );
  });
});

describe('approvedRoster [E 7]', () => {
  const { roster } = readRoster(
    filledGrid({ D3: 'clara', D5: '13:00-20:00; 22:00-24:00', E3: 'boris', E5: '08:00-16:00' }),
    { ...context, isWorkingDay: () => false },
  );
  if (roster === null) throw new Error('the roster of this test is wrong');
  const record = { version: 2, approvedBy: 'A. Head', importedAt: 0, roster };
  const { grid } = approvedRoster(monthFacts, record);

  it('has a column for everybody, line by line, and says who approved it', () => {
    expect(grid[1]).toEqual(['By A. Head, 2']);
    expect(grid[2]?.slice(2)).toEqual(['anna', 'clara', 'boris']);
    expect(grid[4]?.slice(2)).toEqual([
      '09:00-18:00 (13:00-14:00)',
      '13:00-20:00; 22:00-24:00',
      '08:00-16:00',
    ]);
  });

  it('reads back as the very same roster', () => {
    expect(readRoster(grid, { ...context, isWorkingDay: () => false }).roster).toEqual(roster);
  });
});
