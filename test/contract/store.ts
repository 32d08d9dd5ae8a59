import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { sql, type SqlDatabase } from '../../src/store/sql/sql-database.ts';
import { createSqlStore } from '../../src/store/sql-store.ts';
import type { Store } from '../../src/store/store.ts';
import { describeActs } from './store/acts.ts';
import { describeDocuments } from './store/documents.ts';
import { describeLedger } from './store/ledger.ts';
import { describeState } from './store/state.ts';
import { describeTickets } from './store/tickets.ts';
import { describeTransactions } from './store/transactions.ts';

/** What a store must do, whatever it runs on. `connect` gives a database that may be emptied. */
export function describeStore(name: string, connect: () => Promise<SqlDatabase>): void {
  describe(name, () => {
    let database: SqlDatabase;
    let store: Store;
    beforeAll(async () => {
      database = await connect();
    });
    beforeEach(async () => {
      await database.query(sql('DROP SCHEMA public CASCADE'));
      await database.query(sql('CREATE SCHEMA public'));
      await migrate(database);
      store = createSqlStore(database);
    });
    afterAll(() => database.close());

    describeTickets(() => store);
    describeLedger(
      () => store,
      () => database,
    );
    describeState(() => store);
    describeDocuments(() => store);
    describeActs(
      () => store,
      () => database,
    );
    describeTransactions(() => store);
  });
}
