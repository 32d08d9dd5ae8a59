import pg from 'pg';
import { AppError } from '../../core/app-error.ts';
import { sqlError } from './sql-error.ts';
import type { SqlDatabase, SqlResult, SqlSession, SqlValue, Statement } from './sql-database.ts';

const POOL_SIZE = 4;

function createTypes(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  // pg answers int8 as text; ours are instants and counts, far below 2^53.
  types.setTypeParser(pg.types.builtins.INT8, Number);
  return types;
}

function translate(cause: unknown, where: string): AppError {
  return sqlError(cause, cause instanceof pg.DatabaseError ? (cause.code ?? null) : null, where);
}

async function run<Row>(
  target: pg.Pool | pg.PoolClient,
  where: string,
  statement: Statement<Row>,
  values: readonly SqlValue[] = [],
): Promise<SqlResult<Row>> {
  try {
    const { rows, rowCount } = await target.query(statement, [...values]);
    return { rows: rows as Row[], affectedRows: rowCount ?? 0 };
  } catch (cause) {
    throw translate(cause, where);
  }
}

async function runTransaction<T>(
  pool: pg.Pool,
  where: string,
  work: (session: SqlSession) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw translate(cause, where);
  });
  const session: SqlSession = {
    isAlone: false,
    query: (statement, values) => run(client, where, statement, values),
    transaction: (inner) => inner(session),
  };
  let broken = false;
  try {
    await run(client, where, 'BEGIN');
    const result = await work(session);
    await run(client, where, 'COMMIT');
    return result;
  } catch (error) {
    // A client that cannot even roll back is thrown away; the first error is the one that tells why.
    await run(client, where, 'ROLLBACK').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Connects to a PostgreSQL server. Nothing is sent before the first statement.
 * @throws AppError `input` when the URL is none.
 */
export function openPostgres(url: string, options: { readonly readOnly: boolean }): SqlDatabase {
  if (!URL.canParse(url))
    throw new AppError('input', 'The database URL cannot be read: postgres://user@host/name');
  const { host, pathname } = new URL(url);
  const where = `${host}${pathname}`;
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    types: createTypes(),
    ...(options.readOnly ? { options: '-c default_transaction_read_only=on' } : {}),
  });
  // An idle connection that dies is replaced by the pool; the next statement tells when the server is really gone.
  pool.on('error', () => undefined);
  return {
    isAlone: false,
    query: (statement, values) => run(pool, where, statement, values),
    transaction: (work) => runTransaction(pool, where, work),
    close: () => pool.end(),
  };
}
