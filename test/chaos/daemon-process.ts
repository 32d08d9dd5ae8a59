/**
 * The daemon in a process of its own, to be killed: `CONFIG CLOCK in-step|free`. It says what the helpdesk answered,
 * line by line. In step it makes one tick for each line that it is sent, and tells what came of it; free it runs as
 * the installed daemon does.
 */
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { openDesk } from '../../src/app/open-desk.ts';
import type { Clock, Log } from '../../src/app/ports.ts';
import type { TickMemory } from '../../src/app/begin-round.ts';
import { tick } from '../../src/app/tick.ts';
import { fileReader, openInstallation } from '../../src/composition.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { AppError } from '../../src/core/app-error.ts';
import { runDaemon } from '../../src/daemon/run-daemon.ts';
import { readChaosClock } from './chaos-clock.ts';

const [configPath = '', clockPath = '', mode = ''] = process.argv.slice(2);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const time = readChaosClock(clockPath);
const clock: Clock = {
  now: time.now,
  // Standing still, waiting costs no time at all.
  sleep: (ms) => delay(time.speed() === 0 ? 1 : Math.max(0, ms) / time.speed()),
};
const trouble = (data: object, message: string): void => {
  const { code, why } = data as { code?: string; why?: string };
  say(`trouble ${message} ${code ?? why ?? ''}`);
};
const log: Log = {
  debug: (data) => {
    const { method, path } = data as { method: string; path: string };
    say(`answered ${method} ${path}`);
  },
  info: () => undefined,
  warn: trouble,
  error: trouble,
};

const loaded = await loadConfig(
  { config: configPath },
  { environment: process.env, readText: fileReader.readText, workingDirectory: process.cwd() },
);
const installation = await openInstallation(loaded, { clock, log });
if (mode === 'free') {
  const stopRequested = new Promise<string>((resolve) => process.once('SIGTERM', resolve));
  say('ready');
  await runDaemon(installation, { stopRequested, holder: `process ${process.pid}` });
} else await tickInStep();
await installation.close();

async function tickInStep(): Promise<void> {
  const desk = await openDesk(installation, await installation.store('write'));
  const memory: TickMemory = { directory: null, lastAt: null };
  say('ready');
  for await (const command of createInterface({ input: process.stdin })) {
    if (command === 'end') break;
    say(`ticked ${await tickOnce(() => tick(desk, memory))}`);
  }
  process.stdin.destroy();
}

/** `quiet` when nothing was done and nothing is left to do, else how much: effects, changed tickets, gone ones. */
async function tickOnce(work: () => ReturnType<typeof tick>): Promise<string> {
  try {
    const { executed, pull, stopped } = await work();
    if (stopped !== null) return 'stopped';
    const counts = [executed.length, pull.changed.length, pull.gone];
    return counts.every((count) => count === 0) ? 'quiet' : `did ${counts.join(' + ')}`;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'bug') throw error;
    return `failed ${error.code}`;
  }
}
