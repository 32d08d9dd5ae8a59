import { describe, expect, it } from 'vitest';
import { resolveRecipients } from '../../src/app/resolve-recipients.ts';
import type { Directory, Person } from '../../src/core/policy/evaluation.ts';
import type { RecipientRole } from '../../src/core/policy/intent.ts';

function person(id: string, part: Partial<Person> = {}): [string, Person] {
  return [id, { id, login: id, email: null, isActive: true, isOutOfOffice: false, ...part }];
}

const fields = { group: 'front', owner: 'owner' };

function resolved(
  roles: readonly RecipientRole[],
  directory: Partial<Directory> = {},
): { readonly people: string[]; readonly mailboxes: readonly string[] } {
  const { people, mailboxes } = resolveRecipients(
    roles,
    { fields, at: 0 },
    {
      people: new Map([person('owner'), person('deputy'), person('lead')]),
      leads: new Map([['front', 'lead']]),
      deputies: new Map([['front', 'deputy']]),
      dutyAddress: 'duty@example.org',
      addresses: new Map([['board', 'board@example.org']]),
      ...directory,
    },
  );
  return { people: people.map(({ id }) => id), mailboxes };
}

describe('resolveRecipients', () => {
  it.each<[string, readonly RecipientRole[], string[]]>([
    ['the owner', ['owner'], ['owner']],
    ['the lead of the group', ['lead'], ['lead']],
    ['the deputy', ['deputy'], ['deputy']],
    ['whoever is on duty', ['duty'], ['deputy']],
    ['each once', ['owner', 'lead', 'owner'], ['owner', 'lead']],
  ])('finds %s', (_, roles, people) => {
    expect(resolved(roles)).toEqual({ people, mailboxes: [] });
  });

  it.each<[string, Partial<Person>]>([
    ['is out of office', { isOutOfOffice: true }],
    ['left', { isActive: false }],
  ])('takes the deputy when the owner %s, and the lead when both are', (_, part) => {
    const absentOwner = new Map([person('owner', part), person('deputy'), person('lead')]);
    expect(resolved(['owner'], { people: absentOwner }).people).toEqual(['deputy']);
    const absentBoth = new Map([person('owner', part), person('deputy', part), person('lead')]);
    expect(resolved(['owner', 'lead'], { people: absentBoth }).people).toEqual(['lead']);
  });

  it('writes to the duty mailbox when there is nobody, and to nobody when there is none', () => {
    expect(resolved(['owner'], { people: new Map() })).toEqual({
      people: [],
      mailboxes: ['duty@example.org'],
    });
    expect(resolved(['lead'], { people: new Map(), dutyAddress: null })).toEqual({
      people: [],
      mailboxes: [],
    });
  });

  it('asks the roster who is on duty, and the lead before the deputy where it names nobody [E 5.6]', () => {
    const shift = { on: '1970-01-01', groupId: 'front', fromMinutes: 0, toMinutes: 60, breaks: [] };
    const rosterOf = (...logins: readonly string[]) => ({
      rosters: {
        zone: 'UTC',
        byMonth: new Map([
          ['1970-01', { month: '1970-01', shifts: logins.map((login) => ({ ...shift, login })) }],
        ]),
      },
    });

    expect(resolved(['duty'], rosterOf('stranger', 'owner')).people).toEqual(['owner']);
    expect(resolved(['duty'], rosterOf()).people).toEqual(['lead']);
  });

  it('knows the mailboxes of the pack', () => {
    expect(resolved(['lead', { address: 'board' }])).toEqual({
      people: ['lead'],
      mailboxes: ['board@example.org'],
    });
    expect(resolved([{ address: 'unknown' }])).toEqual({ people: [], mailboxes: ['duty@example.org'] });
  });
});
