import type { Server, Socket } from 'node:net';
import type { SqlDatabase, SqlSession } from '../sql/sql-database.ts';
import { sql } from '../sql/sql-database.ts';
import type { Greeting, NextLine, SessionAnswer } from './session-protocol.ts';
import { lineReader, sendLine, SessionRequest } from './session-protocol.ts';

/** The holder's own work waits while a visitor's transaction is open: a visitor silent for longer is cut off. */
const LONGEST_SILENCE_MS = 10_000;

class VisitorLeft extends Error {}
class RolledBack extends Error {}

interface Visitor {
  readonly socket: Socket;
  readonly nextLine: NextLine;
}

const done: SessionAnswer = { rows: [], affectedRows: 0 };

async function nextRequest({ nextLine }: Visitor): Promise<SessionRequest | null> {
  const line = await nextLine();
  return line === null ? null : SessionRequest.parse(JSON.parse(line));
}

async function nextWithinTransaction(visitor: Visitor): Promise<SessionRequest> {
  visitor.socket.setTimeout(LONGEST_SILENCE_MS);
  const request = await nextRequest(visitor);
  visitor.socket.setTimeout(0);
  if (request === null) throw new VisitorLeft();
  return request;
}

async function answerQuery(
  session: SqlSession,
  { statement, values }: Extract<SessionRequest, { ask: 'query' }>,
): Promise<SessionAnswer> {
  try {
    const { rows, affectedRows } = await session.query(sql<unknown>(statement), values);
    return { rows: [...rows], affectedRows };
  } catch (error) {
    return { error: String(error) };
  }
}

async function serveTransaction(database: SqlDatabase, visitor: Visitor, readOnly: boolean): Promise<void> {
  await database.transaction(async (session) => {
    await session.query(sql(`SET TRANSACTION READ ${readOnly ? 'ONLY' : 'WRITE'}`));
    sendLine(visitor.socket, done);
    for (;;) {
      const request = await nextWithinTransaction(visitor);
      if (request.ask === 'commit') return;
      if (request.ask === 'rollback') throw new RolledBack();
      sendLine(
        visitor.socket,
        request.ask === 'query' ? await answerQuery(session, request) : { error: 'already in a transaction' },
      );
    }
  });
}

async function serveVisitor(database: Promise<SqlDatabase>, visitor: Visitor): Promise<void> {
  for (;;) {
    const request = await nextRequest(visitor);
    if (request === null) return;
    if (request.ask !== 'begin') {
      sendLine(visitor.socket, { error: 'not in a transaction' });
      continue;
    }
    try {
      await serveTransaction(await database, visitor, request.readOnly);
      sendLine(visitor.socket, done);
    } catch (error) {
      if (error instanceof VisitorLeft) return;
      sendLine(visitor.socket, error instanceof RolledBack ? done : { error: String(error) });
    }
  }
}

/**
 * Lets other processes use the database through the one that holds its folder. Visitors are greeted at once and served
 * when the database is open. The returned function sends them away.
 */
export function serveFolder(server: Server, greeting: Greeting, database: Promise<SqlDatabase>): () => void {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.once('timeout', () => socket.destroy());
    const visitor = { socket, nextLine: lineReader(socket) };
    sendLine(socket, greeting);
    // A visitor that speaks nonsense loses its connection; the holder and its work go on.
    serveVisitor(database, visitor)
      .catch(() => undefined)
      .finally(() => socket.destroy());
  });
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}
