import { describe, expect, it } from 'vitest';
import type { Directory, Person } from '../../src/core/policy/evaluation.ts';
import type { Intent } from '../../src/core/policy/intent.ts';
import type { Shift } from '../../src/core/roster/roster.ts';
import { almaty, ePack, eTicket } from './e-qyzmet.ts';
import { evaluateAt, intentOf } from './kyiv.ts';

function person(id: string, login: string, part: Partial<Person> = {}): [string, Person] {
  return [id, { id, login, email: `${login}@example.kz`, isActive: true, isOutOfOffice: false, ...part }];
}

const everybody = [person('1', 'head'), person('2', 'aigul'), person('3', 'daniyar')];

/** On Monday, 23 November 2026: Aigul with a break, Daniyar in the afternoon; both named as a head types them. */
const shifts: readonly Shift[] = [
  {
    on: '2026-11-23',
    groupId: 'line-2',
    login: 'AIGUL@example.kz ',
    fromMinutes: 540,
    toMinutes: 1110,
    breaks: [{ fromMinutes: 600, toMinutes: 630 }],
  },
  { on: '2026-11-23', groupId: 'line-2', login: 'daniyar', fromMinutes: 870, toMinutes: 1110, breaks: [] },
];

function directory(part: Partial<Directory> = {}): Partial<Directory> {
  return {
    people: new Map(everybody),
    leads: new Map([['line-2', '1']]),
    rosters: { zone: 'Asia/Almaty', byMonth: new Map([['2026-11', { month: '2026-11', shifts }]]) },
    ...part,
  };
}

/** What becomes of a request that line 2 has without an owner. */
function dutyIntent(time: string, part: Partial<Directory> = {}): Intent {
  const ticket = eTicket({ at: almaty(time), fields: { group: 'line-2', state: 'open', owner: null } });
  const answer = evaluateAt(almaty(time), ticket, { pack: ePack(), directory: directory(part) });
  return intentOf('duty-consultant-becomes-owner', answer);
}

describe('a request of line 2 without an owner [E 5.5]', () => {
  it.each([
    ['09:10', '2', 'the one on duty'],
    ['10:15', '1', 'the head while the only one has a break'],
    ['15:00', '2', 'the first of two'],
  ])('at %s goes to %s: %s', (time, owner) => {
    expect(dutyIntent(time).set).toEqual({ owner });
  });

  it('passes over who is away or has left', () => {
    const away = person('2', 'aigul', { isOutOfOffice: true });
    const gone = person('2', 'aigul', { isActive: false });

    for (const aigul of [away, gone]) {
      const people = new Map([...everybody, aigul]);
      expect(dutyIntent('15:00', { people }).set).toEqual({ owner: '3' });
      expect(dutyIntent('09:10', { people }).set).toEqual({ owner: '1' });
    }
  });

  it('goes to the head without a roster, and it is on record what decided [E 5.6]', () => {
    const none = { zone: 'Asia/Almaty', byMonth: new Map() };

    expect(dutyIntent('09:10').evidence).toContain('roster:2026-11');
    expect(dutyIntent('10:15').evidence).toContain('lead-on-duty');
    expect(dutyIntent('09:10', { rosters: none })).toMatchObject({
      set: { owner: '1' },
      evidence: expect.arrayContaining(['lead-on-duty']) as unknown,
    });
  });
});
