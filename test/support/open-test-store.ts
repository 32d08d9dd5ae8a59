import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { createPgliteDatabase } from '../../src/store/sql/pglite-database.ts';
import type { SqlDatabase } from '../../src/store/sql/sql-database.ts';
import { createSqlStore } from '../../src/store/sql-store.ts';
import type { Store } from '../../src/store/store.ts';

const packagePath = join(
  createRequire(import.meta.url).resolve('@electric-sql/pglite'),
  '../../package.json',
);
const { version } = JSON.parse(readFileSync(packagePath, 'utf8')) as { version: string };
const templatePath = join(tmpdir(), `reglament-empty-database-${version}.tar`);

/** Making an empty database takes seconds, loading a made one a fraction: it is made once a machine. */
async function emptyDatabase(): Promise<Blob> {
  if (!existsSync(templatePath)) {
    const fresh = await PGlite.create();
    const dump = await fresh.dumpDataDir('none');
    await fresh.close();
    const ownPath = `${templatePath}.${randomUUID()}`;
    await writeFile(ownPath, new Uint8Array(await dump.arrayBuffer()));
    await rename(ownPath, templatePath);
  }
  return new Blob([new Uint8Array(await readFile(templatePath))]);
}

/** A migrated database in memory. */
export async function openTestDatabase(): Promise<SqlDatabase> {
  const database = createPgliteDatabase(await PGlite.create({ loadDataDir: await emptyDatabase() }));
  await migrate(database);
  return database;
}

/** An empty store in memory, for tests of whatever needs one. */
export async function openTestStore(): Promise<Store> {
  return createSqlStore(await openTestDatabase());
}
