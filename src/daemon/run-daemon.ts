import cron from 'node-cron';
import { AppError } from '../core/app-error.ts';
import type { Installation } from '../app/installation.ts';
import { openDesk } from '../app/open-desk.ts';
import { sweep } from '../app/sweep.ts';
import { tick, type TickMemory, type TickReport } from '../app/tick.ts';
import { createMetrics, type HealthState, serveHealth } from './health.ts';
import { createLease } from './lease.ts';
import { createTurnstile } from './turnstile.ts';

/** What the daemon needs of its process. */
export interface DaemonHost {
  /** Resolves when the process is asked to stop. */
  readonly stopRequested: Promise<string>;
  readonly holder: string;
  readonly onTick?: (report: TickReport) => void;
}

const forcedStopAfterMs = 30_000;

/**
 * Runs ticks and nightly sweeps until asked to stop, or until the helpdesk refuses the token. While the helpdesk is
 * down it keeps asking; what came due meanwhile is done afterwards. Stops gracefully: what is being done is ended
 * first, for half a minute at most.
 * @throws AppError `refused` when another daemon governs, `unauthorized` when the token is refused.
 */
export async function runDaemon(installation: Installation, host: DaemonHost): Promise<void> {
  const { clock, log, settings } = installation;
  const store = await installation.store('write');
  const lease = createLease(store, host.holder, clock);
  await lease.renew();
  const desk = await openDesk(installation, store);
  const memory: TickMemory = { directory: null, lastAt: null };
  const metrics = createMetrics();
  let health: HealthState = { lastTickAt: null, isReady: false, problem: 'no tick has ended yet' };
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  const turnstile = createTurnstile();

  const runTick = async (): Promise<void> => {
    try {
      await lease.renew();
      const report = await tick(desk, memory, { beforeEffect: () => lease.renew() });
      health = { lastTickAt: report.at, isReady: report.stopped === null, problem: report.stopped };
      measure(report);
      host.onTick?.(report);
    } catch (error) {
      metrics.ticks.inc({ outcome: 'failed' });
      health = { ...health, isReady: false, problem: error instanceof Error ? error.message : String(error) };
      if (!isPassing(error)) fail(error);
      else log.error({ code: error.code, details: error.details }, 'a tick failed; the next one tries again');
    }
  };
  const measure = (report: TickReport): void => {
    metrics.ticks.inc({ outcome: report.stopped === null ? 'done' : 'stopped' });
    metrics.changedTickets.inc(report.pull.changed.length);
    metrics.requests.set(desk.helpdesk.requestCount());
    metrics.lastTick.set(report.at / 1000);
    for (const { intent, became } of report.executed) {
      metrics.actions.inc({
        clause: intent.ground.kind === 'clause' ? intent.ground.clause : 'product',
        status: became,
      });
    }
    if (report.stopped !== null) log.error({ why: report.stopped }, 'nothing is enforced in this tick');
    if (report.pull.changed.length + report.executed.length > 0) log.info(summarize(report), 'tick');
  };
  const runSweep = async (): Promise<void> => {
    try {
      const { deleted, accessLost, reread } = await sweep(desk, clock.now());
      log.info({ deleted: deleted.length, accessLost: accessLost.length, reread }, 'sweep');
      if (deleted.length + accessLost.length > 0) log.error({ deleted, accessLost }, 'tickets are gone');
    } catch (error) {
      if (!isPassing(error)) fail(error);
      else log.error({ code: error.code, details: error.details }, 'the sweep concludes nothing');
    }
  };

  const healthServer = await serveHealth(settings.healthPort, () => health, metrics);
  const tasks = [
    cron.schedule(settings.tick, () => turnstile.enter(runTick)),
    cron.schedule(settings.sweep, () => turnstile.enter(runSweep)),
  ];
  log.info({ healthPort: healthServer.port, tick: settings.tick }, 'daemon started');
  try {
    void turnstile.enter(runTick);
    log.info(
      { signal: await Promise.race([host.stopRequested, failed]) },
      'stopping: waiting for the tick to end',
    );
  } finally {
    for (const task of tasks) await task.stop();
    await Promise.race([turnstile.close(), clock.sleep(forcedStopAfterMs)]);
    await healthServer.close();
    await lease.giveUp();
  }
}

/** What another tick may mend; a refused token, a lost lease and bugs are for people. */
function isPassing(error: unknown): error is AppError {
  return error instanceof AppError && !['unauthorized', 'refused', 'bug', 'input'].includes(error.code);
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
