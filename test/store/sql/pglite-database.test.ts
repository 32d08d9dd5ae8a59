import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql, type SqlDatabase } from '../../../src/store/sql/sql-database.ts';
import { openTestDatabase } from '../../support/open-test-store.ts';

describe('createPgliteDatabase', () => {
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  it('lets timers and sockets have their turn in a busy stretch', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);

    for (let n = 0; n < 200; n += 1) await database.query(sql('SELECT 1'));

    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  it('tidies up after many writes', async () => {
    const rowsKnownToPlanner = sql<{ rows: number }>(
      `SELECT reltuples::int AS rows FROM pg_class WHERE oid = 'state'::regclass`,
    );
    const fill = sql(`INSERT INTO state SELECT 'key ' || n, '' FROM generate_series(1, 25000) AS n
      ON CONFLICT (key) DO UPDATE SET value = 'again'`);

    await database.query(fill);
    expect((await database.query(rowsKnownToPlanner)).rows).toEqual([{ rows: -1 }]);
    await database.transaction((session) => session.query(fill));

    expect((await database.query(rowsKnownToPlanner)).rows).toEqual([{ rows: 25_000 }]);
  });

  it('tells a refused statement as a bug and rolls its transaction back', async () => {
    const failing = database.transaction(async (session) => {
      await session.query(sql(`INSERT INTO state VALUES ('half', 'done')`));
      await session.query(sql('SELECT nonsense'));
    });

    await expect(failing).rejects.toMatchObject({ code: 'bug', details: { code: '42703' } });
    expect((await database.query(sql(`SELECT 1 FROM state WHERE key = 'half'`))).rows).toEqual([]);
  });
});
