import { describe, expect, it } from 'vitest';
import { desiredObjects } from '../../../src/core/bootstrap/desired-objects.ts';
import { compileTestPack } from '../../support/a-pack.ts';

const newYear = '{ on: 2026-01-01, summary: New Year, basis: Labour code, suspendable: true }';

/** The calendar as planned on a day, with other exceptions than the pack's. */
function calendarOn(todayOn: string, exceptions: string, suspensions = '[]') {
  const pack = compileTestPack({
    edits: { 'calendars.yaml': [[`- ${newYear}`, `${exceptions}\n    suspensions: ${suspensions}`]] },
  });
  const { objects, remarks, lacks } = desiredObjects(pack, { enforcing: false, todayOn });
  const [calendar] = objects.filter((object) => object.kind === 'calendar');
  return { calendar, remarks: remarks.filter(({ key }) => key === 'calendar:office'), lacks };
}

describe('calendarObjects', () => {
  it('lists the days off of this year and the next', () => {
    const exceptions = ['2025-12-31', '2026-01-01', '2027-12-31', '2028-01-03']
      .map((on) => `- { on: ${on}, summary: Closed, basis: Order 1 }`)
      .join('\n      ');
    const { calendar } = calendarOn('2026-06-30', exceptions);
    expect(calendar?.daysOff).toEqual([
      { on: '2026-01-01', summary: 'Closed' },
      { on: '2027-12-31', summary: 'Closed' },
    ]);
    expect(calendar?.zone).toBe('Europe/Kyiv');
  });

  it('leaves out holidays that are suspended', () => {
    const suspension = '[{ from: 2022-03-24, summary: Martial law, basis: Law 2136-IX }]';
    expect(calendarOn('2026-06-30', `- ${newYear}`, suspension).calendar?.daysOff).toEqual([]);
  });

  it('leaves out days off on weekdays that are closed anyway', () => {
    const saturday = '- { on: 2026-10-24, summary: Holiday, basis: Order 1 }';
    expect(calendarOn('2026-06-30', saturday).calendar?.daysOff).toEqual([]);
  });

  it('opens the weekday of a working Saturday and closes every other one', () => {
    const working =
      "- { on: 2026-05-16, hours: [['09:00', '18:00']], summary: Working Saturday, basis: Decree 1 }";
    const { calendar, remarks } = calendarOn('2026-06-30', working);
    expect(calendar?.week.sat).toEqual([['09:00', '18:00']]);
    expect(calendar?.week.sun).toEqual([]);
    const closed = calendar?.daysOff.map(({ on }) => on) ?? [];
    expect(closed).toHaveLength(52 + 52 - 1);
    expect(closed).not.toContain('2026-05-16');
    expect(closed.every((on) => new Date(on).getUTCDay() === 6)).toBe(true);
    expect(remarks).toEqual([]);
  });

  it('remarks on days with other hours, which a helpdesk cannot have', () => {
    const short = "- { on: 2026-12-31, hours: [['09:00', '13:00']], summary: Short day, basis: Order 1 }";
    const { calendar, remarks } = calendarOn('2026-06-30', short);
    expect(calendar?.daysOff).toEqual([]);
    expect(remarks[0]?.message).toContain('2026-12-31');
  });

  it('stays the same from day to day of a year', () => {
    const exceptions = `- ${newYear}`;
    expect(calendarOn('2026-01-01', exceptions)).toEqual(calendarOn('2026-12-31', exceptions));
  });

  it('asks the operator for hours that the regulation does not state', () => {
    const hours = ['mon', 'tue', 'wed', 'thu', 'fri']
      .map((day) => `          ${day}: [['09:00', '18:00']]`)
      .join('\n');
    const pack = compileTestPack({ edits: { 'calendars.yaml': [[`week:\n${hours}`, 'week: {}']] } });
    const { lacks } = desiredObjects(pack, { enforcing: false, todayOn: '2026-06-30' });
    expect(lacks.map(({ key }) => key)).toEqual(['calendar:office']);
    expect(calendarOn('2026-06-30', `- ${newYear}`).lacks).toEqual([]);
  });
});
