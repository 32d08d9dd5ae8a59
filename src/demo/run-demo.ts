import { mkdir, readdir, rm } from 'node:fs/promises';
import { DateTime } from 'luxon';
import type { TickMemory } from '../app/begin-round.ts';
import { deliverReports } from '../app/deliver-reports.ts';
import type { Installation } from '../app/installation.ts';
import { openDesk } from '../app/open-desk.ts';
import type { Clock } from '../app/ports.ts';
import { tick } from '../app/tick.ts';
import { AppError } from '../core/app-error.ts';
import { VirtualClock } from '../simulator/clock.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { leaveDocuments, leaveRecords } from './leave-files.ts';
import { liveThrough } from './live-through.ts';
import { approveRoster, scheduleWorks } from './office.ts';
import { createPlayer } from './player.ts';
import { generateTickets } from './scenario.ts';
import { bootstrapDesk, enforceRules, installDemo } from './set-up.ts';
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

/**
 * Bootstraps a simulated helpdesk from a pack, lives through some weeks on it and leaves reports, acts, mail, ledger
 * and dump. The same options leave the same files.
 */
export async function runDemo(options: DemoOptions): Promise<DemoSummary> {
  const { outFolder, say } = options;
  await emptyFolder(outFolder);
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
  const place = { url: simulator.url, clock, tokens, support };
  const installation = await installDemo(options, place);
  try {
    const store = await installation.store('write');
    say(
      `Simulated helpdesk on ${simulator.url}, pack ${installation.pack.manifest.id} ${installation.pack.manifest.version}`,
    );
    await bootstrapDesk(installation, store, say);
    const { stage, serviceToken } = await setStage(simulator.url, simulator.adminToken, installation.pack);
    tokens.service = serviceToken;
    const memory: TickMemory = { directory: null, lastAt: null };
    const desk = await openDesk(installation, store);
    // However long the helpdesk's restart took: the same seed gives the same instants.
    virtual.advanceTo(Date.parse(`${firstDayOn}T08:00:00Z`));
    await tick(desk, memory);
    await enforceRules(installation, store, say);
    const fromAt = startOf(installation);
    const office = { installation, store, folder: outFolder };
    await approveRoster(office, firstDayOn.slice(0, 7));
    await scheduleWorks(office, fromAt);
    const deliver = (): Promise<void> =>
      deliverReports(installation, store, { now: virtual.now(), isEnforcing: true });
    // The first week of reports is the one that begins now.
    virtual.advanceTo(fromAt);
    await deliver();
    const player = createPlayer({ simulator, stage, pack: installation.pack, support });
    const tickets = generateTickets(installation.pack, {
      seed: options.seed,
      weeks: options.weeks,
      count: options.count,
      fromAt,
    });
    await liveThrough({
      tickets,
      fromAt,
      endOfWeek: (week) => endOfWeek(installation, week),
      weeks: options.weeks,
      virtual,
      calendar: installation.pack.defaultCalendar,
      play: (ticket, step) => player.play(ticket, step),
      tick: () => tick(desk, memory),
      endWeek: deliver,
      isAnythingDue: async () => (await store.tickets.listDue(virtual.now(), desk.fingerprint, 1)).length > 0,
      onProgress: options.onProgress,
    });
    const days = {
      fromOn: firstDayOn,
      toOn: DateTime.fromMillis(virtual.now(), { zone: installation.pack.manifest.zone }).toISODate() ?? '',
    };
    await leaveDocuments(office, days);
    const files = await leaveRecords(office, simulator.dump());
    return await summarize({ store, tickets, refusedByForms: player.refusedByForms(), files });
  } finally {
    await installation.close();
    await simulator.stop();
  }
}

/** A demo's folder holds the first from its beginning, and the second from its end. */
const leftByDemo = ['overlay.yaml', 'raw.json'];

/** Takes away what an earlier demo left; a folder with anything else in it is somebody's own. */
async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  if (names.length > 0 && !leftByDemo.some((name) => names.includes(name))) {
    throw new AppError(
      'refused',
      `${folder} holds other files: name a folder of its own for the demo (--out)`,
    );
  }
  await rm(folder, { recursive: true, force: true });
}

function startOf({ pack }: Installation): number {
  return DateTime.fromISO(`${firstDayOn}T16:00:00`, { zone: pack.manifest.zone }).toMillis();
}

function endOfWeek(installation: Installation, week: number): number {
  return DateTime.fromMillis(startOf(installation), { zone: installation.pack.manifest.zone })
    .plus({ weeks: week })
    .toMillis();
}
