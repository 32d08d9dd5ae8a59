import { connect, type Socket } from 'node:net';
import { AppError } from '../../core/app-error.ts';
import { schemaVersion } from '../migrations/migrate.ts';
import type { SqlDatabase, SqlResult, SqlSession, SqlValue, Statement } from '../sql/sql-database.ts';
import type { NextLine, SessionRequest } from './session-protocol.ts';
import { Greeting, lineReader, sendLine, SessionAnswer } from './session-protocol.ts';

/** A holder that is busy starting or in a long statement still greets within this time. */
const GREETING_PATIENCE_MS = 5_000;

/** A connection to the process that holds a folder, and what it said on meeting. */
export interface HolderConnection {
  readonly socket: Socket;
  readonly nextLine: NextLine;
  /** Null when it accepts but does not speak: suspended, or stuck. */
  readonly greeting: Greeting | null;
}

/** Connects to the holder; null when it has ended meanwhile. */
export async function meetHolder(socketPath: string): Promise<HolderConnection | null> {
  const socket = connect(socketPath);
  const nextLine = lineReader(socket);
  const silence = new Promise<'silent'>((resolve) => {
    socket.setTimeout(GREETING_PATIENCE_MS, () => {
      resolve('silent');
    });
  });
  const line = await Promise.race([nextLine(), silence]);
  socket.setTimeout(0);
  if (line === null) return null;
  if (line !== 'silent') return { socket, nextLine, greeting: Greeting.parse(JSON.parse(line)) };
  socket.destroy();
  return { socket, nextLine, greeting: null };
}

function requireOwnSchema(greeting: Greeting): void {
  if (greeting.schemaVersion === schemaVersion) return;
  throw new AppError(
    'refused',
    `The store is held by ${greeting.holder}, which runs another version: restart it`,
    {
      details: {
        holder: greeting.holder,
        storeVersion: greeting.schemaVersion,
        programVersion: schemaVersion,
      },
    },
  );
}

/** Runs the visitor's transactions one after the other: there is one connection. */
function createQueue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/**
 * The database as served by the process that holds its folder.
 * @throws AppError `refused` when that process runs another version of the program.
 */
export function visitFolder(
  connection: HolderConnection,
  options: { readonly readOnly: boolean },
): SqlDatabase {
  const { socket, nextLine, greeting } = connection;
  if (greeting === null)
    throw new AppError('unavailable', 'The process that holds the store does not answer');
  requireOwnSchema(greeting);

  const ask = async <Row>(request: SessionRequest): Promise<SqlResult<Row>> => {
    sendLine(socket, request);
    const line = await nextLine();
    if (line === null) {
      const isUndecided = request.ask === 'commit' && !options.readOnly;
      throw new AppError(
        isUndecided ? 'unknown-outcome' : 'unavailable',
        `The store's holder (${greeting.holder}) ended: run the command again`,
      );
    }
    const answer = SessionAnswer.parse(JSON.parse(line));
    if ('error' in answer)
      throw new AppError('bug', 'The store refused a statement', { cause: answer.error });
    return answer as SqlResult<Row>;
  };

  const session: SqlSession = {
    isAlone: false,
    query: <Row>(statement: Statement<Row>, values: readonly SqlValue[] = []) =>
      ask<Row>({ ask: 'query', statement, values: [...values] }),
    transaction: (work) => work(session),
  };
  const inTurn = createQueue();
  const transaction: SqlSession['transaction'] = (work) =>
    inTurn(async () => {
      await ask({ ask: 'begin', readOnly: options.readOnly });
      const result = await work(session).catch(async (error: unknown) => {
        // The first error is the one that tells why.
        await ask({ ask: 'rollback' }).catch(() => undefined);
        throw error;
      });
      await ask({ ask: 'commit' });
      return result;
    });

  return {
    isAlone: false,
    query: (statement, values) => transaction((inner) => inner.query(statement, values)),
    transaction,
    close: () => {
      socket.end();
      return Promise.resolve();
    },
  };
}
