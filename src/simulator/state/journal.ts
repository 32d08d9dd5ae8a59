/** Remembers how to undo each change of a transaction. */
export class Journal {
  #undo: (() => void)[] | null = null;

  /** Notes the inverse of a change that was just made; outside a transaction there is nothing to undo. */
  note(undo: () => void): void {
    this.#undo?.push(undo);
  }

  /** Runs the work; when it throws, everything that it changed is as before. A transaction inside another joins it. */
  atomically<Result>(work: () => Result): Result {
    if (this.#undo !== null) return work();
    const undo: (() => void)[] = [];
    this.#undo = undo;
    try {
      const result = work();
      this.#undo = null;
      return result;
    } catch (error) {
      this.#undo = null;
      for (const step of undo.reverse()) step();
      throw error;
    }
  }
}
