import { describe, expect, it } from 'vitest';
import { ticketId } from '../../../src/core/ticket/ticket-id.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import type { Store } from '../../../src/store/store.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';

const pulledAt = at('2026-11-23T12:00:00Z');

async function collect<T>(batches: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

export function describeTickets(store: () => Store): void {
  describe('tickets', () => {
    it('gives back what was saved, by id and by number', async () => {
      const ticket = aTicket({
        id: 7,
        fields: { owner: null, state: 'new', note: 'Їжак "lapka" \u2028 💡' },
      });

      await store().tickets.save(ticket, pulledAt);

      expect(await store().tickets.get(ticket.id)).toEqual(ticket);
      expect(await store().tickets.findByNumber(ticket.number)).toEqual(ticket);
      expect(await store().tickets.get(ticketId(8))).toBeNull();
    });

    it('replaces what is known, facts included, and nothing else of it', async () => {
      const ticket = aTicket({}, writes('2026-11-23T09:00:00Z'));
      await store().tickets.save(ticket, pulledAt);
      await store().tickets.markGone(ticket.id, 'deleted', pulledAt);
      const bare = { ...ticket, timeline: ticket.timeline.slice(0, 1) };

      await store().tickets.replaceAll([bare, aTicket({ id: 9 })], pulledAt + 1);

      expect(await store().tickets.get(ticket.id)).toEqual(bare);
      expect(await store().tickets.get(ticketId(9))).toBeNull();
      const heads = await collect(store().tickets.listHeads());
      expect(heads).toEqual([{ id: ticket.id, updatedAt: bare.updatedAt, isGone: true }]);
    });

    it('tells whether a pull brought anything new', async () => {
      const ticket = aTicket();
      const answered = aTicket({}, writes('2026-11-23T09:00:00Z'));

      expect(await store().tickets.save(ticket, pulledAt)).toBe(true);
      expect(await store().tickets.save(ticket, pulledAt + 1)).toBe(false);
      expect(await store().tickets.saveAll([answered, aTicket({ id: 2 })], pulledAt)).toEqual(
        new Map([
          [answered.id, { ticket: answered, known: ticket, isNews: false }],
          [ticketId(2), { ticket: aTicket({ id: 2 }), known: null, isNews: false }],
        ]),
      );
    });

    it('makes due what is news, and tells when each ticket was last changed', async () => {
      const [first, second] = [aTicket({ id: 1 }), aTicket({ id: 2 })];
      await store().tickets.saveAll([first, second], pulledAt);
      await store().tickets.setWake(
        [first, second].map(({ id }) => ({ id, wakeAt: null, fingerprint: 'f' })),
      );
      const touched = [first, second].map((ticket) => ({ ...ticket, updatedAt: ticket.updatedAt + 7 }));

      const saved = await store().tickets.saveAll(touched, pulledAt, (_, known) => known?.id === second.id);

      expect([...saved.values()].map(({ isNews }) => isNews)).toEqual([false, true]);
      expect(await store().tickets.listDue(pulledAt, 'f', 10)).toEqual([second.id]);
      expect(await store().tickets.updatedAtOf([first.id, ticketId(9)])).toEqual(
        new Map([[first.id, first.updatedAt + 7]]),
      );
    });

    it('keeps facts that a later pull lacks, in order of time', async () => {
      const answer = writes('2026-11-23T09:00:00Z', { articleId: '5' });
      const whole = aTicket({}, answer, sets('2026-11-23T10:00:00Z', { state: 'open' }));
      const withoutAnswer: Ticket = {
        ...whole,
        updatedAt: whole.updatedAt + 1,
        timeline: whole.timeline.filter(({ kind }) => kind !== 'article'),
      };

      await store().tickets.save(whole, pulledAt);
      await store().tickets.save(withoutAnswer, pulledAt);

      expect((await store().tickets.get(whole.id))?.timeline).toEqual(whole.timeline);
    });

    it('lets a later pull complete a known fact, and an older one change nothing', async () => {
      const sent = aTicket({}, writes('2026-11-23T09:00:00Z', { actor: 'service', delivery: 'pending' }));
      const delivered = {
        ...aTicket({}, writes('2026-11-23T09:00:00Z', { actor: 'service', delivery: 'delivered' })),
        updatedAt: sent.updatedAt + 1,
      };

      await store().tickets.save(sent, pulledAt);
      await store().tickets.save(delivered, pulledAt);
      await store().tickets.save(sent, pulledAt);

      expect(await store().tickets.get(sent.id)).toEqual(delivered);
    });

    it('keeps what was last seen in a field that was removed, and forgets what was emptied', async () => {
      const fields = { process: 'access', channel: 'phone' };
      const known = aTicket({ fields });
      const pulled = {
        ...aTicket(),
        updatedAt: known.updatedAt + 1,
        unseenFields: ['process', 'postponed_until'],
      };

      await store().tickets.save(known, pulledAt);
      await store().tickets.save(pulled, pulledAt);

      const stored = await store().tickets.get(known.id);
      const seen = { ...pulled.fields, process: 'access' };
      expect(stored?.fields).toEqual(seen);
      expect(stored?.timeline[0]).toMatchObject({ kind: 'created' });
      expect(stored?.timeline[0]?.kind === 'created' && stored.timeline[0].fields).toEqual(seen);
    });

    it('marks a ticket as gone with a fact, once, and wakes it', async () => {
      const ticket = aTicket();
      await store().tickets.save(ticket, pulledAt);
      await store().tickets.setWake([{ id: ticket.id, wakeAt: null, fingerprint: 'f' }]);

      await store().tickets.markGone(ticket.id, 'deleted', pulledAt + 5);
      await store().tickets.markGone(ticket.id, 'deleted', pulledAt + 9);

      const goneFact = expect.objectContaining({ kind: 'deleted', at: pulledAt + 5 }) as unknown;
      expect((await store().tickets.get(ticket.id))?.timeline).toEqual([...ticket.timeline, goneFact]);
      expect(await collect(store().tickets.listHeads())).toEqual([
        { id: ticket.id, updatedAt: ticket.updatedAt, isGone: true },
      ]);
      expect(await store().tickets.listDue(pulledAt, 'f', 10)).toEqual([ticket.id]);
    });

    it('takes a ticket back when access returns', async () => {
      const ticket = aTicket();
      await store().tickets.save(ticket, pulledAt);
      await store().tickets.markGone(ticket.id, 'access-lost', pulledAt);

      expect(await store().tickets.save(ticket, pulledAt)).toBe(true);

      expect(await store().tickets.get(ticket.id)).toEqual(ticket);
      expect((await collect(store().tickets.listHeads())).map(({ isGone }) => isGone)).toEqual([false]);
    });

    it('lists an applicant’s tickets, oldest first', async () => {
      const older = aTicket({ id: 30, at: '2026-11-20T08:00:00Z' });
      const newer = aTicket({ id: 4, at: '2026-11-21T08:00:00Z' });
      const other = aTicket({ id: 5, applicant: { id: '99' } });
      await store().tickets.saveAll([newer, older, other], pulledAt);

      expect(await store().tickets.listOfApplicant('20')).toEqual([older.id, newer.id]);
      expect(await store().tickets.countAll()).toBe(3);
      expect(new Set(await store().tickets.getAll([newer.id, other.id, ticketId(77)]))).toEqual(
        new Set([newer, other]),
      );
    });

    it('lists a period’s tickets across batches, oldest first, without those settled before it', async () => {
      const many = Array.from({ length: 1_203 }, (_, index) =>
        aTicket({ id: index + 1, at: new Date(Date.UTC(2026, 10, 1, 0, index)).toISOString() }),
      );
      const settled = aTicket(
        { id: 9_001, at: '2026-10-01T08:00:00Z' },
        sets('2026-10-02T08:00:00Z', { state: 'closed' }),
      );
      const reopened = aTicket(
        { id: 9_002, at: '2026-10-01T09:00:00Z' },
        sets('2026-10-02T08:00:00Z', { state: 'closed' }),
        sets('2026-11-02T08:00:00Z', { state: 'open' }),
        sets('2026-11-03T08:00:00Z', { state: 'closed' }),
      );
      await store().tickets.saveAll([...many, settled, reopened], pulledAt);

      const listed = await collect(
        store().tickets.listBetween(at('2026-11-01T00:00:00Z'), many.at(-1)!.createdAt, ['closed', 'merged']),
      );

      expect(listed.map(({ id }) => id)).toEqual([reopened.id, ...many.slice(0, -1).map(({ id }) => id)]);
      expect(await collect(store().tickets.listBetween(0, at('2026-10-15T00:00:00Z')))).toHaveLength(2);
    });

    it('lists what is due: the longest due first, then what another fingerprint decided', async () => {
      const tickets = [1, 2, 3, 4, 5].map((id) => aTicket({ id }));
      const [late, soon, future, foreign, never] = tickets.map(({ id }) => id);
      await store().tickets.saveAll(tickets, pulledAt);
      await store().tickets.setWake([
        { id: soon!, wakeAt: 2_000, fingerprint: 'f' },
        { id: late!, wakeAt: 1_000, fingerprint: 'f' },
        { id: future!, wakeAt: 9_000, fingerprint: 'f' },
        { id: foreign!, wakeAt: 9_000, fingerprint: 'other' },
        { id: never!, wakeAt: null, fingerprint: 'f' },
      ]);

      expect(await store().tickets.listDue(2_000, 'f', 10)).toEqual([late, soon, foreign]);
      expect(await store().tickets.listDue(2_000, 'f', 1)).toEqual([late]);
      expect(await store().tickets.listDue(999, 'f', 10)).toEqual([foreign]);

      await store().tickets.wakeNow([never!, future!]);
      expect(await store().tickets.listDue(999, 'f', 10)).toEqual([future, never, foreign]);
    });

    it('lists the tickets that name a number as their parent, as they name it now', async () => {
      const child = { ...aTicket({ id: 2 }), parentNumber: '20261' };
      await store().tickets.saveAll([aTicket({ id: 1 }), child, aTicket({ id: 3 })], pulledAt);

      expect(await store().tickets.listChildren(['20261', '20269'])).toEqual([child.id]);
      expect(await store().tickets.get(child.id)).toEqual(child);

      await store().tickets.save({ ...aTicket({ id: 2 }), updatedAt: child.updatedAt + 1 }, pulledAt);
      expect(await store().tickets.listChildren(['20261'])).toEqual([]);
      expect(await store().tickets.listChildren([])).toEqual([]);
    });

    it('has every new ticket due, also one that no evaluation saw', async () => {
      const ticket = aTicket();
      await store().tickets.save(ticket, pulledAt);

      expect(await store().tickets.listDue(0, 'f', 10)).toEqual([ticket.id]);
    });
  });
}
