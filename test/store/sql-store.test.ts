import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { openPostgres } from '../../src/store/sql/postgres-database.ts';
import { sql, type SqlDatabase } from '../../src/store/sql/sql-database.ts';
import { describeStore } from '../contract/store.ts';
import { openTestDatabase } from '../support/open-test-store.ts';
import { startPostgres, type PostgresServer } from '../support/start-postgres.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const connect = (): SqlDatabase => openPostgres(server.url, { readOnly: false });

describeStore('embedded store', openTestDatabase);
describeStore('store on a PostgreSQL server', () => Promise.resolve(connect()));

describe('openStore on a server', () => {
  async function withDatabase(work: (database: SqlDatabase) => Promise<unknown>): Promise<void> {
    const database = connect();
    await work(database);
    await database.close();
  }

  it('migrates once, also when two start together', async () => {
    await withDatabase(async (database) => {
      await database.query(sql('DROP SCHEMA public CASCADE'));
      await database.query(sql('CREATE SCHEMA public'));
    });
    await expect(openStore({ url: server.url, mode: 'read' })).rejects.toMatchObject({ code: 'refused' });

    const stores = await Promise.all([1, 2].map(() => openStore({ url: server.url, mode: 'write' })));

    expect(await Promise.all(stores.map((store) => store.tickets.countAll()))).toEqual([0, 0]);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('writes nothing in mode read', async () => {
    const store = await openStore({ url: server.url, mode: 'read' });

    await expect(store.state.set('a', 'b')).rejects.toMatchObject({ code: 'bug' });

    expect(await store.state.get('a')).toBeNull();
    await store.close();
  });

  it('refuses a store that a newer program wrote', async () => {
    await withDatabase((database) => database.query(sql(`INSERT INTO migration VALUES (99, 'later')`)));

    await expect(openStore({ url: server.url, mode: 'write' })).rejects.toMatchObject({ code: 'refused' });
    await expect(openStore({ url: server.url, mode: 'read' })).rejects.toMatchObject({ code: 'refused' });
  });

  it.each([
    ['a server that is not there', 'postgres://reglament:secret@127.0.0.1:1/reglament', 'unavailable'],
    ['text that is no URL', 'secret database', 'input'],
  ])('tells of %s, without the password', async (_, url, code) => {
    const failed: unknown = await openStore({ url, mode: 'write' }).catch((error: unknown) => error);

    expect(failed).toMatchObject({ code });
    expect(JSON.stringify([String(failed), failed])).not.toContain('secret');
  });

  it('tells of a refused login', async () => {
    const url = server.url.replace('reglament:reglament', 'reglament:secret');

    await expect(openStore({ url, mode: 'write' })).rejects.toMatchObject({ code: 'input' });
  });
});
