import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../src/core/app-error.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import type { Installation } from '../../src/app/installation.ts';
import { runDaemon } from '../../src/daemon/run-daemon.ts';
import { runOnce } from '../../src/daemon/run-once.ts';
import type { Helpdesk } from '../../src/helpdesk/helpdesk.ts';
import { createReportTemplates } from '../../src/output/report-words-folder.ts';
import { createWorkbookWriter } from '../../src/output/workbook/workbook-writer.ts';
import { packageFolder } from '../../src/package-folder.ts';
import { type GovernedDesk, openGovernedDesk, quietLog } from '../support/a-governed-desk.ts';
import { deferred } from '../support/deferred.ts';
import { wrapHelpdesk } from '../support/wrap-helpdesk.ts';

const templates = join(packageFolder, 'report-templates');
let governed: GovernedDesk;
let folder = '';
beforeAll(async () => {
  governed = await openGovernedDesk({ startAt: '2026-11-23T08:00:00Z' });
  folder = await mkdtemp(join(tmpdir(), 'daemon-'));
});
afterAll(async () => {
  await governed.close();
  await rm(folder, { recursive: true });
});

type Line = Readonly<Record<string, unknown>>;

interface RunningDaemon {
  readonly lines: readonly Line[];
  readonly ended: Promise<void>;
  stop(): void;
  get(path: string): Promise<{ readonly status: number; readonly body: string }>;
}

const running: RunningDaemon[] = [];
afterEach(async () => {
  for (const daemon of running.splice(0)) {
    daemon.stop();
    await daemon.ended.catch(() => undefined);
  }
});

/** An installation on the governed desk, whose daemon ticks each second. */
function installationOf(lines: Line[], replaced: Partial<Helpdesk> = {}): Installation {
  const { desk, pack, store } = governed;
  const installation: Partial<Installation> = {
    pack,
    mailer: null,
    log: quietLog(lines),
    clock: { now: () => governed.time.now(), sleep: (ms) => new Promise((done) => setTimeout(done, ms)) },
    settings: {
      reportsFolder: folder,
      tick: '* * * * * *',
      sweep: '0 0 1 1 *',
      healthPort: 0,
      timeZoneData: '',
      requestsPerSecond: 0,
      lettersPerHour: 100,
      actionsPerTick: 100,
    } as unknown as Installation['settings'],
    helpdesk: () => Promise.resolve(wrapHelpdesk(desk.helpdesk, replaced)),
    store: () => Promise.resolve(store),
    workbooks: createWorkbookWriter(templates),
    templates: createReportTemplates(templates),
  };
  return installation as Installation;
}

/** A daemon of this process. */
function startDaemon(holder: string, replaced: Partial<Helpdesk> = {}): RunningDaemon {
  const lines: Line[] = [];
  const { promise: stopRequested, resolve } = deferred<string>();
  const ended = runDaemon(installationOf(lines, replaced), { stopRequested, holder });
  ended.catch(() => undefined);
  const daemon: RunningDaemon = {
    lines,
    ended,
    stop: () => {
      resolve('SIGTERM');
    },
    get: async (path) => {
      const port = lines.find(({ message }) => message === 'daemon started')?.['healthPort'];
      const response = await fetch(`http://127.0.0.1:${String(port)}${path}`);
      return { status: response.status, body: await response.text() };
    },
  };
  running.push(daemon);
  return daemon;
}

describe('runDaemon', () => {
  it('ticks at once, says that it is ready, and stops when it is asked to', async () => {
    const daemon = startDaemon('one');
    await vi.waitFor(async () => {
      expect(await daemon.get('/readyz')).toMatchObject({ status: 200 });
    }, 10_000);
    expect(await daemon.get('/healthz')).toEqual({ status: 200, body: '{"alive":true}' });
    expect((await daemon.get('/metrics')).body).toContain('reglament_ticks_total{outcome="done"}');
    daemon.stop();
    await daemon.ended;
    expect(daemon.lines).toContainEqual({
      message: 'stopping: waiting for the tick to end',
      signal: 'SIGTERM',
    });
  });

  it('compares ids when no night did so', async () => {
    await governed.store.state.set('daemon.last-sweep', '0');
    const daemon = startDaemon('one');
    await vi.waitFor(() => {
      expect(daemon.lines.map(({ message }) => message)).toContain('sweep');
    }, 10_000);
  });

  it('gives way to a daemon that governs already, until that one ends', async () => {
    const one = startDaemon('one');
    await vi.waitFor(async () => {
      expect(await one.get('/readyz')).toMatchObject({ status: 200 });
    }, 10_000);
    await expect(startDaemon('other').ended).rejects.toMatchObject({ code: 'refused' });
    one.stop();
    await one.ended;
    const other = startDaemon('other');
    await vi.waitFor(async () => {
      expect(await other.get('/readyz')).toMatchObject({ status: 200 });
    }, 10_000);
  });

  it('ends when the token is refused', async () => {
    const refused = () => Promise.reject(new AppError('unauthorized', 'the token is not accepted'));
    await expect(startDaemon('one', { identify: refused }).ended).rejects.toMatchObject({
      code: 'unauthorized',
    });
  });

  it('goes on asking while the helpdesk is down, and is ready again afterwards', async () => {
    let isDown = true;
    const { helpdesk } = governed.desk;
    const daemon = startDaemon('one', {
      identify: () =>
        isDown ? Promise.reject(new AppError('unavailable', 'nobody answers')) : helpdesk.identify(),
    });
    let body = '';
    await vi.waitFor(async () => {
      const answer = await daemon.get('/readyz');
      expect(answer).toMatchObject({ status: 503, body: expect.stringContaining('nobody answers') });
      body = answer.body;
    }, 10_000);
    expect(JSON.parse(body)).toMatchObject({ failures: 1, nextTryAt: governed.time.now() + 30_000 });
    expect((await daemon.get('/metrics')).body).toContain('reglament_failed_ticks_in_a_row 1');
    isDown = false;
    governed.time.advanceBy(MS_PER_MINUTE);
    await vi.waitFor(async () => {
      expect(await daemon.get('/readyz')).toMatchObject({ status: 200 });
    }, 10_000);
  });
});

describe('runOnce', () => {
  it('makes the report of a week that is over, once [K 3.3.4]', async () => {
    const lines: Line[] = [];
    const once = (): Promise<unknown> => runOnce(installationOf(lines), { holder: 'by hand' });
    const reportsMade = (): number =>
      lines.filter(({ message, kind }) => message === 'a report was made' && kind === 'weekly').length;
    await once();
    expect(reportsMade()).toBe(0);
    governed.time.advanceBy(7 * MS_PER_DAY);
    await once();
    await once();
    expect(reportsMade()).toBe(1);
  });
});
