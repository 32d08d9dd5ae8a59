import { describe, expect, it } from 'vitest';
import { readRoster } from '../../../src/core/roster/read-roster.ts';
import { whoIsOnDuty } from '../../../src/core/roster/who-is-on-duty.ts';
import { context, filledGrid } from './a-roster-grid.ts';

const { roster } = readRoster(filledGrid({ D3: 'clara', D5: '13:00-20:00; 22:00-24:00' }), context);
if (roster === null) throw new Error('the roster of this test is wrong');

describe('whoIsOnDuty [E 5.6]', () => {
  it.each([
    ['08:59', []],
    ['09:00', ['anna']],
    ['13:00', ['clara']],
    ['14:00', ['anna', 'clara']],
    ['18:00', ['clara']],
    ['20:00', []],
    ['23:59', ['clara']],
  ])('at %s local time: %j', (time, logins) => {
    const at = Date.parse(`2027-02-01T${time}:00+05:00`);
    const shifts = whoIsOnDuty(roster, { groupId: 'one', at, zone: 'Asia/Almaty' });

    expect(shifts.map(({ login }) => login)).toEqual(logins);
  });

  it('is nobody of another line or outside the month', () => {
    const at = Date.parse('2027-02-01T10:00:00+05:00');

    expect(whoIsOnDuty(roster, { groupId: 'two', at, zone: 'Asia/Almaty' })).toEqual([]);
    expect(whoIsOnDuty(roster, { groupId: 'one', at: at + 28 * 86_400_000, zone: 'Asia/Almaty' })).toEqual(
      [],
    );
  });
});
