import { applyBootstrap, type BootstrapInput, planBootstrap } from '../../src/app/bootstrap.ts';
import type { Desk } from '../../src/app/desk.ts';
import { applyEnforcement, planEnforcement } from '../../src/app/enforce-switch.ts';
import type { Clock, Log } from '../../src/app/ports.ts';
import type { TickMemory } from '../../src/app/begin-round.ts';
import { tick, type TickReport } from '../../src/app/tick.ts';
import { readLastGoodTick } from '../../src/app/tick-memory.ts';
import type { Caps } from '../../src/core/policy/admit.ts';
import { createTextRenderer } from '../../src/core/policy/render-text.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import { createPlayer, type Player } from '../../src/demo/player.ts';
import { setStage, type Stage } from '../../src/demo/stage.ts';
import { createZammadConfiguration } from '../../src/helpdesk/zammad/configuration/zammad-configuration.ts';
import { createZammadHttp, type ZammadHttp } from '../../src/helpdesk/zammad/http/zammad-http.ts';
import { ZammadHelpdesk } from '../../src/helpdesk/zammad/zammad.ts';
import { VirtualClock } from '../../src/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import type { Mailer } from '../../src/output/output.ts';
import { createDocumentSetter } from '../../src/output/document/document-setter.ts';
import { createRosterWorkbooks } from '../../src/output/roster-workbook.ts';
import type { Store } from '../../src/store/store.ts';
import { compileTestPack } from './a-pack.ts';
import { openTestStore } from './open-test-store.ts';

export const supportAddress = 'support@desk.example.org';

/** A simulated helpdesk that a pack governs: bootstrapped, staffed, enforcing on, ticked with the service token. */
export interface GovernedDesk {
  readonly simulator: Simulator;
  readonly time: VirtualClock;
  readonly pack: CompiledPack;
  readonly store: Store;
  readonly desk: Desk;
  readonly stage: Stage;
  readonly player: Player;
  /** One tick of the daemon; `restarted` as of a process that has just begun. */
  readonly tick: (how?: 'restarted') => Promise<TickReport>;
  close(): Promise<void>;
}

/** Nobody looks at these here; what was logged is kept for a failing test. */
export function quietLog(lines: unknown[] = []): Log {
  const note = (data: object, message: string): void => {
    lines.push({ message, ...data });
  };
  return { debug: () => undefined, info: note, warn: note, error: note };
}

const generousCaps: Caps = { lettersPerApplicantAndHour: 3, lettersPerChange: 20, perTick: {} };

/** Opens one at an instant; the pack is the Kyiv one, with leads and senders, unless another folder is given. */
export async function openGovernedDesk(options: {
  readonly startAt: string;
  readonly pack?: string;
  readonly seed?: number;
  readonly caps?: Partial<Caps>;
  /** Further lines of the overlay. */
  readonly overlay?: string;
  /** The overlay of a pack that needs another than the Kyiv one. */
  readonly wholeOverlay?: string;
  /** What leaves by mail and not through the helpdesk; without it nothing does. */
  readonly mailer?: Mailer;
}): Promise<GovernedDesk> {
  const pack =
    options.wholeOverlay === undefined
      ? compileKyiv(options.pack, options.overlay)
      : compileTestPack({
          ...(options.pack === undefined ? {} : { pack: options.pack }),
          overlay: options.wholeOverlay,
        });
  const time = new VirtualClock(Date.parse(options.startAt));
  const simulator = await startSimulator({
    clock: time,
    seed: options.seed ?? 1,
    seedTriggers: true,
    mailAddresses: [{ name: 'Support', email: supportAddress }],
    restartTiming: { untilDownMs: 5, downMs: 20, loopUpMs: 20 },
  });
  const clock = clockOf(time);
  const store = await openTestStore();
  const { stage, serviceToken } = await prepare(simulator, { pack, store, clock });
  const desk: Desk = {
    pack,
    store,
    clock,
    log: quietLog(),
    helpdesk: new ZammadHelpdesk({ http: httpFor(simulator, serviceToken, clock), pack }),
    render: createTextRenderer(pack),
    caps: { ...generousCaps, ...options.caps },
    mail:
      options.mailer === undefined
        ? null
        : {
            mailer: options.mailer,
            installationId: 'a governed desk',
            ledger: store.ledger,
            clock,
            log: quietLog(),
            packHash: pack.hash,
            dutyAddress: null,
          },
    documents: createDocumentSetter('report-templates'),
    rosters: createRosterWorkbooks(`${import.meta.dirname}/../../report-templates`),
    fingerprint: pack.hash,
  };
  let memory: TickMemory = { directory: null, lastAt: null };
  await tick(desk, memory);
  await enforce(simulator, { pack, store, clock });
  return {
    simulator,
    time,
    pack,
    store,
    desk,
    stage,
    player: createPlayer({ simulator, stage, pack, support: supportAddress }),
    tick: (how) => {
      if (how === 'restarted') memory = { directory: null, lastAt: null };
      return tick(desk, memory);
    },
    close: async () => {
      await simulator.stop();
      await store.close();
    },
  };
}

