import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/app/desk.ts';
import { sweep } from '../../src/app/sweep.ts';
import { AppError } from '../../src/core/app-error.ts';
import type { ErrorCode } from '../../src/core/app-error.ts';
import { ticketId } from '../../src/core/ticket/ticket-id.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import type { Helpdesk } from '../../src/helpdesk/helpdesk.ts';
import type { Store } from '../../src/store/store.ts';
import { quietLog } from '../support/a-governed-desk.ts';
import { aTicket, at, sets } from '../support/a-ticket.ts';
import { openTestStore } from '../support/open-test-store.ts';

const now = at('2026-11-24T01:00:00Z');
let store: Store;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

/** A helpdesk that shows these tickets; the others answer with an error when they are asked for. */
function deskWith(there: readonly Ticket[], missing: ErrorCode = 'not-found'): Desk {
  const helpdesk: Partial<Helpdesk> = {
    async *listHeads() {
      yield await Promise.resolve(there.map(({ id, updatedAt }) => ({ id, updatedAt })));
    },
    readTicket: (id) => {
      const ticket = there.find((each) => each.id === id);
      return ticket === undefined
        ? Promise.reject(new AppError(missing, `ticket ${id}`))
        : Promise.resolve(ticket);
    },
  };
  return { helpdesk, store, pack: { hash: 'pack' }, log: quietLog() } as unknown as Desk;
}

async function stored(count: number): Promise<Ticket[]> {
  const tickets = Array.from({ length: count }, (_, index) => aTicket({ id: index + 1 }));
  await store.tickets.saveAll(tickets, now);
  return tickets;
}

describe('sweep', () => {
  it.each([
    ['not-found', 'deleted'],
    ['forbidden', 'access-lost'],
  ] as const)(
    'takes a ticket that answers %s for %s, and keeps what is known of it [K 4.3]',
    async (code, how) => {
      const [first, ...rest] = await stored(4);
      const report = await sweep(deskWith(rest, code), now);
      expect({ ...report, there: 3 }).toMatchObject({
        deleted: how === 'deleted' ? [first?.id] : [],
        accessLost: how === 'access-lost' ? [first?.id] : [],
      });
      const ticket = await store.tickets.get(ticketId(1));
      expect(ticket?.timeline.map(({ kind }) => kind)).toEqual(['created', how]);
    },
  );

  it('finds the ticket gone once only', async () => {
    const [, ...rest] = await stored(4);
    await sweep(deskWith(rest), now);
    expect((await sweep(deskWith(rest), now)).deleted).toEqual([]);
  });

  it('reads again what changed unseen, and what nobody told us of', async () => {
    const [first, second] = await stored(2);
    const changed = aTicket({ id: 2 }, sets('2026-11-23T12:00:00Z', { state: 'open' }));
    const fresh = aTicket({ id: 3 });
    const report = await sweep(deskWith([first, changed, fresh].flatMap((ticket) => ticket ?? [])), now);
    expect(report.reread).toBe(2);
    expect((await store.tickets.get(ticketId(2)))?.fields['state']).toBe('open');
    expect(await store.tickets.get(ticketId(3))).not.toBeNull();
    expect(second?.fields['state']).toBe('new');
  });

  it.each([
    [6, 100],
    [21, 3_000],
  ])('concludes nothing when %d of %d are missing at once', async (missing, known) => {
    const tickets = await stored(known);
    await expect(sweep(deskWith(tickets.slice(missing)), now)).rejects.toMatchObject({
      code: 'outside',
      details: { missing, known },
    });
    expect((await store.tickets.get(ticketId(1)))?.timeline).toHaveLength(1);
  });
});
