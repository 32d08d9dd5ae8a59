import { parse, protocol, type PGlite } from '@electric-sql/pglite';
import type { SqlResult, SqlValue } from './sql-database.ts';

const { serialize } = protocol;

/** Runs single statements on one connection. */
export interface Wire {
  run(statement: string, values: readonly SqlValue[]): Promise<SqlResult<unknown>>;
}

/**
 * Speaks PostgreSQL's extended protocol with an embedded server, one call a statement: its own `query` makes one call
 * for each of the five messages, which costs more than most of our statements. What takes values is prepared once.
 */
export function createWire(pglite: PGlite): Wire {
  const prepared = new Map<string, string>();
  let count = 0;
  return {
    async run(statement, values) {
      const known = prepared.get(statement);
      const name = known ?? (values.length === 0 ? '' : `s${(count += 1)}`);
      const answer = await pglite.execProtocol(
        joinBytes([
          ...(known === undefined ? [serialize.parse({ name, text: statement })] : []),
          bind(name, values),
          serialize.describe({ type: 'P' }),
          serialize.execute({}),
          serialize.sync(),
        ]),
      );
      if (name !== '') prepared.set(statement, name);
      const [result] = parse.parseResults(answer.messages, pglite.parsers);
      return { rows: result?.rows ?? [], affectedRows: result?.affectedRows ?? 0 };
    },
  };
}

/**
 * The message that gives a statement its values, all as text. PGlite's own goes through each character of a value in
 * JavaScript and then copies it again and again: with tickets as values that takes longer than storing them.
 */
function bind(statement: string, values: readonly SqlValue[]): Uint8Array {
  const body = joinBytes([
    Buffer.from(`\0${statement}\0`),
    int16(0),
    int16(values.length),
    ...values.flatMap(fieldOf),
    int16(0),
  ]);
  return joinBytes([Buffer.from('B'), int32(body.length + 4), body]);
}

function fieldOf(value: SqlValue): readonly Uint8Array[] {
  if (value === null) return [int32(-1)];
  const text = Buffer.from(String(value));
  return [int32(text.length), text];
}

function int16(value: number): Uint8Array {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
