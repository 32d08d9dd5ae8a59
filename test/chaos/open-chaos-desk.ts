import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { applyBootstrap, planBootstrap } from '../../src/app/bootstrap.ts';
import { applyEnforcement, planEnforcement } from '../../src/app/enforce-switch.ts';
import type { Installation } from '../../src/app/installation.ts';
import { loadPack } from '../../src/app/load-pack.ts';
import { openDesk } from '../../src/app/open-desk.ts';
import type { Clock } from '../../src/app/ports.ts';
import { tick, type TickReport } from '../../src/app/tick.ts';
import { readLastGoodTick } from '../../src/app/tick-memory.ts';
import { fileReader, openInstallation } from '../../src/composition.ts';
import { Config } from '../../src/config/config.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import { createPlayer, type Player } from '../../src/demo/player.ts';
import { setStage, type Stage } from '../../src/demo/stage.ts';
import { packageFolder } from '../../src/package-folder.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import type { Store } from '../../src/store/store.ts';
import { quietLog } from '../support/a-governed-desk.ts';
import { ChaosClock } from './chaos-clock.ts';

const supportAddress = 'support@desk.example.org';
const packFolder = join(packageFolder, 'mappings/kyiv-public-budget');

/** A bootstrapped, staffed helpdesk and the folder of a daemon that governs it; the daemon itself is not running. */
export interface ChaosDesk {
  readonly time: ChaosClock;
  readonly simulator: Simulator;
  readonly pack: CompiledPack;
  readonly stage: Stage;
  readonly player: Player;
  readonly serviceToken: string;
  readonly serviceUserId: number;
  readonly configPath: string;
  readonly clockPath: string;
  /** In virtual ms. */
  readonly longestRequestMs: number;
  /** Opens the daemon's store in this process while no daemon runs, and closes it again. */
  visit<T>(work: (visit: Visit) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** What a visitor of the store can do. */
export interface Visit {
  readonly installation: Installation;
  readonly store: Store;
  /** A tick of a daemon that has just begun; time passes while it waits. */
  readonly tick: () => Promise<TickReport>;
  readonly turn: (to: 'on' | 'off') => Promise<void>;
}

/** What can be chosen of a desk. */
export interface ChaosDeskOptions {
  readonly startAt: string;
  readonly seed: number;
  readonly longestRequestSeconds: number;
  readonly timeoutSeconds: number;
  /** Effects of one class in one tick. */
  readonly actionsPerTick?: number;
}

export async function openChaosDesk(options: ChaosDeskOptions): Promise<ChaosDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'rc-'));
  const clockPath = join(folder, 'clock');
  const time = new ChaosClock(Date.parse(options.startAt), clockPath);
  const simulator = await startSimulator({
    clock: time,
    seed: options.seed,
    seedTriggers: true,
    mailAddresses: [{ name: 'Support', email: supportAddress }],
    restartTiming: { untilDownMs: 5, downMs: 20, loopUpMs: 20 },
  });
  const tokens = { admin: simulator.adminToken, service: '' };
  const { pack } = await loadPack({ folder: packFolder }, fileReader);
  const overlayPath = join(folder, 'overlay.yaml');
  writeFileSync(overlayPath, overlayOf(pack));
  const config = {
    helpdesk: {
      url: simulator.url,
      requestsPerSecond: 0,
      timeoutSeconds: options.timeoutSeconds,
      longestRequestSeconds: options.longestRequestSeconds,
    },
    pack: packFolder,
    overlay: overlayPath,
    store: { folder: join(folder, 'data') },
    reports: { folder: join(folder, 'out') },
    daemon: { tick: '* * * * * *', healthPort: 0 },
    limits: { actionsPerTick: options.actionsPerTick ?? 100_000 },
  };
  const configPath = join(folder, 'config.json');
  writeFileSync(configPath, JSON.stringify(config));
  const clock = clockOf(time);
  const install = (): Promise<Installation> =>
    openInstallation(
      {
        config: Config.parse(config),
        readToken: (which) => Promise.resolve(tokens[which]),
        readMailPassword: () => Promise.resolve(''),
      },
      { clock, log: quietLog() },
    );
  const visit: ChaosDesk['visit'] = async (work) => {
    const installation = await install();
    try {
      return await work(await visitOf(installation));
    } finally {
      await installation.close();
    }
  };
  const { stage, serviceToken } = await visit(({ installation, store }) =>
    prepare(installation, store, { url: simulator.url, tokens }),
  );
  return {
    time,
    simulator,
    // With its overlay: what the daemon itself works by.
    pack: (await loadPack({ folder: packFolder, overlayPath }, fileReader)).pack,
    stage,
    player: createPlayer({ simulator, stage, pack, support: supportAddress }),
    serviceToken,
    serviceUserId: serviceUserOf(simulator),
    configPath,
    clockPath,
    longestRequestMs: options.longestRequestSeconds * 1_000,
    visit,
    close: async () => {
      await simulator.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function serviceUserOf(simulator: Simulator): number {
  const { users } = simulator.dump();
  return Number(users.find(({ login }) => login === 'reglament@desk.example.org')?.['id']);
}

function overlayOf(pack: CompiledPack): string {
  const of = (what: (group: string) => string): Record<string, string> =>
    Object.fromEntries([...pack.groups.keys()].map((group) => [group, what(group)]));
  return stringify({
    leads: of((group) => `lead-${group}`),
    senders: of(() => supportAddress),
    addresses: { gbk: 'gbk@example.org', mrg: 'mrg@example.org' },
  });
}

/** Waiting moves the clock that stands still, and gives the simulator a moment of real time. */
function clockOf(time: ChaosClock): Clock {
  return {
    now: () => time.now(),
    sleep: async (ms) => {
      time.advanceBy(Math.max(0, ms));
      await new Promise((resolve) => setTimeout(resolve, 2));
    },
  };
}

async function visitOf(installation: Installation): Promise<Visit> {
  const { pack, clock } = installation;
  const store = await installation.store('write');
  const memory = { directory: null, lastAt: null };
  return {
    installation,
    store,
    tick: async () => tick(await openDesk(installation, store), memory),
    turn: async (to) => {
      const input = {
        pack,
        clock,
        configuration: await installation.configuration(),
        state: store.state,
        ledger: store.ledger,
        daemonHealthyAt: await readLastGoodTick(store.state),
      };
      await applyEnforcement(to, await planEnforcement(to, input), input);
    },
  };
}

async function prepare(
  installation: Installation,
  store: Store,
  { url, tokens }: { readonly url: string; readonly tokens: { readonly admin: string; service: string } },
): Promise<{ readonly stage: Stage; readonly serviceToken: string }> {
  const { pack, clock } = installation;
  const input = { pack, clock, configuration: await installation.configuration(), state: store.state };
  const { isComplete, outcomes } = await applyBootstrap(await planBootstrap(input), input);
  if (!isComplete) throw new Error(`bootstrap left something: ${JSON.stringify(outcomes)}`);
  const staged = await setStage(url, tokens.admin, pack);
  tokens.service = staged.serviceToken;
  return staged;
}
