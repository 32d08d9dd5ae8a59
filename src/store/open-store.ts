import { openFolder } from './embedded/open-folder.ts';
import { migrate, requireSchema } from './migrations/migrate.ts';
import { openPostgres } from './sql/postgres-database.ts';
import type { SqlDatabase } from './sql/sql-database.ts';
import { createSqlStore } from './sql-store.ts';
import type { Store } from './store.ts';

/** Where the store is, and what for. */
export type StoreOptions = ({ readonly url: string } | { readonly folder: string }) & {
  /**
   * - `write`: this process works on the store for long (the daemon). It alone holds an embedded one.
   * - `join`: a command that writes a little (a report that registers itself) beside the daemon or without it.
   * - `read`: nothing can be written.
   */
  readonly mode: 'write' | 'join' | 'read';
  /** Names this process to another one that finds an embedded store held. */
  readonly holder?: string;
};

async function openServer(url: string, mode: StoreOptions['mode']): Promise<SqlDatabase> {
  const database = openPostgres(url, { readOnly: mode === 'read' });
  try {
    await (mode === 'read' ? requireSchema(database) : migrate(database));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Opens the store: a PostgreSQL server by URL, or the database embedded in a folder, which is made when missing.
 * @throws AppError `refused` (an embedded store held by another process, or a store of another version), `input` (a
 * folder or URL that cannot be used), `unavailable` (a server that does not answer).
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { mode, holder = `process ${process.pid}` } = options;
  return createSqlStore(
    'url' in options
      ? await openServer(options.url, mode)
      : await openFolder(options.folder, { mode, holder }),
  );
}
