import { AppError } from '../core/app-error.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import type { SqlSession } from './sql/sql-database.ts';
import { sql } from './sql/sql-database.ts';
import type { DocumentStore, IssuedDocument } from './store.ts';

type DocumentRow = Omit<IssuedDocument, 'figures' | 'recipients'> & {
  readonly figures: string;
  readonly recipients: string;
};

const columns = 'id, kind, period, issued_at AS "issuedAt", sha256, path, figures, recipients';
const insertDocument = sql(`
  INSERT INTO document (id, kind, period, issued_at, sha256, path, figures, recipients)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`);
const selectDocuments = sql<DocumentRow>(
  `SELECT ${columns} FROM document WHERE $1::text IS NULL OR kind = $1 ORDER BY issued_at, id`,
);
const selectDocument = sql<DocumentRow>(`SELECT ${columns} FROM document WHERE id = $1`);

function documentOf(row: DocumentRow): IssuedDocument {
  return {
    ...row,
    figures: JSON.parse(row.figures) as unknown,
    recipients: JSON.parse(row.recipients) as readonly string[],
  };
}

/** The register of issued documents in SQL. */
export function createSqlDocumentStore(session: SqlSession): DocumentStore {
  return {
    add: async ({ id, kind, period, issuedAt, sha256, path, figures, recipients }) => {
      const { affectedRows } = await session.query(insertDocument, [
        id,
        kind,
        period,
        issuedAt,
        sha256,
        path,
        canonicalJson(figures ?? null),
        canonicalJson(recipients),
      ]);
      if (affectedRows === 0) {
        throw new AppError('refused', `Document ${id} is registered already: issue it under another number`, {
          details: { id },
        });
      }
    },
    list: async (kind) => (await session.query(selectDocuments, [kind])).rows.map(documentOf),
    get: async (id) => {
      const row = (await session.query(selectDocument, [id])).rows[0];
      return row === undefined ? null : documentOf(row);
    },
  };
}
