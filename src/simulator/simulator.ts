import { WallClock, type SimulatorClock } from './clock.ts';
import { dumpWorld, type Dump } from './dump.ts';
import { markBounced } from './engine/mail-delivery.ts';
import { startJobs } from './engine/jobs.ts';
import { Faults } from './faults.ts';
import { Api } from './http/api.ts';
import { HttpServer } from './http/server.ts';
import { receiveMail, submitWebForm, type IncomingMail, type Received, type WebForm } from './mail-intake.ts';
import { seedWorld } from './seed/seed.ts';
import { World } from './state/world.ts';
import { REAL_TIMING, Supervisor, type RestartTiming } from './supervisor.ts';

export interface SimulatorOptions {
  /** 0 or none: any that is free. */
  readonly port?: number;
  /** None: real time. */
  readonly clock?: SimulatorClock;
  /** Of everything that is left to chance: tokens, message ids, faults. */
  readonly seed?: number;
  /** Whether the seeded English automatic reply is active, as on a real fresh installation. */
  readonly seedTriggers?: boolean;
  /** Addresses that a mail channel serves from the start; give them to groups over the API. */
  readonly mailAddresses?: readonly { readonly name: string; readonly email: string }[];
  /** Whether somebody starts the server again when it ends itself after a migration; true unless given. */
  readonly supervised?: boolean;
  /** As measured unless given. */
  readonly restartTiming?: RestartTiming;
}

/** A running simulator. Every change of its world that people make goes over HTTP; mail comes in here. */
export interface Simulator {
  readonly url: string;
  readonly adminToken: string;
  readonly clock: SimulatorClock;
  readonly faults: Faults;
  /** Any second migration within five minutes starts the restart loop, not only one of configuration. */
  setStrictRestartLoop(isStrict: boolean): void;
  /** Everything that it knows, as plain JSON. */
  dump(): Dump;
  receiveMail(mail: IncomingMail): Received;
  submitWebForm(form: WebForm): Received;
  /** Marks a letter as undeliverable after all. */
  receiveBounce(articleId: number, reason?: string): void;
  /** Refuses connections for a while, in real time, and comes back with its state. */
  restart(downMs?: number): Promise<void>;
  /** Resolves once every request that arrived was carried out, by real time: also those that nobody waits for. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const BOUNCED = "Can't use Channel::Driver::Smtp: #<Net::SMTPFatalError: Net::SMTPFatalError>";

/** Starts a server that behaves like a fresh Zammad 6.5.0, on a loopback port. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? new WallClock();
  const seed = options.seed ?? 1;
  const world = new World(clock, seed);
  const adminToken = seedWorld(world, {
    hasActiveTriggers: options.seedTriggers ?? false,
    mailAddresses: options.mailAddresses ?? [],
  });
  const faults = new Faults(seed);
  world.refuseMail = (address) => faults.mailRefusal(address);
  startJobs(world);
  const api = new Api(world, (kind) => {
    supervisor.onMigrated(kind);
  });
  const server = new HttpServer(world, api, faults, options.port ?? 0);
  const supervisor = new Supervisor(world, server, {
    timing: options.restartTiming ?? REAL_TIMING,
    isSupervised: options.supervised ?? true,
  });
  await server.open();
  return {
    url: `http://127.0.0.1:${server.port}`,
    adminToken,
    clock,
    faults,
    setStrictRestartLoop: (isStrict) => {
      supervisor.isLoopStrict = isStrict;
    },
    dump: () => dumpWorld(world, server.log),
    receiveMail: (mail) => receiveMail(world, mail),
    submitWebForm: (form) => submitWebForm(world, form),
    receiveBounce: (articleId, reason = BOUNCED) => {
      const article = world.articles.get(articleId);
      if (article !== undefined) markBounced(world, article, reason);
    },
    restart: (downMs = REAL_TIMING.downMs) => supervisor.restart(downMs),
    settled: () => server.settled(),
    stop: async () => {
      clock.stop();
      await supervisor.stop();
    },
  };
}
