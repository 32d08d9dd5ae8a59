import type { SqlDatabase, SqlSession } from './sql/sql-database.ts';
import { sql } from './sql/sql-database.ts';
import { createSqlActRegister } from './sql-act-register.ts';
import { createSqlDocumentStore } from './sql-document-store.ts';
import { createSqlLedger } from './sql-ledger.ts';
import { createSqlStateStore } from './sql-state-store.ts';
import { createSqlTicketStore } from './sql-ticket-store.ts';
import type { Store, StoreInTransaction } from './store.ts';

// The renewal and the take-over of an expired lease are one statement, so that two daemons cannot both have it.
const takeLease = sql(`
  INSERT INTO lease (name, holder, ends_at) VALUES ($1, $2, $3)
  ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, ends_at = excluded.ends_at
  WHERE lease.holder = excluded.holder OR lease.ends_at <= $4`);

function partsOn(session: SqlSession): StoreInTransaction {
  return {
    tickets: createSqlTicketStore(session),
    ledger: createSqlLedger(session),
    state: createSqlStateStore(session),
    documents: createSqlDocumentStore(session),
    acts: createSqlActRegister(session),
  };
}

/** The store on any database that speaks PostgreSQL and was migrated. */
export function createSqlStore(database: SqlDatabase): Store {
  return {
    ...partsOn(database),
    transaction: (work) => database.transaction((session) => work(partsOn(session))),
    lease: async (holder, name, ttlMs, now) =>
      (await database.query(takeLease, [name, holder, now + ttlMs, now])).affectedRows === 1,
    close: () => database.close(),
  };
}
