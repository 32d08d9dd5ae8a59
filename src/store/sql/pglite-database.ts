import { setImmediate as nextTurn } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { AppError } from '../../core/app-error.ts';
import type { SqlDatabase, SqlResult, SqlSession, SqlValue, Statement } from './sql-database.ts';

type Queryable = Pick<PGlite, 'query'>;

async function run<Row>(
  target: Queryable,
  statement: Statement<Row>,
  values: readonly SqlValue[] = [],
): Promise<SqlResult<Row>> {
  const { rows, affectedRows } = await target.query<Row>(statement, [...values]);
  return { rows, affectedRows: affectedRows ?? 0 };
}

function sessionOn(transaction: Queryable): SqlSession {
  const session: SqlSession = {
    query: (statement, values) => run(transaction, statement, values),
    transaction: (work) => work(session),
  };
  return session;
}

/**
 * Wraps an open PGlite; it runs one statement or transaction after the other. PGlite works within the microtasks of
 * this process: without a turn of the event loop in between, a busy stretch would leave sockets and timers unserved.
 */
export function createPgliteDatabase(pglite: PGlite): SqlDatabase {
  return {
    query: async (statement, values) => {
      await nextTurn();
      return run(pglite, statement, values);
    },
    transaction: async (work) => {
      await nextTurn();
      return pglite.transaction((transaction) => work(sessionOn(transaction)));
    },
    close: () => pglite.close(),
  };
}

/**
 * Opens (or makes) the embedded database in a folder. PGlite itself locks nothing: hold the folder's claim first.
 * @throws AppError `input` when the folder holds no database that can be opened.
 */
export async function openPgliteFolder(folder: string): Promise<SqlDatabase> {
  try {
    return createPgliteDatabase(await PGlite.create(folder));
  } catch (cause) {
    throw new AppError(
      'input',
      `The database in ${folder} cannot be opened: restore the folder from a backup`,
      {
        cause,
        details: { folder },
      },
    );
  }
}
