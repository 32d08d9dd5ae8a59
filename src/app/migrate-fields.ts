import { AppError } from '../core/app-error.ts';
import { MS_PER_MINUTE } from '../core/calendar/instant.ts';
import type { HelpdeskConfiguration } from '../helpdesk/helpdesk.ts';
import type { ConfigurationMemory } from './configuration-memory.ts';
import type { Clock } from './ports.ts';

/** Why the run stands still, and for how long at most. */
export type Waiting =
  | { readonly reason: 'migrated-lately'; readonly waitMs: number }
  | { readonly reason: 'helpdesk-restarts'; readonly waitMs: number };

/** What a migration needs. */
export interface MigrationDeps {
  readonly configuration: HelpdeskConfiguration;
  readonly memory: ConfigurationMemory;
  readonly clock: Clock;
  readonly onWaiting: (waiting: Waiting) => void;
}

/** A second migration within this time can put Zammad 6.5 into a restart loop. */
const migrationGapMs = 5 * MS_PER_MINUTE;
/** It answers for 2 to 5 seconds before it goes down: only this long a time without failure means that it is up. */
const steadyMs = 12_000;
/** The restart loop lasts as long as the gap. */
const patienceMs = 8 * MS_PER_MINUTE;
const pollMs = 2000;

/**
 * Brings staged fields into force, once, and waits for the helpdesk to be back. The attempt is remembered before it
 * is made; whether one without an answer was carried out, the next run sees.
 * @throws AppError unavailable when the helpdesk does not come back, and whatever the helpdesk answered.
 */
export async function migrateFields(deps: MigrationDeps): Promise<void> {
  const { configuration, memory, clock } = deps;
  const waitMs = ((await memory.migratedAt()) ?? -Infinity) + migrationGapMs - clock.now();
  if (waitMs > 0) {
    deps.onWaiting({ reason: 'migrated-lately', waitMs });
    await clock.sleep(waitMs);
  }
  await memory.rememberMigration(clock.now());
  try {
    await configuration.migrate();
  } catch (error) {
    if (error instanceof AppError && error.code === 'unknown-outcome') await waitUntilSteady(deps);
    throw error;
  }
  await waitUntilSteady(deps);
}

/** Waits for a helpdesk that an earlier run, ended since, set to restart itself. */
export async function awaitRestart(deps: MigrationDeps): Promise<void> {
  const sinceMs = deps.clock.now() - ((await deps.memory.migratedAt()) ?? -Infinity);
  if (sinceMs > migrationGapMs) return;
  if (sinceMs < steadyMs || !(await deps.configuration.isUp())) await waitUntilSteady(deps);
}

async function waitUntilSteady({ configuration, clock, onWaiting }: MigrationDeps): Promise<void> {
  onWaiting({ reason: 'helpdesk-restarts', waitMs: patienceMs });
  const startedAt = clock.now();
  let upSince: number | null = startedAt;
  while (upSince === null || clock.now() - upSince < steadyMs) {
    if (clock.now() - startedAt > patienceMs) {
      throw new AppError(
        'unavailable',
        `The helpdesk did not come back within ${patienceMs / MS_PER_MINUTE} minutes after a migration; it ends itself and needs a supervisor that starts it again`,
      );
    }
    await clock.sleep(pollMs);
    const isUp = await configuration.isUp();
    upSince = isUp ? (upSince ?? clock.now()) : null;
  }
}
