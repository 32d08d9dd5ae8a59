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
          serialize.bind({ statement: name, values: values.map(textOf) }),
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

function textOf(value: SqlValue): string | null {
  return value === null ? null : String(value);
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
