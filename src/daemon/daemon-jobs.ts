import { AppError } from '../core/app-error.ts';
import { MS_PER_HOUR } from '../core/calendar/instant.ts';
import type { Desk } from '../app/desk.ts';
import type { Installation } from '../app/installation.ts';
import { deliverReports } from '../app/deliver-reports.ts';
import { sweep } from '../app/sweep.ts';
import type { TickMemory } from '../app/begin-round.ts';
import { tick, type TickReport } from '../app/tick.ts';
import { readLastSweep, writeLastSweep } from '../app/tick-memory.ts';
import { createBackOff } from './back-off.ts';
import { type HealthState, measureTick, type Metrics } from './health.ts';
import type { Lease } from './lease.ts';

/** What a daemon does again and again. A job that fails for good rejects; what another try may mend is logged. */
export interface DaemonJobs {
  readonly tick: () => Promise<void>;
  readonly sweep: () => Promise<void>;
  readonly health: () => HealthState;
}

/** What the jobs work with. */
export interface JobContext {
  readonly installation: Installation;
  readonly desk: Desk;
  readonly lease: Lease;
  readonly metrics: Metrics;
}

/** A night's comparison missed for so long is made up with the next tick. */
const sweepOverdueMs = 26 * MS_PER_HOUR;

export function createDaemonJobs(context: JobContext): DaemonJobs {
  const { installation, desk, lease, metrics } = context;
  const { log, clock } = installation;
  const memory: TickMemory = { directory: null, lastAt: null };
  const backOff = createBackOff();
  let health: HealthState = {
    lastTickAt: null,
    isReady: false,
    problem: 'no tick has ended yet',
    failures: 0,
    nextTryAt: null,
  };

  let lostGroups: readonly string[] = [];

  const compareIds = async (): Promise<void> => {
    if (lostGroups.length > 0) {
      log.warn({ lostGroups }, 'ids are not compared while a governed group is out of sight');
      return;
    }
    const { deleted, accessLost, reread } = await sweep(desk, clock.now());
    await writeLastSweep(desk.store.state, clock.now());
    log.info({ deleted: deleted.length, accessLost: accessLost.length, reread }, 'sweep');
    if (deleted.length + accessLost.length > 0) log.error({ deleted, accessLost }, 'tickets are gone');
  };

  const followUp = async ({ at, stopped, isEnforcing }: TickReport): Promise<void> => {
    // By a clock that is wrong nothing is due.
    if (stopped === null) await deliverReports(installation, desk.store, { now: at, isEnforcing });
    if (at - ((await readLastSweep(desk.store.state)) ?? 0) > sweepOverdueMs) await compareIds();
  };

  const ended = ({ at, stopped }: TickReport): void => {
    health = { lastTickAt: at, isReady: stopped === null, problem: stopped, failures: 0, nextTryAt: null };
    const failures = backOff.succeeded();
    metrics.failures.set(0);
    if (failures > 0) log.info({ failures }, 'ticks work again; what came due meanwhile is done now');
  };

  const failed = (problem: string): { readonly failures: number; readonly nextTryAt: number } => {
    const next = backOff.failed(clock.now());
    metrics.ticks.inc({ outcome: 'failed' });
    metrics.failures.set(next.failures);
    health = { ...health, isReady: false, problem, ...next };
    return next;
  };

  return {
    health: () => health,
    tick: () =>
      guarded(
        async () => {
          await lease.renew();
          if (backOff.isWaiting(clock.now())) return;
          const report = await tick(desk, memory, { beforeEffect: () => lease.renew() });
          lostGroups = report.lostGroups;
          ended(report);
          measureTick(metrics, report, desk.helpdesk.requestCount());
          if (report.stopped !== null) log.error({ why: report.stopped }, 'nothing is enforced in this tick');
          if (report.pull.changed.length + report.executed.length > 0) log.info(summarize(report), 'tick');
          await followUp(report);
        },
        (error, message) => {
          const next = failed(message);
          if (error !== null) log.error({ ...error, ...next }, 'a tick failed; it is tried again later');
        },
      ),
    sweep: () =>
      guarded(compareIds, (error) => {
        if (error !== null) log.error(error, 'the sweep concludes nothing');
      }),
  };
}

/** Tells of every failure, and lets through those that no other try will mend (`error` is null then). */
async function guarded(
  job: () => Promise<void>,
  onFailure: (error: { readonly code: string; readonly details: object } | null, message: string) => void,
): Promise<void> {
  try {
    await job();
  } catch (error) {
    const isPassing =
      error instanceof AppError && !['unauthorized', 'refused', 'bug', 'input'].includes(error.code);
    const message = error instanceof Error ? error.message : String(error);
    onFailure(isPassing ? { code: error.code, details: error.details } : null, message);
    if (!isPassing) throw error;
  }
}

function summarize({ pull, evaluated, executed, held, isEnforcing, observed }: TickReport): object {
  return {
    isEnforcing,
    changed: pull.changed.length,
    evaluated,
    executed: executed.length,
    held: held.length,
    observed: observed.length,
  };
}
