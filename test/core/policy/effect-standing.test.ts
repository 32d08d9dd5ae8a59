import { describe, expect, it } from 'vitest';
import {
  effectIsCarriedOut,
  effectIsSettled,
  effectIsWithPerson,
  isSettled,
  letterIsSettled,
} from '../../../src/core/policy/effect-standing.ts';
import type { Effect, EffectStatus } from '../../../src/core/policy/intent.ts';
import type { Situation } from '../../../src/core/policy/situation.ts';
import { aTicket, writes } from '../../support/a-ticket.ts';
import { activeSince, packWithRules, situationOf } from './evaluation-of.ts';

const key = 'ticket:1/rule/created';
const pack = packWithRules([]);

function situationWith(
  status: EffectStatus | null,
  {
    details = {},
    isMarked = false,
    catchesUp = false,
  }: {
    details?: Effect['details'];
    isMarked?: boolean;
    catchesUp?: boolean;
  } = {},
): Situation {
  const mark = writes('2026-11-23T08:10:00Z', { actor: 'service', effectKey: key });
  return situationOf(pack, aTicket({}, ...(isMarked ? [mark] : [])), '2026-11-23T09:00:00Z', {
    effects: new Map(status === null ? [] : [[key, { key, status, at: 0, details }]]),
    activation: { ...activeSince(pack, 0), catchesUp },
  });
}

const stale = { details: { why: 'stale' } };

describe('an effect', () => {
  it.each<[EffectStatus | null, boolean, boolean]>([
    [null, false, false],
    ['pending', false, false],
    ['held', false, false],
    ['done', true, true],
    ['skipped', true, false],
    ['ineffective', true, true],
    ['refused', true, false],
    ['possibly-twice', true, true],
  ])('that is %s: settled %s, carried out %s', (status, settled, carriedOut) => {
    const situation = situationWith(status);
    expect(effectIsSettled(key, situation)).toBe(settled);
    expect(letterIsSettled(key, situation)).toBe(settled);
    expect(isSettled(situation.input.effects.get(key))).toBe(settled);
    expect(effectIsCarriedOut(key, situation)).toBe(carriedOut);
  });

  it('is carried out when a message of the ticket carries its key, whatever the ledger says', () => {
    for (const status of [null, 'pending', 'skipped'] as const) {
      const situation = situationWith(status, { isMarked: true });
      expect(effectIsSettled(key, situation)).toBe(true);
      expect(effectIsCarriedOut(key, situation)).toBe(true);
    }
  });

  it.each<[string, EffectStatus | null, Effect['details'], boolean]>([
    ['held for approval', 'held', {}, true],
    ['approved and not sent yet', 'pending', { released: true }, true],
    ['promised without anybody asking', 'pending', {}, false],
    ['approved and done', 'done', { released: true }, false],
    ['unknown', null, {}, false],
  ])('is in a person’s hands or not: %s', (_what, status, details, expected) => {
    expect(effectIsWithPerson(key, situationWith(status, { details }))).toBe(expected);
  });
});

describe('a letter that was skipped for being late', () => {
  it('is owed again while the operator catches up, unless it was written after all', () => {
    expect(letterIsSettled(key, situationWith('skipped', stale))).toBe(true);
    expect(letterIsSettled(key, situationWith('skipped', { ...stale, catchesUp: true }))).toBe(false);
    const written = situationWith('skipped', { ...stale, catchesUp: true, isMarked: true });
    expect(letterIsSettled(key, written)).toBe(true);
  });

  it('is alone in that: what was skipped for another reason, or done, stays settled', () => {
    const superseded = situationWith('skipped', { details: { why: 'superseded' }, catchesUp: true });
    expect(letterIsSettled(key, superseded)).toBe(true);
    expect(letterIsSettled(key, situationWith('done', { ...stale, catchesUp: true }))).toBe(true);
    expect(letterIsSettled(key, situationWith(null, { catchesUp: true }))).toBe(false);
  });
});
