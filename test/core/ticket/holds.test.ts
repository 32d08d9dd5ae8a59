import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/core/regulation/schema/condition.ts';
import { momentAt, readHistory } from '../../../src/core/ticket/history.ts';
import { holds } from '../../../src/core/ticket/holds.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import { barePack } from './bare-pack.ts';

const now = at('2026-11-24T00:00:00Z');
const ticket = aTicket(
  {
    fields: { type: 'error', mock_ups: false, page: '', steps: 'click' },
    applicant: { hasEmail: false, group: 'external' },
  },
  sets('2026-11-23T09:00:00Z', { state: 'awaiting' }),
  sets('2026-11-23T10:00:00Z', { told_number: true }),
);
const moment = momentAt(
  readHistory(ticket, barePack, now, (clock) => (clock === 'reaction' ? 'running' : null)),
  now,
);

describe('holds', () => {
  it.each<[Condition, boolean]>([
    [{}, true],
    [{ type: 'error' }, true],
    [{ type: ['wish', 'error'] }, true],
    [{ type: 'wish' }, false],
    [{ priority: null }, true],
    [{ unknown_field: null }, true],
    [{ type: 'error', priority: 'high' }, false],
    [{ all: [{ type: 'error' }, { priority: null }] }, true],
    [{ any: [{ type: 'wish' }, { priority: null }] }, true],
    [{ any: [{ type: 'wish' }, { priority: 'high' }] }, false],
    [{ not: { type: 'error' } }, false],
    [{ missing: ['priority', 'page', 'mock_ups'] }, true],
    [{ missing: ['priority', 'steps'] }, false],
    [{ present: ['type', 'steps'] }, true],
    [{ present: ['type', 'page'] }, false],
    [{ state_kind: 'waiting' }, true],
    [{ state_kind: ['open', 'closed'] }, false],
    [{ clock: { reaction: ['running', 'paused'] } }, true],
    [{ clock: { resolution: 'running' } }, false],
    [{ happened: 'waiting' }, true],
    [{ happened: 'closed' }, false],
    [{ told: 'arrival' }, true],
    [{ told: 'closing' }, false],
    [{ applicant: { email: false } }, true],
    [{ applicant: { email: true } }, false],
    [{ applicant: { group: ['external', null] } }, true],
    [{ applicant: { group: 'internal' } }, false],
  ])('%j is %s', (condition, expected) => {
    expect(holds(condition, moment)).toBe(expected);
  });

  it('looks no further than its moment', () => {
    const before = momentAt(moment.history, at('2026-11-23T08:30:00Z'));
    expect(holds({ state: 'new' }, before)).toBe(true);
    expect(holds({ happened: 'waiting' }, before)).toBe(false);
    expect(holds({ told: 'arrival' }, before)).toBe(false);
  });
});

describe('told', () => {
  it.each<[string, Parameters<typeof writes>[1], string, boolean]>([
    ["the helpdesk's own letter", { actor: 'automation', notice: 'arrival' }, 'arrival', true],
    ['a letter on its way', { actor: 'service', notice: 'arrival', delivery: 'pending' }, 'arrival', true],
    ['a bounced letter', { actor: 'service', notice: 'arrival', delivery: 'failed' }, 'arrival', false],
    ['a letter that covers it', { actor: 'service', notice: 'classified' }, 'arrival', true],
    ['a letter of less', { actor: 'service', notice: 'arrival' }, 'classified', false],
    ["an agent's answer where it tells", {}, 'closing', true],
    ["an agent's answer where it does not", {}, 'classified', false],
    ["an agent's bounced answer", { delivery: 'failed' }, 'closing', false],
  ])('%s', (_, article, notice, expected) => {
    const history = readHistory(aTicket({}, writes('2026-11-23T09:00:00Z', article)), barePack, now);
    expect(holds({ told: notice }, momentAt(history, now))).toBe(expected);
  });
});
