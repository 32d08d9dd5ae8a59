import type { Journal } from './journal.ts';
import type { Params, Row } from './row.ts';

/** Told of every row that was added, changed, removed or brought back. */
export interface TableObserver<T extends Row> {
  changed(row: T): void;
}

/** Rows by id, in order of creation, with look-up by the columns that were named. */
export class Table<T extends Row> {
  readonly #rows = new Map<number, T>();
  readonly #indexes = new Map<string, Map<unknown, Set<T>>>();
  readonly #journal: Journal;
  #lastId = 0;
  observer: TableObserver<T> | undefined;

  constructor(journal: Journal, indexedColumns: readonly string[] = []) {
    this.#journal = journal;
    for (const column of indexedColumns) this.#indexes.set(column, new Map());
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Adds a row under the next free id, or under the id that the values bring. */
  insert(values: Params): T {
    const id = typeof values['id'] === 'number' ? values['id'] : this.#lastId + 1;
    this.#lastId = Math.max(this.#lastId, id);
    const row = { ...values, id } as T;
    this.#add(row);
    this.#journal.note(() => {
      this.#drop(row);
    });
    return row;
  }

  update(row: T, changes: Params): void {
    const before: Params = {};
    for (const column of Object.keys(changes)) before[column] = row[column];
    this.#write(row, changes);
    this.#journal.note(() => {
      this.#write(row, before);
    });
  }

  remove(row: T): void {
    this.#drop(row);
    this.#journal.note(() => {
      this.#add(row);
    });
  }

  /** The row of an id given as a number or as digits. */
  get(id: unknown): T | undefined {
    if (typeof id === 'number') return this.#rows.get(id);
    return typeof id === 'string' && /^\d+$/.test(id) ? this.#rows.get(Number(id)) : undefined;
  }

  has(row: T): boolean {
    return this.#rows.get(row.id) === row;
  }

  all(): T[] {
    return [...this.#rows.values()];
  }

  values(): Iterable<T> {
    return this.#rows.values();
  }

  find(matches: (row: T) => boolean): T | undefined {
    for (const row of this.#rows.values()) if (matches(row)) return row;
    return undefined;
  }

  filter(matches: (row: T) => boolean): T[] {
    return this.all().filter(matches);
  }

  /** The rows with this value in the column, in order of id. */
  where(column: string, value: unknown): T[] {
    const index = this.#indexes.get(column);
    if (index === undefined) return this.filter((row) => row[column] === value);
    return [...(index.get(value) ?? [])].sort((a, b) => a.id - b.id);
  }

  #add(row: T): void {
    this.#rows.set(row.id, row);
    this.#indexRow(row);
    this.observer?.changed(row);
  }

  #drop(row: T): void {
    this.#rows.delete(row.id);
    this.#unindexRow(row);
    this.observer?.changed(row);
  }

  #write(row: T, changes: Params): void {
    this.#unindexRow(row);
    Object.assign(row, changes);
    this.#indexRow(row);
    this.observer?.changed(row);
  }

  #indexRow(row: T): void {
    for (const [column, index] of this.#indexes) {
      const rows = index.get(row[column]);
      if (rows === undefined) index.set(row[column], new Set([row]));
      else rows.add(row);
    }
  }

  #unindexRow(row: T): void {
    for (const [column, index] of this.#indexes) {
      const rows = index.get(row[column]);
      rows?.delete(row);
      if (rows?.size === 0) index.delete(row[column]);
    }
  }
}
