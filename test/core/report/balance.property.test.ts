import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLifeReader, presenceIn } from '../../../src/core/report/standing.ts';
import { countWeek, excludedCount } from '../../../src/core/report/weekly-figures.ts';
import type { WeeklyFigures } from '../../../src/core/report/weekly-figures.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { sets } from '../../support/a-ticket.ts';
import { aFrontTicket, smallPack, WEEK_START } from './a-week.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const start = Date.parse(WEEK_START) - WEEK_MS;
const weeks = [0, 1, 2].map((index) => ({
  fromAt: start + index * WEEK_MS,
  cutOffAt: start + (index + 1) * WEEK_MS,
}));

/** Hours from the start of the first week, quarter by quarter so that boundaries are hit. */
const moment = fc
  .integer({ min: -40, max: 4 * 7 * 24 * 4 })
  .map((quarters) => start + (quarters * HOUR_MS) / 4);
const change = fc.oneof(
  fc.constantFrom('open', 'closed', 'awaiting-applicant', 'spam', 'merged', null).map((state) => ({ state })),
  fc.constantFrom('front', 'back', null).map((group) => ({ group })),
);
const life = fc.record({ createdAt: moment, changes: fc.array(fc.tuple(moment, change), { maxLength: 8 }) });

function ticketOf(
  { createdAt, changes }: { createdAt: number; changes: [number, object][] },
  id: number,
): Ticket {
  const steps = changes
    .filter(([at]) => at >= createdAt)
    .sort(([one], [other]) => one - other)
    .map(([at, values]) => sets(new Date(at).toISOString(), values as Record<string, string | null>));
  return aFrontTicket({ id, at: new Date(createdAt).toISOString() }, ...steps);
}

function figuresOf(tickets: readonly Ticket[], week: (typeof weeks)[number]): WeeklyFigures {
  return countWeek(
    tickets.flatMap((ticket) => presenceIn(ticket, createLifeReader(ticket, smallPack), week) ?? []),
  );
}

describe('the balance of a period', () => {
  it('comes out for whatever happened to the tickets: B + N − X = S + O [K 3.3.4]', () => {
    fc.assert(
      fc.property(fc.array(life, { maxLength: 12 }), (lives) => {
        for (const week of weeks) {
          const { balance, resolved, open } = figuresOf(lives.map(ticketOf), week);
          const incoming = balance.openAtStart + balance.returned + balance.registered;
          expect(incoming - excludedCount(balance)).toBe(resolved + open);
        }
      }),
    );
  });

  it('begins with what the period before ended with [K 3.3.4]', () => {
    fc.assert(
      fc.property(fc.array(life, { maxLength: 12 }), (lives) => {
        const tickets = lives.map(ticketOf);
        const figures = weeks.map((week) => figuresOf(tickets, week));
        expect(figures.slice(1).map(({ balance }) => balance.openAtStart)).toEqual(
          figures.slice(0, -1).map(({ open }) => open),
        );
      }),
    );
  });
});
