import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { VirtualClock } from '../../src/simulator/clock.ts';

/** Where virtual time stood at a real instant, and how much faster than real time it goes since (0: it stands still). */
interface Anchor {
  readonly virtualAt: number;
  readonly realAt: number;
  readonly speed: number;
}

const recordBytes = 64;
const pumpEveryMs = 5;

function instantOf({ virtualAt, realAt, speed }: Anchor): number {
  return Math.floor(virtualAt + (Date.now() - realAt) * speed);
}

/**
 * The simulator's clock, told to other processes in a file of a few bytes. It stands still until it is moved, or goes
 * by itself at a speed, with no two requests in one instant.
 */
export class ChaosClock extends VirtualClock {
  readonly #file: number;
  #anchor: Anchor;
  #isRunningTasks = false;
  #pump: NodeJS.Timeout | null = null;

  constructor(startAt: number, path: string) {
    super(startAt);
    this.#file = openSync(path, 'w');
    this.#anchor = { virtualAt: startAt, realAt: 0, speed: 0 };
    this.#tell();
  }

  override now(): number {
    return this.#isRunningTasks ? super.now() : Math.max(super.now(), instantOf(this.#anchor));
  }

  override advanceTo(at: number): void {
    this.#isRunningTasks = true;
    try {
      super.advanceTo(at);
    } finally {
      this.#isRunningTasks = false;
    }
    if (this.#anchor.speed === 0) this.#anchorHere(0);
  }

  /** Lets time go by itself. */
  run(speed: number): void {
    if (this.#anchor.speed === speed) return;
    this.#anchorHere(speed);
    this.#pump ??= setInterval(() => {
      this.advanceTo(this.now());
    }, pumpEveryMs);
  }

  standStill(): void {
    if (this.#pump !== null) clearInterval(this.#pump);
    this.#pump = null;
    const at = this.now();
    this.#anchorHere(0);
    this.advanceTo(at);
  }

  override stop(): void {
    this.standStill();
    super.stop();
    closeSync(this.#file);
  }

  #anchorHere(speed: number): void {
    this.#anchor = { virtualAt: this.now(), realAt: Date.now(), speed };
    this.#tell();
  }

  #tell(): void {
    const { virtualAt, realAt, speed } = this.#anchor;
    writeSync(this.#file, `${virtualAt} ${realAt} ${speed}`.padEnd(recordBytes), 0);
  }
}

/** The same time as another process has it. */
export function readChaosClock(path: string): { readonly now: () => number; readonly speed: () => number } {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(recordBytes);
  const read = (): Anchor => {
    readSync(file, buffer, 0, recordBytes, 0);
    const [virtualAt = 0, realAt = 0, speed = 0] = buffer.toString().trim().split(' ').map(Number);
    return { virtualAt, realAt, speed };
  };
  return { now: () => instantOf(read()), speed: () => read().speed };
}
