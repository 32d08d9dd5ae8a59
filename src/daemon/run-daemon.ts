import cron from 'node-cron';
import type { Installation } from '../app/installation.ts';
import { openDesk } from '../app/open-desk.ts';
import type { Clock } from '../app/ports.ts';
import { createDaemonJobs } from './daemon-jobs.ts';
import { createMetrics, serveHealth } from './health.ts';
import { createLease } from './lease.ts';
import { createTurnstile, type Turnstile } from './turnstile.ts';

/** What the daemon needs of its process. */
export interface DaemonHost {
  /** Resolves when the process is asked to stop. */
  readonly stopRequested: Promise<string>;
  readonly holder: string;
}

const forcedStopAfterMs = 30_000;
const stopGlanceMs = 250;

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
  const metrics = createMetrics();
  const desk = await openDesk(installation, store);
  const jobs = createDaemonJobs({ installation, desk, lease, metrics });
  const turnstile = createTurnstile();
  const healthServer = await serveHealth(settings.healthPort, jobs.health, metrics);
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  const enter = (job: () => Promise<void>) => (): void => {
    turnstile.enter(job).catch(fail);
  };
  const tasks = [
    cron.schedule(settings.tick, enter(jobs.tick)),
    cron.schedule(settings.sweep, enter(jobs.sweep)),
  ];
  log.info({ healthPort: healthServer.port, tick: settings.tick }, 'daemon started');
  try {
    enter(jobs.tick)();
    const signal = await Promise.race([host.stopRequested, failed]);
    log.info({ signal }, 'stopping: waiting for the tick to end');
  } finally {
    for (const task of tasks) await task.stop();
    await letEnd(turnstile, clock);
    await healthServer.close();
    await lease.giveUp();
  }
}

/** Waits for what is being done, in glances so that no long timer outlives it. */
async function letEnd(turnstile: Turnstile, clock: Clock): Promise<void> {
  const ended = turnstile.close().then(() => true);
  for (let waitedMs = 0; waitedMs < forcedStopAfterMs; waitedMs += stopGlanceMs) {
    if (await Promise.race([ended, clock.sleep(stopGlanceMs).then(() => false)])) return;
  }
}
