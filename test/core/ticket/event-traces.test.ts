import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventMatch } from '../../../src/core/regulation/schema/condition.ts';
import { EventWord } from '../../../src/core/regulation/schema/condition.ts';
import { readHistory } from '../../../src/core/ticket/history.ts';
import { matchEvent } from '../../../src/core/ticket/holds.ts';
import { listOccurrences } from '../../../src/core/ticket/list-occurrences.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { barePack } from './bare-pack.ts';

const when = '2026-11-23T09:00:00Z';
const steps = fc.array(
  fc.constantFrom<Step>(
    sets(when, { state: 'closed' }),
    sets(when, { state: 'awaiting' }),
    sets(when, { state: 'in-work', owner: '10' }),
    sets(when, { group: 'second' }),
    sets(when, { group: null }),
    sets(when, { type: 'error' }),
    writes(when),
    writes(when, { actor: 'applicant' }),
  ),
  { maxLength: 5 },
);
const singles = fc.oneof(
  fc.constantFrom<EventMatch>(...EventWord.options),
  fc.constantFrom<EventMatch>(
    { handed_over: {} },
    { changed: { type: 'error' } },
    { changed: { state: { from: null } } },
    { changed: { priority: null } },
    { event: 'closed', by: 'agent' },
  ),
);
const matches = fc.oneof(
  singles,
  fc.array(singles, { minLength: 1, maxLength: 3 }).map((any): EventMatch => ({ any })),
);

const everyTrace = -1;

describe('traces of events', () => {
  it('lead past no act in which the event happened', () => {
    fc.assert(
      fc.property(steps, matches, fc.boolean(), (life, match, isClosedAtOnce) => {
        const fields = isClosedAtOnce ? { state: 'closed', type: 'error', owner: '10' } : {};
        const history = readHistory(aTicket({ by: 'agent', fields }, ...life), barePack, at(when));
        // An act with every trace is passed over for no event.
        const inEachAct = history.acts.flatMap(
          (act) => matchEvent(match, { ...act, traces: everyTrace }, history) ?? [],
        );
        expect(listOccurrences(match, history).map(({ fact }) => fact)).toEqual(inEachAct);
      }),
    );
  });
});
