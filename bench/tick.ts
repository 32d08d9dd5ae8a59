import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMirroredDesk, mirroredAt } from './support/mirrored-desk.ts';

const SIZES = [1_000, 10_000, 100_000];
const CHANGED_SHARE = 0.01;
const PAGE_SIZE = 200;
/** Who we are, our groups and rights; the vocabulary is read again every ten minutes, people every fifteen. */
const REQUESTS_TO_BEGIN = 3;
const MAX_OWN_MS = 1_000;
const MAX_MIB = 512;
const MINUTE_MS = 60_000;

/**
 * What one tick costs with ever more tickets mirrored, one of a hundred changed since the last: the real adapter, store
 * and evaluation, over a helpdesk that counts its requests and whose own time is taken off.
 */
export async function bench(): Promise<boolean> {
  const chosen = process.argv.slice(3).map(Number);
  let isHeld = true;
  for (const size of chosen.length > 0 ? chosen : SIZES) isHeld = (await benchSize(size)) && isHeld;
  return isHeld;
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
  const { desk, zammad, store, tick, answer } = await openMirroredDesk(folder, size);
  try {
    const step = Math.round(1 / CHANGED_SHARE);
    const changedFrom = (first: number): readonly number[] =>
      Array.from({ length: Math.floor(size / step) }, (_, index) => first + index * step);
    await tick();
    // A daemon has ticked before: one round like the measured one warms it up.
    const warming = changedFrom(2);
    answer(warming, mirroredAt + MINUTE_MS);
    zammad.now = mirroredAt + 4 * MINUTE_MS;
    await tick();

    const changed = changedFrom(1);
    answer(changed, mirroredAt + 7 * MINUTE_MS);
    zammad.now = mirroredAt + 9 * MINUTE_MS;
    const due = await store.tickets.listDue(zammad.now, desk.fingerprint, size);
    const expected = new Set([...due, ...changed.map(String)]).size;
    const requestsBefore = { ...zammad.counts };
    zammad.ownMicros = 0;
    const before = process.cpuUsage();
    const { pull, evaluated } = await tick();
    const { user, system } = process.cpuUsage(before);
    const ownMs = (user + system - zammad.ownMicros) / 1_000;
    const mib = process.resourceUsage().maxRSS / 1024;
    const search = zammad.counts.search - requestsBefore.search;
    const ofTickets = zammad.counts.ofTickets - requestsBefore.ofTickets;
    const toBegin = zammad.counts.other - requestsBefore.other;
    console.log(
      `${size} mirrored, ${changed.length} changed, ${expected - changed.length} others due: ` +
        `requests ${search} pages + ${ofTickets} for changed + ${toBegin} to begin, ${evaluated} evaluated; ` +
        `own work ${ownMs.toFixed(0)} ms of a core, peak ${mib.toFixed(0)} MiB`,
    );
    return holds({
      'pulled what changed': pull.changed.length === changed.length,
      // The last two minutes before the cursor are read again, and each page begins with the last of the one before.
      'pages of changes': search === Math.ceil((changed.length + warming.length + 1) / (PAGE_SIZE - 1)),
      'two requests for each changed ticket': ofTickets === 2 * changed.length,
      'a fixed number to begin': toBegin === REQUESTS_TO_BEGIN,
      'evaluated what changed or was due': evaluated === expected,
      [`at most ${MAX_OWN_MS} ms`]: ownMs <= MAX_OWN_MS,
      [`at most ${MAX_MIB} MiB`]: mib <= MAX_MIB,
    });
  } finally {
    await store.close();
  }
}

function holds(promises: Readonly<Record<string, boolean>>): boolean {
  const broken = Object.keys(promises).filter((promise) => promises[promise] !== true);
  for (const promise of broken) console.error(`  does NOT hold: ${promise}`);
  return broken.length === 0;
}
