import { setTimeout as delay } from 'node:timers/promises';

import type { MigrationKind } from './engine/migration.ts';
import type { HttpServer } from './http/server.ts';
import type { World } from './state/world.ts';

/** How long the parts of a restart take, in real time. */
export interface RestartTiming {
  /** From the answer until the server ends itself. */
  readonly untilDownMs: number;
  /** Until it is back. */
  readonly downMs: number;
  /** In the loop: how long it lives before it ends itself again. */
  readonly loopUpMs: number;
}

/** As measured on a real server. */
export const REAL_TIMING: RestartTiming = { untilDownMs: 3_000, downMs: 3_800, loopUpMs: 1_000 };

const LOOP_LASTS_MS = 300_000;

/**
 * Ends the server after a migration and starts it again, as 6.5 does: a change of the schema ends it once; a second
 * migration within five minutes that changes configuration alone ends it again and again until those are over.
 */
export class Supervisor {
  readonly #world: World;
  readonly #server: HttpServer;
  readonly #timing: RestartTiming;
  readonly #isSupervised: boolean;
  /** By the server's clock. */
  #schemaChangedAt = -Infinity;
  readonly #ending = new AbortController();
  /** Any second migration starts the loop, not only one of configuration. */
  isLoopStrict = false;
  readonly #running = new Set<Promise<void>>();

  constructor(world: World, server: HttpServer, options: { timing: RestartTiming; isSupervised: boolean }) {
    this.#world = world;
    this.#server = server;
    this.#timing = options.timing;
    this.#isSupervised = options.isSupervised;
  }

  onMigrated(kind: MigrationKind): void {
    if (kind === 'nothing' || this.#world.setting('auto_shutdown') !== true) return;
    const isSecond = this.#world.clock.now() - this.#schemaChangedAt < LOOP_LASTS_MS;
    const isLooping = isSecond && (kind === 'configuration' || this.isLoopStrict);
    if (kind === 'schema') this.#schemaChangedAt = this.#world.clock.now();
    if (isLooping) this.#run(this.#loop());
    else if (kind === 'schema') this.#run(this.#restartAfterMigration());
  }

  /** Goes down and comes back. */
  async restart(downMs: number): Promise<void> {
    await this.#server.close();
    const isStillWanted = await this.#wait(downMs);
    if (isStillWanted && !this.#world.isBricked) await this.#server.open();
  }

  /** Ends for good, whatever is under way. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#running);
    await this.#server.close();
  }

  #run(work: Promise<void>): void {
    const tracked = work.finally(() => this.#running.delete(tracked));
    this.#running.add(tracked);
  }

  async #restartAfterMigration(): Promise<void> {
    if (!(await this.#wait(this.#timing.untilDownMs))) return;
    if (this.#isSupervised) await this.restart(this.#timing.downMs);
    else await this.#server.close();
  }

  async #loop(): Promise<void> {
    const endsAt = this.#schemaChangedAt + LOOP_LASTS_MS;
    let isAlive = await this.#wait(this.#timing.untilDownMs);
    while (isAlive && this.#world.clock.now() < endsAt) {
      if (!this.#isSupervised) {
        await this.#server.close();
        return;
      }
      await this.restart(this.#timing.downMs);
      isAlive = await this.#wait(this.#timing.loopUpMs);
    }
  }

  /** False when the end came first. */
  #wait(durationMs: number): Promise<boolean> {
    const { signal } = this.#ending;
    return delay(durationMs, true, { signal }).catch(() => false);
  }
}
