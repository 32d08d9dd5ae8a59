import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/app/desk.ts';
import { synchronise } from '../../src/app/synchronise.ts';
import { adoptPack, readCursor } from '../../src/app/tick-memory.ts';
import { AppError } from '../../src/core/app-error.ts';
import { ticketId, type TicketId } from '../../src/core/ticket/ticket-id.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import type { ChangePage, Helpdesk } from '../../src/helpdesk/helpdesk.ts';
import type { Store } from '../../src/store/store.ts';
import { quietLog } from '../support/a-governed-desk.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { aTicket, at, sets } from '../support/a-ticket.ts';
import { createMemoryState } from '../support/memory-state.ts';
import { openTestStore } from '../support/open-test-store.ts';

const now = at('2026-11-24T08:00:00Z');
let store: Store;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

/** A helpdesk with these pages of changed tickets; `read` answers for a ticket in its own way. */
function deskWith(
  pages: readonly (readonly Ticket[])[],
  read: (id: TicketId) => Ticket | AppError | undefined = () => undefined,
  originOf: (id: TicketId) => TicketId | AppError | null = () => null,
): { readonly desk: Desk; readonly reads: string[]; readonly asked: string[] } {
  const [reads, asked]: [string[], string[]] = [[], []];
  const tickets = pages.flat();
  const helpdesk: Partial<Helpdesk> = {
    async *changesSince() {
      for (const [index, page] of pages.entries()) {
        const heads = page.map(({ id, updatedAt }) => ({ id, updatedAt }));
        const change: ChangePage = { heads, cursor: `page ${index + 1}`, isLast: index === pages.length - 1 };
        yield await Promise.resolve(change);
      }
    },
    originOf: (id) => {
      asked.push(id);
      const origin = originOf(id);
      return origin instanceof AppError ? Promise.reject(origin) : Promise.resolve(origin);
    },
    readTicket: (id) => {
      reads.push(id);
      const answer = read(id) ?? tickets.find((ticket) => ticket.id === id);
      return answer instanceof AppError || answer === undefined
        ? Promise.reject(answer ?? new AppError('not-found', id))
        : Promise.resolve(answer);
    },
  };
  return {
    desk: { helpdesk, store, log: quietLog(), pack: compileTestPack() } as unknown as Desk,
    reads,
    asked,
  };
}

/** A ticket that came after the first pull. */
function enteredBy(actor: 'agent' | 'applicant', id: number): Ticket {
  const ticket = aTicket({ id });
  const timeline = ticket.timeline.map((fact) => (fact.kind === 'created' ? { ...fact, actor } : fact));
  return { ...ticket, createdAt: now, updatedAt: now, timeline };
}

