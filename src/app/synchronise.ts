import { isDeepStrictEqual } from 'node:util';
import pMap from 'p-map';
import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { TicketHead } from '../helpdesk/helpdesk.ts';
import type { Desk } from './desk.ts';
import { readCursor, writeCursor } from './tick-memory.ts';

/** What a pull brought. */
export interface Pull {
  readonly pages: number;
  /** Tickets that were read because they are not as stored. */
  readonly read: number;
  /** Of these, the ones with anything new. */
  readonly changed: readonly TicketId[];
  readonly gone: number;
}

const readsAtOnce = 2;

/**
 * Pulls what changed since the cursor, page by page; the cursor moves on only with what was stored. Pulling twice
 * brings nothing new the second time, and what we wrote and read back ourselves is not read again.
 * @throws AppError as the helpdesk does; what was stored before stays.
 */
export async function synchronise(desk: Desk, now: Instant, onPage?: (pull: Pull) => void): Promise<Pull> {
  const { helpdesk, store } = desk;
  let pull: Pull = { pages: 0, read: 0, changed: [], gone: 0 };
  let cursor = await readCursor(store.state);
  for await (const page of helpdesk.changesSince(cursor)) {
    const known = await readKnown(page.heads, desk);
    const heads = page.heads.filter(({ id, updatedAt }) => known.get(id)?.updatedAt !== updatedAt);
    if (heads.length === 0 && page.cursor === cursor) {
      pull = { ...pull, pages: pull.pages + 1 };
      continue;
    }
    cursor = page.cursor;
    const answers = await pMap(heads, ({ id }) => readAnyhow(id, desk), { concurrency: readsAtOnce });
    const tickets = answers.flatMap(({ ticket }) => ticket ?? []);
    const gone = answers.flatMap(({ gone: how }) => how ?? []);
    const changed = tickets.filter((ticket) => isNews(ticket, known.get(ticket.id))).map(({ id }) => id);
    await store.transaction(async (inner) => {
      await inner.tickets.saveAll(tickets, now);
      for (const { id, how } of gone) await inner.tickets.markGone(id, how, now);
      await inner.tickets.wakeNow([...changed, ...gone.map(({ id }) => id)]);
      await writeCursor(inner.state, page.cursor);
    });
    pull = {
      pages: pull.pages + 1,
      read: pull.read + heads.length,
      changed: [...pull.changed, ...changed],
      gone: pull.gone + gone.length,
    };
    onPage?.(pull);
  }
  return pull;
}

async function readKnown(
  heads: readonly TicketHead[],
  { store }: Desk,
): Promise<ReadonlyMap<TicketId, Ticket>> {
  if (heads.length === 0) return new Map();
  const known = await store.tickets.getAll(heads.map(({ id }) => id));
  return new Map(known.map((ticket) => [ticket.id, ticket]));
}

/** A helpdesk touches tickets (a tag, a preference, a recalculation) without anything having happened to them. */
function isNews(pulled: Ticket, known: Ticket | undefined): boolean {
  return known === undefined || !isDeepStrictEqual({ ...pulled, updatedAt: 0 }, { ...known, updatedAt: 0 });
}

/** One ticket that cannot be understood must not keep the others from being pulled; the nightly sweep tries it again. */
async function readAnyhow(id: TicketId, desk: Desk): Promise<Answer> {
  try {
    return await readOrGone(id, desk);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'outside') throw error;
    desk.log.error({ id, why: error.message }, 'a ticket could not be read; the rest goes on');
    return { ticket: null, gone: null };
  }
}

interface Answer {
  readonly ticket: Ticket | null;
  readonly gone: { readonly id: TicketId; readonly how: 'deleted' | 'access-lost' } | null;
}

/** The ticket, or how it went between the list and the reading. */
export async function readOrGone(id: TicketId, { helpdesk }: Desk): Promise<Answer> {
  try {
    return { ticket: await helpdesk.readTicket(id), gone: null };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found')
      return { ticket: null, gone: { id, how: 'deleted' } };
    if (error instanceof AppError && error.code === 'forbidden') {
      return { ticket: null, gone: { id, how: 'access-lost' } };
    }
    throw error;
  }
}
