import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditLedger } from '../../src/app/audit.ts';
import { chainOnto } from '../../src/store/ledger-chain.ts';
import { createSqlStore } from '../../src/store/sql-store.ts';
import { sql, type SqlDatabase } from '../../src/store/sql/sql-database.ts';
import type { LedgerDraft, LedgerEntry, Store } from '../../src/store/store.ts';
import { openTestDatabase } from '../support/open-test-store.ts';

let database: SqlDatabase;
let store: Store;
let entries: readonly LedgerEntry[];

/** Five entries; a report published the head when there were four. */
beforeEach(async () => {
  database = await openTestDatabase();
  store = createSqlStore(database);
  entries = await store.ledger.append([1, 2, 3, 4, 5].map((n) => aDraft(n)));
  await store.documents.add({
    id: 'weekly 2026-11-16/2026-11-22 1',
    kind: 'weekly',
    period: '2026-11-16/2026-11-22',
    issuedAt: 5_000,
    sha256: 'x',
    path: 'weekly.xlsx',
    figures: { open: 1, ledgerHead: { seq: 4, hash: entries[3]?.hash } },
    recipients: [],
  });
});
afterEach(() => store.close());

function aDraft(n: number): LedgerDraft {
  return {
    at: n * 1_000,
    kind: 'run',
    key: `run/${n}`,
    subject: 'desk',
    ruleId: 'run',
    ground: { kind: 'product', about: null },
    status: 'noted',
    packHash: 'p',
    details: { n },
  };
}

/** As somebody with the database's password. */
async function alter(...statements: string[]): Promise<void> {
  await database.query(sql('ALTER TABLE ledger DISABLE TRIGGER ledger_is_append_only'));
  for (const statement of statements) await database.query(sql(statement));
}

const headOfFive = () => ({ seq: 5, hash: entries[4]?.hash ?? '' });

describe('auditLedger', () => {
  it('finds a ledger sound up to the head last published', async () => {
    expect(await auditLedger(store)).toMatchObject({
      count: 5,
      head: { seq: 5 },
      broken: null,
      heads: [{ seq: 4, publishedIn: 'weekly 2026-11-16/2026-11-22 1', fits: true }],
      isSound: true,
    });
  });

  it('names the first entry that was altered', async () => {
    await alter(`UPDATE ledger SET details = '{"n":9}' WHERE seq IN (2, 3)`);

    const audit = await auditLedger(store);

    expect(audit).toMatchObject({ count: 1, broken: { seq: 2, key: 'run/2' }, isSound: false });
    expect(audit.heads).toMatchObject([{ seq: 4, fits: false }]);
  });

  it('is not taken in by a chain that was made anew', async () => {
    const forged = chainOnto(null, [1, 2, 30, 4, 5].map(aDraft));
    await alter(
      ...forged.map(
        ({ seq, at, key, details, hash, previousHash }) =>
          `UPDATE ledger SET at = ${at}, key = '${key}', details = '${JSON.stringify(details)}', hash = '${hash}', previous_hash = '${previousHash}' WHERE seq = ${seq}`,
      ),
    );

    expect(await auditLedger(store)).toMatchObject({
      count: 5,
      broken: null,
      heads: [{ seq: 4, fits: false }],
      isSound: false,
    });
  });

  it('misses a published entry that was cut off with all that follow', async () => {
    await alter(`DELETE FROM ledger WHERE seq > 3`);

    expect(await auditLedger(store)).toMatchObject({
      broken: null,
      heads: [{ fits: false }],
      isSound: false,
    });
  });

  it('proves nothing about entries that no head covers, until one is given from paper', async () => {
    const given = headOfFive();
    await alter(`DELETE FROM ledger WHERE seq = 5`);

    expect(await auditLedger(store)).toMatchObject({ isSound: true });
    expect(await auditLedger(store, [given])).toMatchObject({
      heads: [{ fits: true }, { seq: 5, publishedIn: 'given', fits: false }],
      isSound: false,
    });
  });
});
