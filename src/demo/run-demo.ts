import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { parse, stringify } from 'yaml';
import { applyBootstrap, planBootstrap } from '../app/bootstrap.ts';
import { buildReport } from '../app/build-report.ts';
import { applyEnforcement, planEnforcement } from '../app/enforce-switch.ts';
import type { Installation } from '../app/installation.ts';
import { loadPack } from '../app/load-pack.ts';
import { openDesk } from '../app/open-desk.ts';
import type { Clock } from '../app/ports.ts';
import type { TickMemory } from '../app/begin-round.ts';
import { tick } from '../app/tick.ts';
import { readLastGoodTick } from '../app/tick-memory.ts';
import { createLog, fileReader, openInstallation } from '../composition.ts';
import { Config } from '../config/config.ts';
import { renderPlanText } from '../core/bootstrap/render-plan.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '../core/calendar/instant.ts';
import type { Store } from '../store/store.ts';
import { VirtualClock } from '../simulator/clock.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { createPlayer } from './player.ts';
import { generateTickets } from './scenario.ts';
import type { ScriptedStep, ScriptedTicket } from './scripted-ticket.ts';
import { setStage } from './stage.ts';
import { summarize, type DemoSummary } from './summary.ts';

/** What a demo is made of. */
export interface DemoOptions {
  readonly packFolder: string;
  readonly outFolder: string;
  readonly seed: number;
  readonly weeks: number;
  readonly count: number;
  readonly say: (line: string) => void;
  readonly onProgress: (share: number, at: number) => void;
}

const support = 'support@desk.example.org';
/** A Friday: the weeks end where a weekly report's do, and one of them has the end of summer time. */
const firstDayOn = '2026-10-09';
const tickEveryMs = 15 * MS_PER_MINUTE;
const idleTickEveryMs = 120 * MS_PER_MINUTE;

/** Bootstraps a simulated helpdesk from a pack, lives through some weeks on it and leaves reports, ledger and dump. */
export async function runDemo(options: DemoOptions): Promise<DemoSummary> {
  const { outFolder, say } = options;
  await rm(outFolder, { recursive: true, force: true });
  await mkdir(outFolder, { recursive: true });
  const virtual = new VirtualClock(Date.parse(`${firstDayOn}T06:00:00Z`));
  const simulator = await startSimulator({
    clock: virtual,
    seed: options.seed,
    seedTriggers: true,
    mailAddresses: [{ name: 'Support', email: support }],
    restartTiming: { untilDownMs: 10, downMs: 50, loopUpMs: 50 },
  });
  // Virtual time passes at once; a moment of real time lets the simulator's restart happen.
  const clock: Clock = {
    now: () => virtual.now(),
    sleep: async (ms) => {
      virtual.advanceBy(Math.max(0, ms));
      await new Promise((resolve) => setTimeout(resolve, 2));
    },
  };
  const tokens = { admin: simulator.adminToken, service: '' };
  const installation = await install(options, { url: simulator.url, clock, tokens });
  try {
    const store = await installation.store('write');
    say(
      `Simulated helpdesk on ${simulator.url}, pack ${installation.pack.manifest.id} ${installation.pack.manifest.version}`,
    );
    await bootstrap(installation, store, say);
    const { stage, serviceToken } = await setStage(simulator.url, simulator.adminToken, installation.pack);
    tokens.service = serviceToken;
    const life = { installation, store, virtual, options };
    const memory: TickMemory = { directory: null, lastAt: null };
    const desk = await openDesk(installation, store);
    // However long the helpdesk's restart took: the same seed gives the same instants.
    virtual.advanceTo(Date.parse(`${firstDayOn}T08:00:00Z`));
    await tick(desk, memory);
    await enforce(installation, store, say);
    const player = createPlayer({ simulator, stage, pack: installation.pack, support });
    const tickets = generateTickets(installation.pack, {
      seed: options.seed,
      weeks: options.weeks,
      count: options.count,
      fromAt: startOf(installation),
    });
    const files = await live({
      ...life,
      tickets,
      play: (ticket, step) => player.play(ticket, step),
      tick: () => tick(desk, memory),
      isAnythingDue: async () => (await store.tickets.listDue(virtual.now(), desk.fingerprint, 1)).length > 0,
    });
    const left = await leaveFiles(outFolder, { dump: simulator.dump(), store });
    return await summarize({
      store,
      tickets,
      refusedByForms: player.refusedByForms(),
      files: [...files, ...left],
    });
  } finally {
    await installation.close();
    await simulator.stop();
  }
}

async function install(
  { packFolder, outFolder }: DemoOptions,
  {
    url,
    clock,
    tokens,
  }: { readonly url: string; readonly clock: Clock; readonly tokens: { admin: string; service: string } },
): Promise<Installation> {
  const overlayPath = join(outFolder, 'overlay.yaml');
  await writeFile(overlayPath, await demoOverlay(packFolder));
  const config = Config.parse({
    helpdesk: { url, requestsPerSecond: 0 },
    pack: packFolder,
    overlay: overlayPath,
    store: { folder: join(outFolder, 'data') },
    reports: { folder: outFolder },
  });
  const log = createLog(process.env['REGLAMENT_LOG'] ?? 'error');
  const readToken = (which: 'admin' | 'service'): Promise<string> => Promise.resolve(tokens[which]);
  // The demo's mail goes through no server.
  const readMailPassword = (): Promise<string> => Promise.resolve('');
  return openInstallation({ config, readToken, readMailPassword }, { clock, log });
}

