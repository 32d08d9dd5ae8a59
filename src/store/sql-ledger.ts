import type { Effect, EffectStatus, Ground } from '../core/policy/intent.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import type { ChainHead } from './ledger-chain.ts';
import { chainOnto, fitsChain } from './ledger-chain.ts';
import { readPages } from './sql/read-pages.ts';
import { arrayOf } from './sql/sql-array.ts';
import type { SqlSession } from './sql/sql-database.ts';
import { sql } from './sql/sql-database.ts';
import type { Ledger, LedgerDraft, LedgerEntry, Standing } from './store.ts';

const ENTRIES_PER_PAGE = 1_000;

type FindingStatus = 'found' | 'withdrawn';
type LedgerRow = Omit<LedgerEntry, 'ground' | 'details'> & {
  readonly ground: string;
  readonly details: string;
};

type StandingRow = Pick<LedgerRow, 'kind' | 'key' | 'subject' | 'status' | 'at' | 'details'>;

const columns = `ledger.seq, ledger.at, ledger.kind, ledger.key, ledger.subject, rule_id AS "ruleId", ground,
  ledger.status, pack_hash AS "packHash", details, hash, previous_hash AS "previousHash"`;
const recordset = `json_to_recordset($1::json) AS entry (seq int8, at int8, kind text, key text, subject text,
  "ruleId" text, ground text, status text, "packHash" text, details text, hash text, "previousHash" text)`;

// Two writers append one after the other; readers are not held up.
const lockLedger = sql('LOCK TABLE ledger IN EXCLUSIVE MODE');
const selectHead = sql<ChainHead>('SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1');
const selectLine = sql<Pick<LedgerEntry, 'seq' | 'at' | 'kind' | 'key' | 'hash'>>(
  'SELECT seq, at, kind, key, hash FROM ledger WHERE seq = $1',
);
const insertEntries = sql(`
  WITH entry AS (SELECT * FROM ${recordset}),
  line AS (
    INSERT INTO ledger (seq, at, kind, key, subject, rule_id, ground, status, pack_hash, details, hash, previous_hash)
    SELECT * FROM entry
  )
  INSERT INTO standing (kind, key, subject, status, at, seq)
  SELECT DISTINCT ON (kind, key) kind, key, subject, status, at, seq FROM entry
  WHERE kind IN ('effect', 'finding') ORDER BY kind, key, seq DESC
  ON CONFLICT (kind, key) DO UPDATE
  SET subject = excluded.subject, status = excluded.status, at = excluded.at, seq = excluded.seq`);
const selectStandings = sql<StandingRow>(`
  SELECT standing.kind, standing.key, standing.subject, standing.status, standing.at, details
  FROM standing JOIN ledger ON ledger.seq = standing.seq
  WHERE standing.subject = ANY ($1::text[]) ORDER BY standing.seq`);
const selectByStatus = sql<LedgerRow>(`
  SELECT ${columns} FROM standing JOIN ledger ON ledger.seq = standing.seq
  WHERE standing.kind = 'effect' AND standing.status = $1 ORDER BY standing.seq LIMIT $2`);
const selectRange = sql<LedgerRow>(`
  SELECT ${columns} FROM ledger
  WHERE seq > $1 AND ($2::int8 IS NULL OR at >= $2) AND ($3::int8 IS NULL OR at < $3)
    AND ($4::text IS NULL OR subject = $4) AND ($5::text IS NULL OR status = $5)
  ORDER BY seq LIMIT ${ENTRIES_PER_PAGE}`);

function parseDetails(details: string): LedgerEntry['details'] {
  return JSON.parse(details) as LedgerEntry['details'];
}

function entryOf(row: LedgerRow): LedgerEntry {
  return {
    ...row,
    ground: JSON.parse(row.ground) as Ground,
    details: parseDetails(row.details),
  };
}

function rowOf(entry: LedgerEntry): LedgerRow {
  return { ...entry, ground: canonicalJson(entry.ground), details: canonicalJson(entry.details) };
}

async function append(session: SqlSession, drafts: readonly LedgerDraft[]): Promise<readonly LedgerEntry[]> {
  if (drafts.length === 0) return [];
  return session.transaction(async (inner) => {
    if (!inner.isAlone) await inner.query(lockLedger);
    const head = (await inner.query(selectHead)).rows[0] ?? null;
    const entries = chainOnto(head, drafts);
    await inner.query(insertEntries, [JSON.stringify(entries.map(rowOf))]);
    return entries;
  });
}

async function standingsOf(
  session: SqlSession,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Standing>> {
  const standings = new Map(
    subjects.map((subject) => [
      subject,
      { effects: new Map<string, Effect>(), findings: new Map<string, FindingStatus>() },
    ]),
  );
  const { rows } = await session.query(selectStandings, [arrayOf(subjects)]);
  for (const { kind, key, subject, status, at, details } of rows) {
    const standing = standings.get(subject);
    if (kind === 'finding') standing?.findings.set(key, status as FindingStatus);
    else
      standing?.effects.set(key, { key, status: status as EffectStatus, at, details: parseDetails(details) });
  }
  return standings;
}

function listRows(
  session: SqlSession,
  range: Parameters<Ledger['list']>[0],
): AsyncIterable<readonly LedgerRow[]> {
  const { fromAt = null, toAt = null, subject = null, status = null } = range;
  const bounds = [fromAt, toAt, subject, status];
  return readPages(ENTRIES_PER_PAGE, async (last: LedgerRow | null) => {
    return (await session.query(selectRange, [last?.seq ?? 0, ...bounds])).rows;
  });
}

async function* listRange(
  session: SqlSession,
  range: Parameters<Ledger['list']>[0],
): AsyncGenerator<readonly LedgerEntry[]> {
  for await (const rows of listRows(session, range)) yield rows.map(entryOf);
}

/** Who alters a line need not leave JSON in it. */
function readableEntry(row: LedgerRow): LedgerEntry | null {
  try {
    return entryOf(row);
  } catch {
    return null;
  }
}

async function verify(session: SqlSession): ReturnType<Ledger['verify']> {
  let head: ChainHead | null = null;
  let count = 0;
  for await (const rows of listRows(session, {})) {
    for (const row of rows) {
      const entry = readableEntry(row);
      if (entry === null || !fitsChain(head, entry)) return { count, brokenAt: row.seq };
      head = entry;
      count += 1;
    }
  }
  return { count, brokenAt: null };
}

/** The ledger in SQL: lines are only ever added, each linked to the one before by its hash. */
export function createSqlLedger(session: SqlSession): Ledger {
  return {
    append: (drafts) => append(session, drafts),
    standingsOf: (subjects) => standingsOf(session, subjects),
    effectsOf: async (subject) => (await standingsOf(session, [subject])).get(subject)?.effects ?? new Map(),
    findingsOf: async (subject) =>
      (await standingsOf(session, [subject])).get(subject)?.findings ?? new Map(),
    listByStatus: async (status, limit) =>
      (await session.query(selectByStatus, [status, limit])).rows.map(entryOf),
    list: (range) => listRange(session, range),
    lineAt: async (seq) => (await session.query(selectLine, [seq])).rows[0] ?? null,
    head: async () => (await session.query(selectHead)).rows[0] ?? null,
    verify: () => verify(session),
  };
}
