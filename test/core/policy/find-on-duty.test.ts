import { describe, expect, it } from 'vitest';
import type { Directory, Person } from '../../../src/core/policy/evaluation.ts';
import { dutyEvidence, findOnDuty } from '../../../src/core/policy/find-on-duty.ts';
import type { Shift } from '../../../src/core/roster/roster.ts';
import { noDirectory } from './evaluation-of.ts';

/** A local time in Almaty on 1 December 2026. */
const local = (time: string): number => Date.parse(`2026-12-01T${time}:00+05:00`);

const lunch = { fromMinutes: 13 * 60, toMinutes: 14 * 60 };
const shift = (login: string, part: Partial<Shift> = {}): Shift => ({
  on: '2026-12-01',
  groupId: 'line-2',
  login,
  fromMinutes: 9 * 60,
  toMinutes: 18 * 60,
  breaks: [lunch],
  ...part,
});
const person = (id: string, part: Partial<Person> = {}): Person => ({
  id,
  login: id,
  email: `${id}@desk.example`,
  isActive: true,
  isOutOfOffice: false,
  ...part,
});

function directoryOf(shifts: readonly Shift[], people: readonly Person[]): Directory {
  return {
    ...noDirectory,
    people: new Map(people.map((each) => [each.id, each])),
    rosters: { zone: 'Asia/Almaty', byMonth: new Map([['2026-12', { month: '2026-12', shifts }]]) },
  };
}

const place = (time: string, groupId = 'line-2') => ({ groupId, at: local(time) });
const idsAt = (directory: Directory, time: string): string[] =>
  findOnDuty(directory, place(time)).map(({ id }) => id);

describe('who is on duty [E 5.5]', () => {
  it('are those of the line whose shift it is, in the order of the roster', () => {
    const shifts = [shift('bolat'), shift('aigul'), shift('dana', { groupId: 'line-1' })];
    const directory = directoryOf(shifts, [person('aigul'), person('bolat'), person('dana')]);
    expect(idsAt(directory, '10:00')).toEqual(['bolat', 'aigul']);
  });

  it.each([
    ['by login in any case', ' Aigul ', person('7', { login: 'AIGUL', email: null })],
    ['by e-mail in any case', 'Aigul@Desk.example', person('7', { login: 'a', email: 'aigul@desk.EXAMPLE' })],
  ])('may be named %s', (_what, name, one) => {
    const directory = directoryOf([shift(name)], [person('other'), one]);
    expect(idsAt(directory, '10:00')).toEqual(['7']);
  });

  it.each([
    ['before the shift', '08:59', person('aigul')],
    ['in a break', '13:30', person('aigul')],
    ['after the shift', '18:00', person('aigul')],
    ['when they work here no more', '10:00', person('aigul', { isActive: false })],
    ['when they are away', '10:00', person('aigul', { isOutOfOffice: true })],
    ['when the helpdesk does not know them', '10:00', person('bolat')],
  ])('is nobody %s: then the lead is [E 5.6]', (_what, time, one) => {
    const directory = directoryOf([shift('aigul')], [one]);
    expect(idsAt(directory, time)).toEqual([]);
    expect(dutyEvidence(directory, place(time))).toBe('lead-on-duty');
  });

  it('is nobody in a month without a roster', () => {
    const directory = directoryOf([shift('aigul')], [person('aigul')]);
    const january = { groupId: 'line-2', at: Date.parse('2027-01-01T10:00:00+05:00') };
    expect(findOnDuty(directory, january)).toEqual([]);
    expect(dutyEvidence(directory, january)).toBe('lead-on-duty');
  });

  it('rests on the roster of that month', () => {
    const directory = directoryOf([shift('aigul')], [person('aigul')]);
    expect(dutyEvidence(directory, place('10:00'))).toBe('roster:2026-12');
  });

  it('rests on nothing where the regulation knows no roster', () => {
    expect(findOnDuty(noDirectory, place('10:00'))).toEqual([]);
    expect(dutyEvidence(noDirectory, place('10:00'))).toBeNull();
  });
});
