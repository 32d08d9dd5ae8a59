import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileCalendar } from '../../../src/core/calendar/compile-calendar.ts';
import type { WorkingCalendar } from '../../../src/core/calendar/working-calendar.ts';
import { caseFiles, definitionOf, readSchedules } from './working-time-cases.ts';
import type { WorkingTimeCase } from './working-time-cases.ts';

const ours = fileURLToPath(new URL('../../fixtures/calendar-cases/working-time.json', import.meta.url));

describe.each(caseFiles(ours, process.env['CALENDAR_CASES']))('recorded answers of %s', (file) => {
  it.each(readSchedules(file))('agree on every case of $name', (schedule) => {
    const calendar = compileCalendar(definitionOf(schedule));
    const answers = schedule.cases.map((one) => answer(calendar, one));
    expect(answers).toEqual(schedule.cases);
    expect(answers.length).toBeGreaterThan(0);
  });
});

/** The case with our answer in place of the recorded one. */
function answer(calendar: WorkingCalendar, one: WorkingTimeCase): WorkingTimeCase {
  switch (one.op) {
    case 'isOpen':
      return { ...one, open: calendar.isOpen(Date.parse(one.at)) };
    case 'add':
      return { ...one, result: iso(calendar.add(Date.parse(one.start), one.seconds * 1000)) };
    case 'between':
      return { ...one, seconds: calendar.between(Date.parse(one.start), Date.parse(one.end)) / 1000 };
  }
}

function iso(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
