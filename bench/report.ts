import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectReportData } from '../src/app/collect-report-data.ts';
import { buildPeriodicReport } from '../src/core/report/build-periodic-report.ts';
import type { Fact } from '../src/core/ticket/fact.ts';
import type { FieldValues } from '../src/core/ticket/field-value.ts';
import { ticketId } from '../src/core/ticket/ticket-id.ts';
import type { Ticket } from '../src/core/ticket/ticket.ts';
import { createReportTemplates } from '../src/output/report-words-folder.ts';
import { createWorkbookWriter } from '../src/output/workbook/workbook-writer.ts';
import type { Store } from '../src/store/store.ts';
import { compileTestPack } from '../test/support/a-pack.ts';

const TICKETS = 100_000;
const BATCH = 500;
const MAX_SECONDS = 20;
const MAX_MIB = 512;

const HOUR_MS = 3_600_000;
const from = Date.parse('2026-11-13T14:00:00Z');
const to = Date.parse('2026-11-20T14:00:00Z');

const folderOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A request within the week, or in the month before it, that was answered and often closed. */
function aTicket(index: number, pack: ReturnType<typeof compileTestPack>): Ticket {
  const types = [...pack.types.values()];
  const type = types[index % types.length]!;
  const createdAt =
    from - 30 * 24 * HOUR_MS + ((index * 7_919) % (37 * 24)) * HOUR_MS + (index % 3_600) * 1_000;
  const fields: FieldValues = {
    type: type.id,
    priority: type.priorities[index % type.priorities.length]!,
    group: 'information',
    state: 'new',
    owner: null,
    business_process: index % 5 === 0 ? null : 'eds',
    request_channel: 'email',
  };
  const base = { actor: 'agent', actorId: '10' } as const;
  const timeline: Fact[] = [
    { kind: 'created', id: 'created', at: createdAt, actor: 'applicant', actorId: '20', fields },
    {
      ...base,
      kind: 'field-changed',
      id: 'h1',
      at: createdAt + HOUR_MS,
      field: 'owner',
      from: null,
      to: '10',
    },
    {
      ...base,
      kind: 'field-changed',
      id: 'h2',
      at: createdAt + 2 * HOUR_MS,
      field: 'state',
      from: 'new',
      to: 'open',
    },
  ];
  if (index % 3 > 0) {
    const at = createdAt + (5 + (index % 90)) * HOUR_MS;
    timeline.push({
      ...base,
      kind: 'field-changed',
      id: 'h3',
      at,
      field: 'state',
      from: 'open',
      to: 'closed',
    });
  }
  return {
    id: ticketId(index + 1),
    number: String(41_001 + index),
    createdAt,
    updatedAt: to,
    applicant: { id: '20', hasEmail: true, group: null },
    fields,
    timeline,
  };
}

/** The weekly report over 100,000 tickets, all its sheets included: time and memory. */
export async function bench(): Promise<boolean> {
  const pack = compileTestPack({ pack: folderOf('../mappings/kyiv-public-budget') });
  const report = pack.reports[0]!;
  const templates = folderOf('../report-templates');
  const words = await createReportTemplates(templates).readWords('uk');
  const store = {
    tickets: {
      listBetween: function* () {
        for (let index = 0; index < TICKETS; index += BATCH) {
          yield Array.from({ length: BATCH }, (_, place) => aTicket(index + place, pack));
        }
      },
    },
    ledger: { list: () => [] },
  } as unknown as Pick<Store, 'tickets' | 'ledger'>;
  const scope = { pack, report, period: { fromAt: from, toAt: to, days: null }, cutOffAt: to };
  const folder = mkdtempSync(join(tmpdir(), 'bench-report-'));
  try {
    const startAt = performance.now();
    const data = await collectReportData(store, scope);
    const { model, figures } = buildPeriodicReport({ ...scope, ...data, language: 'uk', words });
    const builtAt = performance.now();
    const file = await createWorkbookWriter(templates).write(model, join(folder, 'weekly.xlsx'));
    const writtenAt = performance.now();
    const seconds = (writtenAt - startAt) / 1000;
    const cpuSeconds = process.cpuUsage().user / 1_000_000;
    const mib = process.resourceUsage().maxRSS / 1024;
    const rows = model.sheets.reduce((sum, { table }) => sum + (table?.rows.length ?? 0), 0);
    console.log(
      `${TICKETS} tickets stored, ${figures.universe} in the report, ${rows} rows, ${file.bytes} bytes`,
    );
    console.log(`counted and judged in ${((builtAt - startAt) / 1000).toFixed(1)} s`);
    console.log(`set and written in ${((writtenAt - builtAt) / 1000).toFixed(1)} s`);
    console.log(`processor time of everything ${cpuSeconds.toFixed(1)} s`);
    console.log(
      `together ${seconds.toFixed(1)} s (at most ${MAX_SECONDS}), ${mib.toFixed(0)} MiB (at most ${MAX_MIB})`,
    );
    return seconds <= MAX_SECONDS && mib <= MAX_MIB;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
