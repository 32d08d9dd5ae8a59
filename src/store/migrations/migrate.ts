import { AppError } from '../../core/app-error.ts';
import type { SqlSession } from '../sql/sql-database.ts';
import { sql } from '../sql/sql-database.ts';
import { first } from './001-first.ts';
import { acts } from './002-acts.ts';
import { parents } from './003-parents.ts';
import { wake } from './004-wake.ts';
import { head } from './005-head.ts';
import type { Migration } from './migration.ts';

const migrations: readonly Migration[] = [first, acts, parents, wake, head];

/** The schema that this program reads and writes. */
export const schemaVersion = migrations.length;

/** Any number of our own: two programs that start at once migrate one after the other. */
const MIGRATION_LOCK = 7_230_115;

const tableExists = sql<{ known: boolean }>(`SELECT to_regclass('migration') IS NOT NULL AS known`);
const appliedVersion = sql<{ version: number }>('SELECT coalesce(max(id), 0) AS version FROM migration');

async function versionOf(session: SqlSession): Promise<number> {
  const { rows } = await session.query(tableExists);
  if (rows[0]?.known !== true) return 0;
  return (await session.query(appliedVersion)).rows[0]?.version ?? 0;
}

function refuseNewer(version: number): void {
  if (version <= schemaVersion) return;
  throw new AppError('refused', 'The store was written by a newer Reglament: upgrade this one', {
    details: { storeVersion: version, programVersion: schemaVersion },
  });
}

/**
 * Brings the schema forward, never back, in one transaction.
 * @throws AppError `refused` when the store is newer than the program.
 */
export async function migrate(session: SqlSession): Promise<void> {
  await session.transaction(async (inner) => {
    await inner.query(sql('SELECT pg_advisory_xact_lock($1)'), [MIGRATION_LOCK]);
    const version = await versionOf(inner);
    refuseNewer(version);
    if (version === 0) {
      await inner.query('CREATE TABLE IF NOT EXISTS migration (id int PRIMARY KEY, name text NOT NULL)');
    }
    for (const { id, name, statements } of migrations.slice(version)) {
      for (const statement of statements) await inner.query(statement);
      await inner.query('INSERT INTO migration (id, name) VALUES ($1, $2)', [id, name]);
    }
  });
}

/**
 * For those who only read: the schema must be the program's own.
 * @throws AppError `refused` when it is older or newer.
 */
export async function requireSchema(session: SqlSession): Promise<void> {
  const version = await versionOf(session);
  refuseNewer(version);
  if (version === schemaVersion) return;
  throw new AppError('refused', 'The store is empty or older than this Reglament: start the daemon once', {
    details: { storeVersion: version, programVersion: schemaVersion },
  });
}
