import { describe, expect, it } from 'vitest';
import { findToldTerm } from '../../../src/core/policy/told-term.ts';
import type { Effect } from '../../../src/core/policy/intent.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { packWithRules, situationOf } from './evaluation-of.ts';

const registered = { event: 'registered' };
const pack = packWithRules(
  [
    {
      id: 'own-text',
      on: registered,
      do: [{ finding: 'x' }, { letter: 'plain', text: 'note-reaction-soon' }],
    },
    { id: 'other-text', on: registered, do: [{ letter: 'term', text: 'letter-changed' }] },
    { id: 'no-text', on: registered, do: [{ letter: 'term' }] },
  ],
  [
    { id: 'term', text: 'note-reaction-soon', by_channel: {}, oral_tick: 'told_number' },
    { id: 'plain', text: 'letter-changed', by_channel: {} },
  ],
);
const service = { actor: 'service' } as const;
const early = '2026-11-23T08:10:00Z';

function toldBy(...steps: Step[]): unknown {
  return toldWith(new Map(), ...steps);
}

function toldWith(effects: ReadonlyMap<string, Effect>, ...steps: Step[]): unknown {
  const ticket = aTicket({ fields: { group: 'front', type: 'fault', priority: 'high' } }, ...steps);
  const situation = situationOf(pack, ticket, '2026-11-23T12:00:00Z', { effects });
  return findToldTerm('reaction', situation);
}

const due = at('2026-11-23T09:00:00Z');

describe('the term that an applicant was last told', () => {
  it('is what the clock said when a letter that shows it went', () => {
    expect(toldBy(writes(early, { ...service, notice: 'term' }))).toEqual({ at: at(early), dueAt: due });
  });

  it.each<[string, Step]>([
    ['by a letter that shows no term', writes(early, { ...service, notice: 'plain' })],
    ['by a letter that bounced', writes(early, { ...service, notice: 'term', delivery: 'failed' })],
    ['by a message that is no notice', writes(early)],
    [
      'by a letter of a notice that the pack has no more',
      writes(early, { ...service, notice: 'unheard-of' }),
    ],
    ['by a tick of another field', sets(early, { process: 'access' })],
    ['by a tick taken away', sets(early, { told_number: false })],
  ])('is none %s', (_what, step) => {
    expect(toldBy(step)).toBeNull();
  });

  it('is that of a tick that says it was told by word of mouth', () => {
    expect(toldBy(sets(early, { told_number: true }))).toEqual({ at: at(early), dueAt: due });
  });

  it('is that of a tick set when the ticket was registered', () => {
    const fields = { group: 'front', type: 'fault', priority: 'high', told_number: true };
    const ticket = aTicket({ fields });
    const situation = situationOf(pack, ticket, '2026-11-23T12:00:00Z', { effects: new Map() });
    expect(findToldTerm('reaction', situation)).toEqual({ at: ticket.createdAt, dueAt: due });
  });

  it.each([
    ['own-text', 'plain', due],
    ['other-text', 'term', null],
    ['no-text', 'term', due],
    ['own-text', 'term', due],
    ['unheard-of', 'term', due],
  ])('is that of the text which the letter’s rule has (%s, %s)', (rule, notice, expected) => {
    const letter = writes(early, { ...service, notice, effectKey: `ticket:1/${rule}/created` });
    expect(toldBy(letter)).toEqual(expected === null ? null : { at: at(early), dueAt: expected });
  });

  it('is what the ledger remembers of the letter, if it remembers this clock', () => {
    const key = 'ticket:1/no-text/created';
    const letter = writes(early, { ...service, notice: 'term', effectKey: key });
    const remembers = (told: unknown): unknown =>
      toldWith(new Map([[key, { key, status: 'done', at: 0, details: { told } }]]), letter);
    expect(remembers({ reaction: 42 })).toEqual({ at: at(early), dueAt: 42 });
    for (const told of [{ resolution: 42 }, { reaction: 'soon' }, null, 'x', undefined])
      expect(remembers(told)).toEqual({ at: at(early), dueAt: due });
  });

  it('is the last one of several', () => {
    const lowered = sets('2026-11-23T08:20:00Z', { priority: 'low' });
    const again = writes('2026-11-23T08:30:00Z', { ...service, notice: 'term' });
    expect(toldBy(writes(early, { ...service, notice: 'term' }), lowered, again)).toEqual({
      at: at('2026-11-23T08:30:00Z'),
      dueAt: at('2026-11-23T12:00:00Z'),
    });
  });
});
