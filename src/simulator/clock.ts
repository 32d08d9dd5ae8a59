/** Takes a task off the schedule; harmless when it has already run. */
export type CancelTask = () => void;

/** The time by which the server lives, and what it has to do later. Instants are UTC epoch milliseconds. */
export interface SimulatorClock {
  now(): number;
  schedule(dueAt: number, task: () => void): CancelTask;
  /** Drops everything scheduled. */
  stop(): void;
}

interface Task {
  readonly dueAt: number;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that stands still until it is moved; moving it runs what has become due, in order. */
export class VirtualClock implements SimulatorClock {
  #now: number;
  #order = 0;
  #tasks: Task[] = [];

  constructor(startAt: number) {
    this.#now = startAt;
  }

  now(): number {
    return this.#now;
  }

  /** Jumps, forwards or backwards, without running anything; what is overdue runs at the next advance. */
  set(at: number): void {
    this.#now = at;
  }

  /** Moves forward to the instant, running each due task at its own time. */
  advanceTo(at: number): void {
    for (let task = this.#takeDue(at); task !== undefined; task = this.#takeDue(at)) {
      this.#now = Math.max(this.#now, task.dueAt);
      task.run();
    }
    this.#now = Math.max(this.#now, at);
  }

  advanceBy(durationMs: number): void {
    this.advanceTo(this.#now + durationMs);
  }

  schedule(dueAt: number, run: () => void): CancelTask {
    const task = { dueAt, order: this.#order++, run };
    const later = this.#tasks.findIndex((other) => other.dueAt > dueAt);
    this.#tasks.splice(later < 0 ? this.#tasks.length : later, 0, task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  stop(): void {
    this.#tasks = [];
  }

  #takeDue(at: number): Task | undefined {
    const first = this.#tasks[0];
    if (first === undefined || first.dueAt > at) return undefined;
    this.#tasks.shift();
    return first;
  }
}

/** Real time. */
export class WallClock implements SimulatorClock {
  readonly #timers = new Set<NodeJS.Timeout>();

  now(): number {
    return Date.now();
  }

  schedule(dueAt: number, task: () => void): CancelTask {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        task();
      },
      Math.max(0, dueAt - Date.now()),
    );
    timer.unref();
    this.#timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
