import { setImmediate as nextTurn } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { AppError } from '../../core/app-error.ts';
import type { SqlDatabase, SqlResult, SqlSession, SqlValue, Statement } from './sql-database.ts';
import { sql } from './sql-database.ts';
import { createWire } from './pglite-wire.ts';
import { sqlError } from './sql-error.ts';

/** Gives the room of old row versions back and tells the planner what the tables are like. */
export const vacuum = sql('VACUUM (ANALYZE) ticket, head, ledger, standing, state');

/** The embedded server has no background worker that would do it: rows written until it is tidied up. */
const WRITES_BETWEEN_VACUUMS = 50_000;
/** Its defaults are those of a big machine: half of this process's memory would be buffers. */
const settings = [
  'shared_buffers=32MB',
  'maintenance_work_mem=16MB',
  // The planner's sample is held in memory: whole tickets, three hundred times this number.
  'default_statistics_target=20',
  'random_page_cost=1.1',
  // Statements are prepared, but bounds that may be absent make one plan for all values a bad one.
  'plan_cache_mode=force_custom_plan',
];
const startParams = [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])];

/** SQLSTATE of an internal error. */
const UNKNOWN_STATE = 'XX000';

/**
 * Wraps an open PGlite; it runs one statement or transaction after the other. PGlite works within the microtasks of
 * this process: without a turn of the event loop in between, a busy stretch would leave sockets and timers unserved.
 */
export function createPgliteDatabase(pglite: PGlite): SqlDatabase {
  const wire = createWire(pglite);
  let written = 0;
  let last: Promise<unknown> = Promise.resolve();
  const run = async <Row>(
    statement: Statement<Row>,
    values: readonly SqlValue[] = [],
  ): Promise<SqlResult<Row>> => {
    const result = await wire.run(statement, values).catch((cause: unknown) => {
      throw sqlError(cause, (cause as { code?: string }).code ?? UNKNOWN_STATE, 'in its folder');
    });
    written += result.affectedRows;
    return result as SqlResult<Row>;
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(async () => {
      await nextTurn();
      const result = await work();
      if (written >= WRITES_BETWEEN_VACUUMS) {
        written = 0;
        await run(vacuum);
      }
      return result;
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  const inTransaction = async <T>(work: (session: SqlSession) => Promise<T>): Promise<T> => {
    await run(sql('BEGIN'));
    try {
      const result = await work(session);
      await run(sql('COMMIT'));
      return result;
    } catch (error) {
      await run(sql('ROLLBACK'));
      throw error;
    }
  };
  const session: SqlSession = { isAlone: true, query: run, transaction: (work) => work(session) };
  return {
    isAlone: true,
    query: (statement, values) => inTurn(() => run(statement, values)),
    transaction: (work) => inTurn(() => inTransaction(work)),
    close: () => inTurn(() => pglite.close()),
  };
}

/**
 * Opens (or makes) the embedded database in a folder. PGlite itself locks nothing: hold the folder's claim first.
 * @throws AppError `input` when the folder holds no database that can be opened.
 */
export async function openPgliteFolder(folder: string): Promise<SqlDatabase> {
  try {
    return createPgliteDatabase(await PGlite.create(folder, { startParams }));
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
