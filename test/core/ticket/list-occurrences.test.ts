import { describe, expect, it } from 'vitest';
import type { EventMatch } from '../../../src/core/regulation/schema/condition.ts';
import { readHistory } from '../../../src/core/ticket/history.ts';
import { listOccurrences } from '../../../src/core/ticket/list-occurrences.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import { barePack } from './bare-pack.ts';

function occurrencesOf(match: EventMatch, ticket: Ticket): string[] {
  const history = readHistory(ticket, barePack, at('2026-12-31T00:00:00Z'));
  return listOccurrences(match, history).map(({ fact }) => fact.id);
}

const life = aTicket(
  {},
  sets('2026-11-23T09:00:00Z', { state: 'in-work', owner: '10' }),
  sets('2026-11-23T10:00:00Z', { state: 'awaiting' }),
  writes('2026-11-23T11:00:00Z', { actor: 'applicant' }),
  sets('2026-11-23T11:00:00Z', { state: 'in-work' }, { by: 'automation' }),
  sets('2026-11-23T12:00:00Z', { group: 'second', type: 'error', priority: 'high' }),
  writes('2026-11-23T12:30:00Z', { channel: 'note', isInternal: true }),
  writes('2026-11-23T12:40:00Z'),
  sets('2026-11-23T13:00:00Z', { state: 'closed' }),
  sets('2026-11-23T14:00:00Z', { state: 'in-work' }, { by: 'applicant' }),
  sets('2026-11-23T15:00:00Z', { group: null }),
);

describe('listOccurrences', () => {
  it.each<[string, EventMatch, string[]]>([
    ['registration', 'registered', ['created']],
    ["an agent's public message", 'agent-reply', ['a7']],
    ["the applicant's message", 'applicant-message', ['a3']],
    ['closing', 'closed', ['h8-state']],
    ['reopening', 'reopened', ['h9-state']],
    ['waiting', 'waiting', ['h2-state']],
    ['going on', 'resumed', ['h4-state']],
    ['a person becoming owner', 'assigned', ['h1-owner']],
    ['leaving the governed groups', 'left', ['h10-group']],
    ['a change to a value', { changed: { state: 'in-work' } }, ['h1-state', 'h4-state', 'h9-state']],
    ['a change by an agent', { changed: { state: 'in-work' }, by: 'agent' }, ['h1-state']],
    [
      'a change by one of several',
      { changed: { state: 'in-work' }, by: ['agent', 'applicant'] },
      ['h1-state', 'h9-state'],
    ],
    ['a change from and to', { changed: { state: { from: 'closed', to: 'in-work' } } }, ['h9-state']],
    ['any change', { changed: { type: { any: true } } }, ['h5-type']],
    ['two fields in one act', { changed: { type: 'error', priority: 'high' } }, ['h5-priority']],
    ['two fields that never change together', { changed: { type: 'error', state: 'closed' } }, []],
    ['a hand-over', { handed_over: { from: 'first', to: ['second'] } }, ['h5-group']],
    ['alternatives', { any: ['closed', 'waiting'] }, ['h2-state', 'h8-state']],
    ['a condition right after', { event: 'applicant-message', when: { state: 'awaiting' } }, ['a3']],
    ['a condition that fails', { event: 'closed', when: { missing: ['type'] } }, []],
    ['what happened before', { event: 'closed', when: { happened: 'agent-reply' } }, ['h8-state']],
  ])('finds %s', (_, match, expected) => {
    expect(occurrencesOf(match, life)).toEqual(expected);
  });

  it('counts values at registration as set, but not as changed', () => {
    const ticket = aTicket({ by: 'agent', fields: { type: 'error', state: 'closed', owner: '10' } });
    expect(occurrencesOf({ changed: { type: 'error' } }, ticket)).toEqual(['created']);
    expect(occurrencesOf({ changed: { type: { from: null, to: 'error' } } }, ticket)).toEqual(['created']);
    expect(occurrencesOf({ changed: { type: { any: true } } }, ticket)).toEqual([]);
    expect(occurrencesOf('closed', ticket)).toEqual(['created']);
    expect(occurrencesOf('assigned', ticket)).toEqual(['created']);
    expect(occurrencesOf({ handed_over: {} }, ticket)).toEqual([]);
  });

  it('does not count as assignment what a robot does [K Table 1]', () => {
    const ticket = aTicket({}, sets('2026-11-23T09:00:00Z', { owner: '10' }, { by: 'automation' }));
    expect(occurrencesOf('assigned', ticket)).toEqual([]);
  });

  it('takes a call entered by an agent as an answer, whoever rang [K Table 1]', () => {
    const ticket = aTicket(
      { by: 'agent' },
      writes('2026-11-23T08:00:00Z', { channel: 'phone', sender: 'applicant' }),
    );
    expect(occurrencesOf('agent-reply', ticket)).toEqual(['a1']);
  });

  it.each([
    ['an internal message', { isInternal: true }],
    ['a public note', { channel: 'note' as const }],
    ['an automatic answer', { isAutomatic: true }],
    ['a letter of ours', { actor: 'service' as const }],
    ['a merged-in message', { isMerged: true }],
  ])('does not take %s for an answer', (_, part) => {
    expect(occurrencesOf('agent-reply', aTicket({}, writes('2026-11-23T09:00:00Z', part)))).toEqual([]);
  });
});