/** Waiting moves the virtual clock, and gives the simulator a moment of real time. */
function clockOf(time: VirtualClock): Clock {
  return {
    now: () => time.now(),
    sleep: async (ms) => {
      time.advanceBy(Math.max(0, ms));
      await new Promise((resolve) => setTimeout(resolve, 2));
    },
  };
}

function compileKyiv(
  folder = `${import.meta.dirname}/../../mappings/kyiv-public-budget`,
  more = '',
): CompiledPack {
  const groups = ['information', 'organizational', 'technical'];
  const lines = (what: (group: string) => string): string =>
    groups.map((group) => `  ${group}: ${what(group)}`).join('\n');
  const overlay = [
    `leads:\n${lines((group) => `lead-${group}`)}`,
    `senders:\n${lines(() => supportAddress)}`,
    'addresses:\n  gbk: gbk@example.org\n  mrg: mrg@example.org\n',
    more,
  ].join('\n');
  return compileTestPack({ pack: folder, overlay });
}

/** A client that soon gives up waiting, and spends no real time on being modest. */
function httpFor({ url }: Simulator, token: string, clock: Clock): ZammadHttp {
  return createZammadHttp({
    baseUrl: url,
    token,
    now: () => clock.now(),
    sleep: (ms) => clock.sleep(ms),
    requestsPerSecond: 0,
    timeoutMs: 250,
  });
}

interface Preparation {
  readonly pack: CompiledPack;
  readonly store: Store;
  readonly clock: Clock;
}

function bootstrapInput(simulator: Simulator, { pack, store, clock }: Preparation): BootstrapInput {
  // The administrator is patient: a migration takes its time.
  const http = createZammadHttp({
    baseUrl: simulator.url,
    token: simulator.adminToken,
    now: () => clock.now(),
    sleep: (ms) => clock.sleep(ms),
    requestsPerSecond: 0,
  });
  return { pack, clock, configuration: createZammadConfiguration(http), state: store.state };
}

async function prepare(
  simulator: Simulator,
  preparation: Preparation,
): Promise<{ readonly stage: Stage; readonly serviceToken: string }> {
  const input = bootstrapInput(simulator, preparation);
  const report = await applyBootstrap(await planBootstrap(input), input);
  const failed = report.outcomes.find(({ why }) => why !== null);
  if (!report.isComplete)
    throw new Error(`bootstrap left ${failed?.name ?? 'something'}: ${failed?.why ?? ''}`);
  return setStage(simulator.url, simulator.adminToken, preparation.pack);
}

async function enforce(simulator: Simulator, preparation: Preparation): Promise<void> {
  const { state, ledger } = preparation.store;
  const input = {
    ...bootstrapInput(simulator, preparation),
    ledger,
    daemonHealthyAt: await readLastGoodTick(state),
  };
  await applyEnforcement('on', await planEnforcement('on', input), input);
}
