import type { StampedRow } from './row.ts';

interface Entry<T> {
  readonly row: T;
  readonly updatedAt: string;
}

/**
 * Rows in order of their last change, so that a client who walks by `updated_at` costs what it reads and not the whole
 * table. Changes are appended; a row's older entries are passed over and swept away when they outnumber the rest.
 */
export class UpdateLog<T extends StampedRow> {
  #entries: Entry<T>[] = [];
  readonly #latest = new Map<T, Entry<T>>();
  readonly #isPresent: (row: T) => boolean;

  constructor(isPresent: (row: T) => boolean) {
    this.#isPresent = isPresent;
  }

  /** Takes in that a row was added, changed or removed. */
  note(row: T): void {
    if (!this.#isPresent(row)) {
      this.#latest.delete(row);
      return;
    }
    if (this.#latest.get(row)?.updatedAt === row.updated_at) return;
    const entry = { row, updatedAt: row.updated_at };
    this.#latest.set(row, entry);
    this.#insert(entry);
    if (this.#entries.length > 2 * this.#latest.size + 64) {
      this.#entries = this.#entries.filter((other) => this.#latest.get(other.row) === other);
    }
  }

  /** The rows changed at or after the time (all when null), oldest change first, or newest first when descending. */
  *from(updatedAt: string | null, descending = false): Generator<T> {
    const start = updatedAt === null ? 0 : this.#lowerBound(updatedAt);
    const entries = this.#entries;
    for (let step = 0; step < entries.length - start; step++) {
      const entry = entries[descending ? entries.length - 1 - step : start + step];
      if (entry !== undefined && this.#latest.get(entry.row) === entry) yield entry.row;
    }
  }

  #insert(entry: Entry<T>): void {
    const last = this.#entries.at(-1);
    if (last === undefined || last.updatedAt <= entry.updatedAt) this.#entries.push(entry);
    else this.#entries.splice(this.#upperBound(entry.updatedAt), 0, entry);
  }

  #lowerBound(updatedAt: string): number {
    return this.#firstIndex((entry) => entry.updatedAt >= updatedAt);
  }

  #upperBound(updatedAt: string): number {
    return this.#firstIndex((entry) => entry.updatedAt > updatedAt);
  }

  #firstIndex(matches: (entry: Entry<T>) => boolean): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle];
      if (entry !== undefined && matches(entry)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
