import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** What the holder of a folder says to whoever connects. */
export const Greeting = z.object({ holder: z.string(), schemaVersion: z.number() });
export type Greeting = z.infer<typeof Greeting>;

/** What a visitor asks of the holder: statements, each within a transaction that the visitor begins and ends. */
export const SessionRequest = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('begin'), readOnly: z.boolean() }),
  z.object({
    ask: z.literal('query'),
    statement: z.string(),
    values: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
  z.object({ ask: z.literal('commit') }),
  z.object({ ask: z.literal('rollback') }),
]);
export type SessionRequest = z.infer<typeof SessionRequest>;

/** The holder's answer to one request, in order. */
export const SessionAnswer = z.union([
  z.object({ rows: z.array(z.unknown()), affectedRows: z.number() }),
  z.object({ error: z.string() }),
]);
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** One JSON value a line. */
export function sendLine(socket: Socket, value: Greeting | SessionRequest | SessionAnswer): void {
  socket.write(`${JSON.stringify(value)}\n`);
}

/** Asks for the next line of a socket; null once it ended, however it ended. */
export type NextLine = () => Promise<string | null>;

/** Reads a socket line by line. */
export function lineReader(socket: Socket): NextLine {
  const lines = createInterface({ input: socket, crlfDelay: Infinity });
  const iterator: AsyncIterator<string, undefined> = lines[Symbol.asyncIterator]();
  // A connection that breaks ends its lines; whoever waits for one is told so by the null.
  socket.on('error', () => undefined);
  socket.once('close', () => {
    lines.close();
  });
  return async () => {
    const { value } = await iterator.next();
    return value ?? null;
  };
}