/** The pack's example, with people and addresses of the demo: nothing of it is real. */
async function demoOverlay(packFolder: string): Promise<string> {
  const example = await readFile(join(packFolder, 'overlay.example.yaml'), 'utf8').catch(() => '{}');
  const base = (parse(example) ?? {}) as Record<string, unknown>;
  const groups = await groupIdsOf(packFolder);
  const leads = Object.fromEntries(groups.map((id) => [id, `lead-${id}`]));
  const addresses = Object.fromEntries(
    Object.keys((base['addresses'] as object | undefined) ?? {}).map((id) => [id, `${id}@desk.example.org`]),
  );
  return stringify({
    ...base,
    leads,
    deputies: {},
    addresses,
    duty_address: 'duty@desk.example.org',
    senders: Object.fromEntries(groups.map((id) => [id, support])),
  });
}

async function groupIdsOf(packFolder: string): Promise<readonly string[]> {
  const { pack } = await loadPack({ folder: packFolder }, fileReader);
  return [...pack.groups.keys()];
}

async function bootstrap(
  installation: Installation,
  store: Store,
  say: (line: string) => void,
): Promise<void> {
  const { pack, clock } = installation;
  const input = { pack, clock, configuration: await installation.configuration(), state: store.state };
  const plan = await planBootstrap(input);
  say(renderPlanText(plan));
  const report = await applyBootstrap(plan, input);
  const failed = report.outcomes.find(({ why }) => why !== null);
  if (!report.isComplete)
    throw new Error(`bootstrap left something: ${failed?.name ?? ''}: ${failed?.why ?? ''}`);
  say(`Second plan: ${renderPlanText(await planBootstrap(input))}`);
}

async function enforce(installation: Installation, store: Store, say: (line: string) => void): Promise<void> {
  const { pack, clock } = installation;
  const input = {
    pack,
    clock,
    configuration: await installation.configuration(),
    state: store.state,
    ledger: store.ledger,
    daemonHealthyAt: await readLastGoodTick(store.state),
  };
  const plan = await planEnforcement('on', input);
  say(renderPlanText(plan));
  await applyEnforcement('on', plan, input);
  say('Enforcing is on.');
}

function startOf({ pack }: Installation): number {
  return DateTime.fromISO(`${firstDayOn}T16:00:00`, { zone: pack.manifest.zone }).toMillis();
}

/** Steps, ticks and Fridays in order of time. Answers with the reports written. */
async function live(life: {
  readonly installation: Installation;
  readonly store: Store;
  readonly virtual: VirtualClock;
  readonly options: DemoOptions;
  readonly tickets: readonly ScriptedTicket[];
  readonly play: (ticket: ScriptedTicket, step: ScriptedStep) => Promise<void>;
  readonly tick: () => Promise<unknown>;
  readonly isAnythingDue: () => Promise<boolean>;
}): Promise<readonly string[]> {
  const { installation, virtual, options, tickets } = life;
  const fromAt = startOf(installation);
  const steps = tickets
    .flatMap((ticket) => ticket.steps.map((step) => ({ at: step.at, ticket, step })))
    .sort((a, b) => a.at - b.at);
  const weekMs = 7 * MS_PER_DAY;
  const reports: string[] = [];
  const untilAt = fromAt + options.weeks * weekMs + 2 * MS_PER_MINUTE;
  let next = 0;
  let week = 1;
  let isQuiet = false;
  let reportAt = endOfWeek(installation, week);
  for (let tickAt = fromAt; tickAt <= untilAt + weekMs && week <= options.weeks;) {
    const step = steps[next];
    if (step !== undefined && step.at <= Math.min(tickAt, reportAt)) {
      virtual.advanceTo(Math.max(step.at, virtual.now()));
      await life.play(step.ticket, step.step);
      next += 1;
      isQuiet = false;
    } else if (reportAt <= tickAt) {
      virtual.advanceTo(reportAt);
      await life.tick();
      reports.push(...(await writeReports(life)));
      week += 1;
      reportAt = endOfWeek(installation, week);
    } else {
      virtual.advanceTo(tickAt);
      // A tick in which nothing happened and nothing is due would do nothing: three weeks of them would take a while.
      if (!isQuiet || (await life.isAnythingDue())) await life.tick();
      isQuiet = true;
      options.onProgress((tickAt - fromAt) / (options.weeks * weekMs), tickAt);
      tickAt += installation.pack.defaultCalendar.isOpen(tickAt) ? tickEveryMs : idleTickEveryMs;
    }
  }
  return reports;
}

function endOfWeek(installation: Installation, week: number): number {
  return DateTime.fromMillis(startOf(installation), { zone: installation.pack.manifest.zone })
    .plus({ weeks: week })
    .toMillis();
}

async function writeReports({
  installation,
  store,
  options,
}: {
  readonly installation: Installation;
  readonly store: Store;
  readonly options: DemoOptions;
}): Promise<readonly string[]> {
  const { pack, workbooks, templates, clock } = installation;
  const written: string[] = [];
  for (const { id } of pack.reports) {
    const { document } = await buildReport(
      { pack, store, workbooks, templates },
      { reportId: id, days: null, folder: options.outFolder, now: clock.now() },
    );
    written.push(document.path);
  }
  return written;
}

async function leaveFiles(
  folder: string,
  { dump, store }: { readonly dump: unknown; readonly store: Store },
): Promise<readonly string[]> {
  const raw = join(folder, 'raw.json');
  await writeFile(raw, JSON.stringify(dump));
  const ledger = join(folder, 'ledger.jsonl');
  const lines: string[] = [];
  for await (const entries of store.ledger.list({}))
    lines.push(...entries.map((entry) => JSON.stringify(entry)));
  await writeFile(ledger, `${lines.join('\n')}\n`);
  return [ledger, raw];
}
