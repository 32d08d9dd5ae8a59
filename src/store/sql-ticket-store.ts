import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../core/calendar/instant.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import { mergePull, stateSinceAt, withGoneFact } from './merge-pull.ts';
import { readPages } from './sql/read-pages.ts';
import type { SqlSession } from './sql/sql-database.ts';
import { sql } from './sql/sql-database.ts';
import { arrayOf, columnsOf } from './sql/sql-array.ts';
import type { ArrayItem } from './sql/sql-array.ts';
import type { SavedTicket, TicketStore } from './store.ts';

const HEADS_PER_PAGE = 5_000;
const TICKETS_PER_PAGE = 500;

type Document = { readonly document: string };
type Gone = 'deleted' | 'access-lost';
type UpdatedRow = { readonly id: TicketId; readonly updatedAt: Instant };
type HeadRow = { readonly id: TicketId; readonly updatedAt: Instant; readonly gone: Gone | null };
type CreatedRow = Document & { readonly id: TicketId; readonly createdAt: Instant };
type KnownTicket = { readonly id: TicketId; readonly gone: Gone | null; readonly document: string };

// Arrays go over as PostgreSQL writes them: it reads and looks up hundreds of ids faster than from JSON.
const among = `= ANY ($1::text[])`;
const selectDocuments = sql<Document>(`SELECT document FROM ticket WHERE id ${among}`);
const selectUpdated = sql<UpdatedRow>(`SELECT id, updated_at AS "updatedAt" FROM head WHERE id ${among}`);
const selectByNumber = sql<Document>('SELECT document FROM ticket WHERE number = $1');
const selectKnown = sql<KnownTicket>(`SELECT id, gone, document FROM ticket WHERE id ${among}`);
const lockKnown = sql<KnownTicket>(`${selectKnown} FOR UPDATE`);
// Documents travel beside their rows: a text within an array would have to be escaped here and read again there.
const documentSeparator = '\u001e';
const upsert = sql(`
  INSERT INTO ticket (id, number, parent_number, applicant_id, created_at, pulled_at, state, state_since_at, gone, document)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int8[], $6::int8[], $7::text[], $8::int8[],
    $9::text[], string_to_array($10, chr(${documentSeparator.charCodeAt(0)})))
  ON CONFLICT (id) DO UPDATE SET number = excluded.number, parent_number = excluded.parent_number, applicant_id = excluded.applicant_id,
    created_at = excluded.created_at, pulled_at = excluded.pulled_at,
    state = excluded.state, state_since_at = excluded.state_since_at, gone = excluded.gone,
    document = excluded.document`);
const putHeads = sql(`
  INSERT INTO head (id, updated_at, wake_at) SELECT * FROM unnest($1::text[], $2::int8[], $3::int8[])
  ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at, wake_at = coalesce(excluded.wake_at, head.wake_at)`);
const selectHeads = sql<HeadRow>(`
  SELECT id, head.updated_at AS "updatedAt", gone FROM ticket JOIN head USING (id) WHERE id > $1 ORDER BY id LIMIT ${HEADS_PER_PAGE}`);
const selectBetween = sql<CreatedRow>(`
  SELECT id, created_at AS "createdAt", document FROM ticket
  WHERE created_at < $1 AND (created_at, id) > ($2, $3)
    AND NOT (state_since_at < $4 AND state = ANY ($5::text[]))
  ORDER BY created_at, id LIMIT ${TICKETS_PER_PAGE}`);
const selectOfApplicant = sql<{ id: TicketId }>(
  'SELECT id FROM ticket WHERE applicant_id = $1 ORDER BY created_at, id',
);
const selectChildren = sql<{ id: TicketId }>(
  `SELECT id FROM ticket WHERE parent_number ${among} ORDER BY created_at, id`,
);
const setWakes = sql(`
  UPDATE head SET wake_at = entry.wake_at, fingerprint = entry.fingerprint
  FROM unnest($1::text[], $2::int8[], $3::text[]) AS entry (id, wake_at, fingerprint) WHERE head.id = entry.id`);
const wakeAtOnce = sql(`UPDATE head SET wake_at = 0 WHERE id ${among}`);
// Each branch is a range of one index: a tick pays for what is due, not for what is stored.
const selectDue = sql<{ id: TicketId }>(`
  SELECT id FROM (
    (SELECT id, wake_at FROM head WHERE fingerprint = $2 AND wake_at <= $1 ORDER BY wake_at, id LIMIT $3)
    UNION ALL
    (SELECT id, wake_at FROM head WHERE fingerprint < $2 ORDER BY fingerprint, wake_at, id LIMIT $3)
    UNION ALL
    (SELECT id, wake_at FROM head WHERE fingerprint > $2 ORDER BY fingerprint, wake_at, id LIMIT $3)
  ) AS due ORDER BY wake_at, id LIMIT $3`);
const countTickets = sql<{ total: number }>('SELECT count(*) AS total FROM ticket');

function parse({ document }: Document): Ticket {
  return JSON.parse(document) as Ticket;
}

/** A ticket as it is to be stored. */
interface Entry {
  readonly ticket: Ticket;
  readonly gone: Gone | null;
  readonly document: string;
  /** When it is to be looked at next; null leaves that as it is. */
  readonly wakeAt: Instant | null;
}

const atOnce: Instant = 0;

function entryOf(ticket: Ticket, gone: Gone | null, wakeAt: Instant | null): Entry {
  return { ticket, gone, wakeAt, document: JSON.stringify(ticket) };
}

