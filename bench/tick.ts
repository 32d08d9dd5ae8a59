import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MirroredDesk, openMirroredDesk, mirroredAt } from './support/mirrored-desk.ts';

const SIZES = [1_000, 10_000, 100_000];
const CHANGED_SHARE = 0.01;
const PAGE_SIZE = 200;
/** Who we are, our groups and rights; every ten minutes priorities and states too, every fifteen people. */
const REQUESTS_TO_BEGIN = { least: 3, most: 6 };
const MAX_OWN_MS = 1_000;
const MAX_MIB = 512;
const MINUTE_MS = 60_000;
/** A daemon has ticked before; the best of many rounds is what no neighbour on the machine disturbed. */
const ROUNDS = 20;
const MINUTES_BETWEEN = 5;

/**
 * What one tick costs with ever more tickets mirrored, one of a hundred changed since the last: the real adapter, store
 * (its database included) and evaluation, over a helpdesk that counts its requests and whose answers are ready. All
 * processor time of the process counts, whatever else the machine does; the first rounds warm a daemon up.
 */
export async function bench(): Promise<boolean> {
  const [size, ...others] = process.argv.length > 3 ? process.argv.slice(3).map(Number) : SIZES;
  if (size !== undefined && others.length === 0) return benchSize(size);
  // Each in a process of its own: memory and warmth of one are not another's.
  const statuses = [size, ...others].map(
    (each) =>
      spawnSync(process.execPath, [process.argv[1] ?? '', 'tick', String(each)], { stdio: 'inherit' }).status,
  );
  return statuses.every((status) => status === 0);
}

async function benchSize(size: number): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-tick-'));
  try {
    const fill = join(import.meta.dirname, 'support/fill-mirror.js');
    const { status } = spawnSync(process.execPath, [fill, folder, String(size)], { stdio: 'inherit' });
    return status === 0 && (await measure(size, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measure(size: number, folder: string): Promise<boolean> {
  const mirrored = await openMirroredDesk(folder, size);
  try {
    await mirrored.tick();
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureRound(mirrored, size, round));
    const [last] = rounds.slice(-1) as [Round];
    const ownMs = Math.min(...rounds.map((round) => round.ownMs));
    const mib = process.resourceUsage().maxRSS / 1024;
    console.log(
      `${size} mirrored, ${last.changed} changed, ${last.due - last.changed} others due: ` +
        `requests ${last.pages} pages + ${last.ofTickets} for changed + ${last.toBegin} to begin, ${last.evaluated} evaluated; ` +
        `own work ${ownMs.toFixed(0)} ms of a core, best of ${ROUNDS} rounds (${rounds.map((round) => round.ownMs.toFixed(0)).join(', ')}), ` +
        `peak ${mib.toFixed(0)} MiB`,
    );
    return holds({
      'pulled what changed': rounds.every(({ pulled, changed }) => pulled === changed),
      // The last two minutes before the cursor are read again, and each page begins with the last of the one before.
      'pages of changes': rounds
        .slice(1)
        .every(({ pages, changed }) => pages === Math.ceil((2 * changed + 1) / (PAGE_SIZE - 1))),
      'two requests for each changed ticket': rounds.every(
        ({ ofTickets, changed }) => ofTickets === 2 * changed,
      ),
      'a fixed number to begin': rounds.every(
        ({ toBegin }) => toBegin >= REQUESTS_TO_BEGIN.least && toBegin <= REQUESTS_TO_BEGIN.most,
      ),
      'evaluated what changed or was due': rounds.every(({ evaluated, due }) => evaluated === due),
      [`at most ${MAX_OWN_MS} ms`]: ownMs <= MAX_OWN_MS,
      [`at most ${MAX_MIB} MiB`]: mib <= MAX_MIB,
    });
  } finally {
    await mirrored.store.close();
  }
}

/** What one tick did and took. */
interface Round {
  readonly changed: number;
  readonly pulled: number;
  /** Changed tickets, and others that came due by time alone. */
  readonly due: number;
  readonly evaluated: number;
  readonly pages: number;
  readonly ofTickets: number;
  readonly toBegin: number;
  /** Processor time of the whole process, in ms. */
  readonly ownMs: number;
}

/** One of a hundred tickets changes, others in each round; the answers about them are ready before the tick begins. */
async function measureRound(
  { desk, zammad, store, tick, answer }: MirroredDesk,
  size: number,
  round: number,
): Promise<Round> {
  const step = Math.round(1 / CHANGED_SHARE);
  const changed = Array.from({ length: Math.floor(size / step) }, (_, index) => round + 1 + index * step);
  const changedAt = mirroredAt + (1 + round * MINUTES_BETWEEN) * MINUTE_MS;
  answer(changed, changedAt);
  zammad.prepare(changed);
  zammad.now = changedAt + 2 * MINUTE_MS;
  const due = await store.tickets.listDue(zammad.now, desk.fingerprint, size);
  const requests = { ...zammad.counts };
  const before = process.cpuUsage();
  const { pull, evaluated } = await tick();
  const { user, system } = process.cpuUsage(before);
  return {
    changed: changed.length,
    pulled: pull.changed.length,
    due: new Set([...due, ...changed.map(String)]).size,
    evaluated,
    pages: zammad.counts.search - requests.search,
    ofTickets: zammad.counts.ofTickets - requests.ofTickets,
    toBegin: zammad.counts.other - requests.other,
    ownMs: (user + system) / 1_000,
  };
}

function holds(promises: Readonly<Record<string, boolean>>): boolean {
  const broken = Object.keys(promises).filter((promise) => promises[promise] !== true);
  for (const promise of broken) console.error(`  does NOT hold: ${promise}`);
  return broken.length === 0;
}
