import { AppError } from '../core/app-error.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import type { SqlSession } from './sql/sql-database.ts';
import { sql } from './sql/sql-database.ts';
import type { ActDraft, ActId, ActRegister, RegisteredAct } from './store.ts';

type ActRow = Omit<RegisteredAct, 'files' | 'cancelled'> & {
  readonly files: string;
  readonly cancelledAt: number | null;
  readonly cancelledWhy: string | null;
};

const NO_FILES = '{}';
const columns = `year, number, document_id AS "documentId", subject, issued_at AS "issuedAt", pack_hash AS "packHash",
  effect_key AS "effectKey", files, cancelled_at AS "cancelledAt", cancelled_why AS "cancelledWhy"`;

// Two issuers take their numbers one after the other; readers are not held up.
const lockActs = sql('LOCK TABLE act IN EXCLUSIVE MODE');
const insertAct = sql<ActRow>(`
  INSERT INTO act (year, number, document_id, subject, issued_at, pack_hash, effect_key)
  SELECT $1::int, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 FROM act WHERE year = $1::int
  RETURNING ${columns}`);
const selectByEffect = sql<ActRow>(`SELECT ${columns} FROM act WHERE effect_key = $1`);
const selectActs = sql<ActRow>(
  `SELECT ${columns} FROM act WHERE $1::int IS NULL OR year = $1 ORDER BY year, number`,
);
const selectAct = sql<ActRow>(`SELECT ${columns} FROM act WHERE year = $1 AND number = $2`);
const setFiles = sql(`UPDATE act SET files = $3 WHERE year = $1 AND number = $2 AND files = '${NO_FILES}'`);
const cancelAct = sql<ActRow>(`
  UPDATE act SET cancelled_at = $3, cancelled_why = $4
  WHERE year = $1 AND number = $2 AND cancelled_at IS NULL RETURNING ${columns}`);

function actOf({ files, cancelledAt, cancelledWhy, ...row }: ActRow): RegisteredAct {
  return {
    ...row,
    files: JSON.parse(files) as RegisteredAct['files'],
    cancelled: cancelledAt === null ? null : { at: cancelledAt, why: cancelledWhy ?? '' },
  };
}

async function register(session: SqlSession, draft: ActDraft): Promise<RegisteredAct> {
  const { year, documentId, subject, issuedAt, packHash, effectKey } = draft;
  return session.transaction(async (inner) => {
    if (!inner.isAlone) await inner.query(lockActs);
    const known = effectKey === null ? [] : (await inner.query(selectByEffect, [effectKey])).rows;
    const values = [year, documentId, subject, issuedAt, packHash, effectKey];
    const row = known[0] ?? (await inner.query(insertAct, values)).rows[0];
    if (row === undefined) throw new AppError('bug', 'an act was registered and not told back');
    return actOf(row);
  });
}

async function cancel(
  session: SqlSession,
  { year, number }: ActId,
  { at, why }: NonNullable<RegisteredAct['cancelled']>,
): Promise<RegisteredAct> {
  const cancelled = (await session.query(cancelAct, [year, number, at, why])).rows[0];
  if (cancelled !== undefined) return actOf(cancelled);
  const name = `${number}/${year}`;
  const isKnown = (await session.query(selectAct, [year, number])).rows.length > 0;
  if (isKnown) throw new AppError('refused', `Act ${name} is cancelled already; its first reason stays`);
  throw new AppError('input', `There is no act ${name} on the register: see act list`);
}

/** The register of acts in SQL. */
export function createSqlActRegister(session: SqlSession): ActRegister {
  return {
    register: (draft) => register(session, draft),
    noteMade: async ({ year, number }, files) => {
      await session.query(setFiles, [year, number, canonicalJson(files)]);
    },
    cancel: (id, cancelled) => cancel(session, id, cancelled),
    list: async (year) => (await session.query(selectActs, [year])).rows.map(actOf),
    get: async ({ year, number }) => {
      const row = (await session.query(selectAct, [year, number])).rows[0];
      return row === undefined ? null : actOf(row);
    },
  };
}
