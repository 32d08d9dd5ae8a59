import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { computeReport } from '../src/app/build-report.ts';
import { createReportTemplates } from '../src/output/report-words-folder.ts';
import { createWorkbookWriter } from '../src/output/workbook/workbook-writer.ts';
import type { Store } from '../src/store/store.ts';
import { kyivPack, templatesFolder } from './support/kyiv.ts';
import { kyivTicket } from './support/kyiv-tickets.ts';

const TICKETS = 100_000;
const BATCH = 500;
const MAX_SECONDS = 20;
const MAX_MIB = 512;

const DAY_MS = 24 * 3_600_000;
const from = Date.parse('2026-11-13T14:00:00Z');
const to = Date.parse('2026-11-20T14:00:00Z');

/** The weekly report over 100,000 tickets, all its sheets included: time and memory. */
export async function bench(): Promise<boolean> {
  const pack = kyivPack();
  const spread = { fromAt: from - 30 * DAY_MS, toAt: to };
  const report = pack.reports[0]!;
  const templates = createReportTemplates(templatesFolder);
  const store = {
    tickets: {
      listBetween: function* () {
        for (let index = 0; index < TICKETS; index += BATCH) {
          yield Array.from({ length: BATCH }, (_, place) => kyivTicket(index + place, pack, spread));
        }
      },
    },
    ledger: { list: () => [] },
    documents: { list: () => Promise.resolve([]) },
  } as unknown as Pick<Store, 'tickets' | 'ledger' | 'documents'>;
  const scope = { report, period: { fromAt: from, toAt: to, days: null }, cutOffAt: to };
  const folder = mkdtempSync(join(tmpdir(), 'bench-report-'));
  try {
    const startAt = performance.now();
    const cpuBefore = process.cpuUsage();
    // As the command does: what the model was made of is let go before it is written.
    const { model, figures } = await computeReport({ pack, store, templates }, scope);
    const builtAt = performance.now();
    const file = await createWorkbookWriter(templatesFolder).write(model, join(folder, 'weekly.xlsx'));
    const writtenAt = performance.now();
    const seconds = (writtenAt - startAt) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    const cpuSeconds = (user + system) / 1_000_000;
    const mib = process.resourceUsage().maxRSS / 1024;
    const rows = model.sheets.reduce((sum, { table }) => sum + (table?.rows.length ?? 0), 0);
    console.log(
      `${TICKETS} tickets stored, ${figures.universe} in the report, ${rows} rows, ${file.bytes} bytes`,
    );
    console.log(`counted and judged in ${((builtAt - startAt) / 1000).toFixed(1)} s`);
    console.log(`set and written in ${((writtenAt - builtAt) / 1000).toFixed(1)} s`);
    // Processor time, compressing threads included: what else the machine does takes no part in it.
    console.log(
      `together ${seconds.toFixed(1)} s on the clock, ${cpuSeconds.toFixed(1)} s of processors (at most ${MAX_SECONDS}), ` +
        `peak ${mib.toFixed(0)} MiB (at most ${MAX_MIB})`,
    );
    return cpuSeconds <= MAX_SECONDS && mib <= MAX_MIB;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
