import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLifeReader } from '../../../src/core/report/standing.ts';
import { readHistory } from '../../../src/core/ticket/history.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { at, sets, writes } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { kyiv } from './a-kyiv-report.ts';
import { aFrontTicket } from './a-week.ts';

const registered = at('2026-11-17T09:00:00Z');
/** Some milliseconds apart, so that instants fall into the middle of acts. */
const moment = fc.integer({ min: 0, max: 40 }).map((steps) => registered + steps * 300);
const happening = fc.oneof(
  fc.constantFrom('open', 'closed', 'spam', 'merged').map((state) => ({ state })),
  fc.constantFrom('information', 'technical', null).map((group) => ({ group })),
  fc.constantFrom('email', 'phone', 'note').map((channel) => ({ channel })),
);
const steps = fc.array(fc.tuple(moment, happening, fc.constantFrom('agent', 'applicant')), { maxLength: 8 });
type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;

function ticketOf(all: Steps): Ticket {
  const inOrder = all.toSorted(([one], [other]) => one - other);
  const made = inOrder.map(([when, what, by]): Step => {
    const iso = new Date(when).toISOString();
    return 'channel' in what
      ? writes(iso, {
          channel: what.channel,
          actor: by,
        })
      : sets(iso, what, { by: by });
  });
  const fields = { group: 'information', type: 'error', priority: 'low' };
  return aFrontTicket({ at: new Date(registered).toISOString(), fields }, ...made);
}

describe('createLifeReader', () => {
  it('tells of any instant what a reading up to that instant tells', () => {
    fc.assert(
      fc.property(steps, fc.array(moment, { minLength: 1, maxLength: 6 }), (all, instants) => {
        const ticket = ticketOf(all);
        const lifeAt = createLifeReader(ticket, kyiv);
        for (const instant of [registered - 1, ...instants, registered + 60_000]) {
          const { history, standings } = lifeAt(instant);
          const fresh = readHistory(ticket, kyiv, instant);
          expect(history).toEqual(fresh);
          expect(standings).toHaveLength(fresh.acts.length);
        }
      }),
      { numRuns: 150 },
    );
  });
});