describe('synchronise', () => {
  it('stores what changed, wakes it, and moves the cursor', async () => {
    const { desk } = deskWith([[aTicket({ id: 1 })], [aTicket({ id: 2 })]]);
    const { recent, ...pull } = await synchronise(desk, now);
    expect(pull).toEqual({ pages: 2, read: 2, changed: ['1', '2'], gone: 0 });
    expect([...recent.keys()]).toEqual(['1', '2']);
    for (const [id, ticket] of recent) expect(await store.tickets.get(id)).toEqual(ticket);
    expect(await readCursor(store.state)).toBe('page 2');
    expect(await store.tickets.listDue(now, 'any', 10)).toEqual(expect.arrayContaining(['1', '2']));
  });

  it('reads nothing again that stands as it was stored, such as what we wrote and read back', async () => {
    const pages = [[aTicket({ id: 1 })]];
    await synchronise(deskWith(pages).desk, now);
    const { desk, reads } = deskWith(pages);
    expect(await synchronise(desk, now)).toMatchObject({ read: 0, changed: [] });
    expect(reads).toEqual([]);
  });

  it('does not wake what was touched without anything new', async () => {
    await synchronise(deskWith([[aTicket({ id: 1 })]]).desk, now);
    const touched = { ...aTicket({ id: 1 }), updatedAt: now };
    expect(await synchronise(deskWith([[touched]]).desk, now)).toMatchObject({ read: 1, changed: [] });
  });

  it('wakes the tickets that name a changed one as their parent', async () => {
    const child = { ...aTicket({ id: 2 }), parentNumber: '20261' };
    await synchronise(deskWith([[aTicket({ id: 1 }), child, aTicket({ id: 3 })]]).desk, now);
    await store.tickets.setWake(
      ['1', '2', '3'].map((id) => ({ id: ticketId(id), wakeAt: null, fingerprint: 'f' })),
    );
    const changed = aTicket({ id: 1 }, sets('2026-11-23T12:00:00Z', { state: 'open' }));
    await synchronise(deskWith([[changed]]).desk, now);

    expect(await store.tickets.listDue(now, 'f', 10)).toEqual(['1', '2']);
  });

  it('keeps the cursor where the stored pages end when the helpdesk goes away', async () => {
    const down = new AppError('unavailable', 'down');
    const { desk } = deskWith([[aTicket({ id: 1 })], [aTicket({ id: 2 })]], (id) =>
      id === '2' ? down : undefined,
    );
    await expect(synchronise(desk, now)).rejects.toBe(down);
    expect(await readCursor(store.state)).toBe('page 1');
    expect(await store.tickets.countAll()).toBe(1);
  });

  it('keeps what it read of a page before the helpdesk went away, and reads only the rest of it again', async () => {
    const page = [1, 2, 3, 4, 5, 6].map((id) => aTicket({ id }));
    const down = new AppError('unavailable', 'down');
    const shaky = deskWith([page], (id) => (id === '4' ? down : undefined));
    await expect(synchronise(shaky.desk, now)).rejects.toBe(down);
    expect(shaky.reads).not.toContain('6');
    expect(await readCursor(store.state)).toBe(null);
    const well = deskWith([page]);
    await synchronise(well.desk, now);
    expect(well.reads).not.toContain('1');
    expect(well.reads).toContain('4');
    expect(await readCursor(store.state)).toBe('page 1');
    expect(await store.tickets.countAll()).toBe(6);
  });

  it.each([
    ['not-found', 'deleted'],
    ['forbidden', 'access-lost'],
  ] as const)('takes %s between list and reading for %s', async (code, how) => {
    await synchronise(deskWith([[aTicket({ id: 1 })]]).desk, now);
    const changed = aTicket({ id: 1 }, sets('2026-11-23T12:00:00Z', { state: 'open' }));
    const { desk } = deskWith([[changed]], () => new AppError(code, 'gone'));
    expect(await synchronise(desk, now)).toMatchObject({ gone: 1 });
    expect((await store.tickets.get(changed.id))?.timeline.at(-1)?.kind).toBe(how);
  });

  describe('a ticket that an agent split from another', () => {
    const [origin, made] = [aTicket({ id: 1 }), enteredBy('agent', 2)];
    const alarmsOf = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const entries of store.ledger.list({})) found.push(...entries.map(({ key }) => key));
      return found;
    };
    const isSplit = (): TicketId => ticketId('1');

    it('is told of once, and only where an agent entered it', async () => {
      await synchronise(deskWith([[origin]]).desk, now);
      const pages = [[made, enteredBy('applicant', 3)]];
      const { desk, asked } = deskWith(pages, undefined, isSplit);
      await synchronise(desk, now);
      expect(asked).toEqual(['2']);
      expect(await alarmsOf()).toEqual(['ticket:2/split/created']);
      const touched = { ...made, updatedAt: now + 1 };
      const later = deskWith([[touched]], undefined, isSplit);
      await synchronise(later.desk, now);
      expect(later.asked).toEqual([]);
      expect(await alarmsOf()).toHaveLength(1);
    });

    it('is history when it was there before the first pull', async () => {
      const before = { ...made, createdAt: now - 1 };
      const { desk, asked } = deskWith([[origin], [before]], undefined, isSplit);
      await synchronise(desk, now);
      expect(asked).toEqual([]);
    });

    it('is pulled all the same when the helpdesk does not say so', async () => {
      await synchronise(deskWith([[origin]]).desk, now);
      const { desk } = deskWith([[made]], undefined, () => new AppError('outside', 'strange'));
      expect(await synchronise(desk, now)).toMatchObject({ changed: ['2'] });
      expect(await alarmsOf()).toEqual([]);
    });

    it('is read again when the helpdesk goes away before it said so', async () => {
      await synchronise(deskWith([[origin]]).desk, now);
      const down = new AppError('unavailable', 'down');
      const shaky = deskWith([[made]], undefined, () => down);
      await expect(synchronise(shaky.desk, now)).rejects.toBe(down);
      expect(await store.tickets.get(made.id)).toBeNull();
      await synchronise(deskWith([[made]], undefined, isSplit).desk, now);
      expect(await alarmsOf()).toEqual(['ticket:2/split/created']);
    });
  });

  it('goes on past a ticket that cannot be understood', async () => {
    const { desk } = deskWith([[aTicket({ id: 1 }), aTicket({ id: 2 })]], (id) =>
      id === '1' ? new AppError('outside', 'strange') : undefined,
    );
    expect(await synchronise(desk, now)).toMatchObject({ read: 2, changed: ['2'] });
    expect(await readCursor(store.state)).toBe('page 1');
  });

  it('reads with the next pull what the helpdesk stumbled over, although the cursor moved on', async () => {
    const stumbling = deskWith([[aTicket({ id: 1 })]], () => new AppError('outside', 'a 500'));
    expect(await synchronise(stumbling.desk, now)).toMatchObject({ changed: [] });
    const { desk } = deskWith([], () => aTicket({ id: 1 }));
    expect(await synchronise(desk, now)).toMatchObject({ changed: ['1'] });
    expect(await synchronise(desk, now)).toMatchObject({ read: 0, changed: [] });
  });

  it('leaves a ticket that can never be read to the nightly sweep', async () => {
    const never = () => new AppError('outside', 'a 500');
    await synchronise(deskWith([[aTicket({ id: 1 })]], never).desk, now);
    const { desk, reads } = deskWith([], never);
    for (let pull = 0; pull < 30; pull += 1) await synchronise(desk, now);
    expect(reads).toHaveLength(19);
  });
});

describe('adoptPack', () => {
  it('binds each rule from when it was first seen, also when another pack comes', async () => {
    const state = createMemoryState();
    const pack = compileTestPack();
    const first = await adoptPack({ ...pack, rules: pack.rules.slice(0, 1) }, state, 1_000);
    expect([first.enforcingSince, [...first.rules.values()]]).toEqual([null, [1_000]]);
    const other = await adoptPack({ ...pack, hash: 'other' }, state, 2_000);
    expect([...other.rules.values()].slice(0, 3)).toEqual([1_000, 2_000, 2_000]);
    expect(other.packSince).toBe(2_000);
    expect((await adoptPack({ ...pack, hash: 'other' }, state, 3_000)).packSince).toBe(2_000);
  });
});
