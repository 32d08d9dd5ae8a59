import { AppError } from '../../core/app-error.ts';
import type { Instant } from '../../core/calendar/instant.ts';
import { ticketId } from '../../core/ticket/ticket-id.ts';
import type { ChangePage, SyncCursor, TicketHead } from '../helpdesk.ts';
import type { ZammadHttp } from './http/zammad-http.ts';
import { TicketSearch } from './schema.ts';

/** Zammad's own cap. */
const PAGE_SIZE = 200;
/** A transaction becomes visible after it stamped `updated_at`: this long before the cursor is read once more. */
const OVERLAP_MS = 2 * 60_000;

type Stamp = 'created_at' | 'updated_at';
type StampedHead = TicketHead & { readonly stampAt: Instant };

/** Which tickets are walked through, and by which of their instants. */
export interface Walk {
  readonly http: ZammadHttp;
  readonly groupIds: readonly number[];
  readonly stamp: Stamp;
  readonly fromAt: Instant;
}

/** Instants are sent with a `Z`: Zammad silently misreads every other offset in conditions. */
async function searchPage(walk: Walk, fromAt: Instant, page: number): Promise<readonly StampedHead[]> {
  const { http, groupIds, stamp } = walk;
  const found = await http.query(
    'tickets/search',
    {
      condition: {
        'ticket.group_id': { operator: 'is', value: groupIds.map(String) },
        [`ticket.${stamp}`]: { operator: 'after (absolute)', value: new Date(fromAt).toISOString() },
      },
      sort_by: [stamp, 'id'],
      order_by: ['asc', 'asc'],
      limit: PAGE_SIZE,
      page,
      full: true,
    },
    TicketSearch,
  );
  const tickets = found.assets.Ticket ?? {};
  return (found.record_ids ?? found.tickets ?? []).flatMap((id) => {
    const ticket = tickets[id];
    return ticket === undefined
      ? []
      : [{ id: ticketId(id), updatedAt: ticket.updated_at, stampAt: ticket[stamp] }];
  });
}

/**
 * Pages of tickets by an instant of theirs, oldest first. The next page begins at the last instant seen (inclusive),
 * not at an offset, since tickets move while one pages; only where one instant fills a page it is paged within.
 */
async function* walkTickets(walk: Walk): AsyncGenerator<{ heads: readonly StampedHead[]; isLast: boolean }> {
  let fromAt = walk.fromAt;
  let page = 1;
  let known: ReadonlySet<string> = new Set();
  for (;;) {
    const found = await searchPage(walk, fromAt, page);
    const lastAt = found.at(-1)?.stampAt ?? fromAt;
    const isLast = found.length < PAGE_SIZE;
    yield { heads: found.filter(({ id }) => !known.has(id)), isLast };
    if (isLast) return;
    known = new Set(found.filter(({ stampAt }) => stampAt === lastAt).map(({ id }) => id));
    page = lastAt > fromAt ? 1 : page + 1;
    fromAt = lastAt;
  }
}

function headOf({ id, updatedAt }: StampedHead): TicketHead {
  return { id, updatedAt };
}

function cursorInstant(cursor: SyncCursor): Instant {
  const at = Date.parse(cursor);
  if (!Number.isNaN(at)) return at;
  throw new AppError('bug', 'The sync cursor in the store is no instant', { details: { cursor } });
}

/** What changed since the cursor, with what may have become visible late. Repeats are harmless and expected. */
export async function* listChanges(
  scope: Pick<Walk, 'http' | 'groupIds'>,
  cursor: SyncCursor | null,
): AsyncGenerator<ChangePage> {
  let seenAt = cursor === null ? 0 : cursorInstant(cursor);
  const fromAt = Math.max(0, seenAt - OVERLAP_MS);
  for await (const { heads, isLast } of walkTickets({ ...scope, stamp: 'updated_at', fromAt })) {
    seenAt = Math.max(seenAt, heads.at(-1)?.stampAt ?? 0);
    yield { heads: heads.map(headOf), cursor: new Date(seenAt).toISOString(), isLast };
  }
}

/** Every ticket there is, in the order of creation, which does not change while one reads. */
export async function* listAll(
  scope: Pick<Walk, 'http' | 'groupIds'>,
): AsyncGenerator<readonly TicketHead[]> {
  for await (const { heads } of walkTickets({ ...scope, stamp: 'created_at', fromAt: 0 })) {
    yield heads.map(headOf);
  }
}
