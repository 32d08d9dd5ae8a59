/** What a statement takes: JSON text carries anything bigger than a scalar, so that every driver binds it alike. */
export type SqlValue = string | number | boolean | null;

/** A parameterised statement that says which columns its rows have. */
export type Statement<Row> = string & { readonly __row?: Row };

/** The rows a statement returned, and how many it wrote. */
export interface SqlResult<Row> {
  readonly rows: readonly Row[];
  readonly affectedRows: number;
}

/** Somewhere statements run: a database, or a transaction on it. */
export interface SqlSession {
  /** No other session can write meanwhile: nothing need be locked. */
  readonly isAlone: boolean;
  query<Row>(statement: Statement<Row>, values?: readonly SqlValue[]): Promise<SqlResult<Row>>;
  /** All or nothing. Inside a transaction the work simply joins it. */
  transaction<T>(work: (session: SqlSession) => Promise<T>): Promise<T>;
}

/** A database that was opened and must be closed. `int8` columns come back as numbers. */
export interface SqlDatabase extends SqlSession {
  close(): Promise<void>;
}

/** Marks a text as a statement whose rows have the shape of `Row`. */
export function sql<Row = never>(text: string): Statement<Row> {
  return text;
}