/** What is known of some tickets, theirs for the transaction. */
async function readKnown(
  session: SqlSession,
  wanted: readonly TicketId[],
): Promise<ReadonlyMap<TicketId, KnownTicket>> {
  if (wanted.length === 0) return new Map();
  const statement = session.isAlone ? selectKnown : lockKnown;
  const { rows } = await session.query(statement, [arrayOf(wanted)]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** In the order of the statement. */
function rowOf({ ticket, gone }: Entry, pulledAt: Instant): readonly ArrayItem[] {
  const { id, number, parentNumber, applicant, createdAt, fields } = ticket;
  const state = fields['state'] ?? null;
  return [
    id,
    number,
    parentNumber ?? null,
    applicant.id,
    createdAt,
    pulledAt,
    state === null ? null : String(state),
    stateSinceAt(ticket),
    gone,
  ];
}

async function put(session: SqlSession, entries: readonly Entry[], at: Instant): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => rowOf(entry, at));
  const documents = entries.map(({ document }) => document).join(documentSeparator);
  await session.query(upsert, [...columnsOf(rows), documents]);
  const heads = entries.map(({ ticket, wakeAt }) => [ticket.id, ticket.updatedAt, wakeAt]);
  await session.query(putHeads, columnsOf(heads));
}

/** The tickets in SQL: one row each, the ticket itself as JSON, what is searched by in columns beside it. */
export function createSqlTicketStore(session: SqlSession): TicketStore {
  const getAll = async (wanted: readonly TicketId[]): Promise<readonly Ticket[]> => {
    if (wanted.length === 0) return [];
    return (await session.query(selectDocuments, [arrayOf(wanted)])).rows.map(parse);
  };

  const saveAll: TicketStore['saveAll'] = (tickets, pulledAt, isNews = () => false) =>
    session.transaction(async (inner) => {
      const known = await readKnown(
        inner,
        tickets.map(({ id }) => id),
      );
      const changed: Entry[] = [];
      const saved = new Map<TicketId, SavedTicket>();
      for (const ticket of tickets) {
        const row = known.get(ticket.id);
        const before = row === undefined ? null : parse(row);
        const news = isNews(ticket, before);
        const merged = before === null ? ticket : mergePull(before, ticket);
        if (row?.gone === null && isDeepStrictEqual(merged, before)) continue;
        changed.push(entryOf(merged, null, news ? atOnce : null));
        saved.set(ticket.id, { ticket: merged, known: before, isNews: news });
      }
      await put(inner, changed, pulledAt);
      return saved;
    });

  return {
    getAll,
    saveAll,
    updatedAtOf: async (wanted) => {
      if (wanted.length === 0) return new Map();
      const { rows } = await session.query(selectUpdated, [arrayOf(wanted)]);
      return new Map(rows.map(({ id, updatedAt }) => [id, updatedAt]));
    },
    save: async (ticket, pulledAt) => (await saveAll([ticket], pulledAt)).size > 0,
    get: async (id) => (await getAll([id]))[0] ?? null,
    findByNumber: async (number) => {
      const row = (await session.query(selectByNumber, [number])).rows[0];
      return row === undefined ? null : parse(row);
    },
    listHeads: async function* () {
      const pages = readPages(HEADS_PER_PAGE, async (last: HeadRow | null) => {
        return (await session.query(selectHeads, [last?.id ?? ''])).rows;
      });
      for await (const rows of pages) {
        yield rows.map(({ id, updatedAt, gone }) => ({ id, updatedAt, isGone: gone !== null }));
      }
    },
    listBetween: async function* (fromAt, toAt, finalStates = []) {
      const pages = readPages(TICKETS_PER_PAGE, async (last: CreatedRow | null) => {
        const after = [last?.createdAt ?? -1, last?.id ?? ''];
        return (await session.query(selectBetween, [toAt, ...after, fromAt, arrayOf(finalStates)])).rows;
      });
      for await (const rows of pages) yield rows.map(parse);
    },
    listOfApplicant: async (applicantId) =>
      (await session.query(selectOfApplicant, [applicantId])).rows.map(({ id }) => id),
    listChildren: async (numbers) => {
      if (numbers.length === 0) return [];
      return (await session.query(selectChildren, [arrayOf(numbers)])).rows.map(({ id }) => id);
    },
    replaceAll: (tickets, at) =>
      session.transaction(async (inner) => {
        const known = await readKnown(
          inner,
          tickets.map(({ id }) => id),
        );
        const entries = tickets.flatMap((ticket) => {
          const row = known.get(ticket.id);
          return row === undefined ? [] : [entryOf(ticket, row.gone, null)];
        });
        await put(inner, entries, at);
      }),
    markGone: (id, how, at) =>
      session.transaction(async (inner) => {
        const known = (await readKnown(inner, [id])).get(id);
        if (known === undefined || known.gone === how) return;
        await put(inner, [entryOf(withGoneFact(parse(known), how, at), how, atOnce)], at);
      }),
    setWake: async (entries) => {
      if (entries.length === 0) return;
      const rows = entries.map(({ id, wakeAt, fingerprint }) => [id, wakeAt, fingerprint]);
      await session.query(setWakes, columnsOf(rows));
    },
    listDue: async (now, fingerprint, limit) =>
      (await session.query(selectDue, [now, fingerprint, limit])).rows.map(({ id }) => id),
    wakeNow: async (wanted) => {
      if (wanted.length === 0) return;
      await session.query(wakeAtOnce, [arrayOf(wanted)]);
    },
    countAll: async () => (await session.query(countTickets)).rows[0]?.total ?? 0,
  };
}
