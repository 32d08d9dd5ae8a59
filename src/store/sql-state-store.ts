import type { SqlSession } from './sql/sql-database.ts';
import { sql } from './sql/sql-database.ts';
import type { StateStore } from './store.ts';

const selectValue = sql<{ value: string }>('SELECT value FROM state WHERE key = $1');
const putValue = sql(
  'INSERT INTO state (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
);
const addValue = sql('INSERT INTO state (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING');
const swapValue = sql('UPDATE state SET value = $2 WHERE key = $1 AND value = $3');

/** Named values in SQL. */
export function createSqlStateStore(session: SqlSession): StateStore {
  return {
    get: async (key) => (await session.query(selectValue, [key])).rows[0]?.value ?? null,
    set: async (key, value) => {
      await session.query(putValue, [key, value]);
    },
    compareAndSet: async (key, expected, value) => {
      const { affectedRows } =
        expected === null
          ? await session.query(addValue, [key, value])
          : await session.query(swapValue, [key, value, expected]);
      return affectedRows === 1;
    },
  };
}
