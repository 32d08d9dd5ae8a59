import { fileURLToPath } from 'node:url';
import { collectReportData } from '../../../src/app/collect-report-data.ts';
import { buildPeriodicReport } from '../../../src/core/report/build-periodic-report.ts';
import type { Cell, ReportModel, Sheet } from '../../../src/core/report/report-model.ts';
import type { ReportPeriod } from '../../../src/core/report/report-period.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import type { PeriodicReport } from '../../../src/core/regulation/schema/report.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { createReportTemplates } from '../../../src/output/report-words-folder.ts';
import type { IssuedDocument, LedgerEntry, Store } from '../../../src/store/store.ts';

export const templatesFolder = fileURLToPath(new URL('../../../report-templates', import.meta.url));

/** What a report is made of in a test. */
interface ReportParts {
  readonly pack: CompiledPack;
  readonly report: PeriodicReport;
  readonly tickets: readonly Ticket[];
  readonly period: ReportPeriod;
  readonly ledger?: readonly Partial<LedgerEntry>[];
  readonly people?: Readonly<Record<string, string>>;
  readonly documents?: readonly IssuedDocument[];
}

const someEntry = {
  seq: 812,
  hash: 'f00d',
  kind: 'run',
  status: 'noted',
  ground: { kind: 'product', about: null },
};

/** A report over these tickets, as the store would hand them out. */
export async function buildModel({
  pack,
  report,
  tickets,
  period,
  ...parts
}: ReportParts): Promise<ReportModel> {
  const store = {
    tickets: { listBetween: () => inBatches([tickets]) },
    ledger: { list: () => inBatches([parts.ledger ?? [someEntry]]) },
    documents: {
      list: (kind: string) => Promise.resolve((parts.documents ?? []).filter((each) => each.kind === kind)),
    },
  } as unknown as Pick<Store, 'tickets' | 'ledger' | 'documents'>;
  const scope = { pack, report, period, cutOffAt: period.toAt };
  const language = pack.manifest.languages[0] ?? 'en';
  return buildPeriodicReport({
    ...scope,
    ...(await collectReportData(store, scope)),
    language,
    words: await createReportTemplates(templatesFolder).readWords(language),
    people: new Map(Object.entries(parts.people ?? {})),
  }).model;
}

/** A report of a pack by its id. */
export function reportOf({ reports }: CompiledPack, id: string): PeriodicReport {
  const report = reports.find((each) => each.id === id);
  if (report === undefined) throw new Error(`the pack has no report ${id}`);
  return report;
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* inBatches<T>(batches: readonly T[]): AsyncGenerator<T> {
  yield* batches;
}

/** A sheet by its id, or by its name where several have one id. */
export function sheetOf(model: ReportModel, id: string): Sheet {
  const sheet = model.sheets.find((each) => each.id === id || each.name === id);
  if (sheet === undefined) throw new Error(`the report has no sheet ${id}`);
  return sheet;
}

/** The rows of a sheet's table as they are read on paper. */
export function rowsOf(sheet: Sheet): readonly (readonly string[])[] {
  return (sheet.table?.rows ?? []).map((row) => row.map(shown));
}

/** The last lines of a sheet's table. */
export function totalsOf(sheet: Sheet): readonly (readonly string[])[] {
  return (sheet.table?.totals ?? []).map((row) => row.map(shown));
}

/** The heads of a sheet's table. */
export function headsOf(sheet: Sheet): readonly string[] {
  return (sheet.table?.columns ?? []).map(({ head }) => head);
}

/** The lines above a sheet's table, or of the whole sheet where it has none. */
export function linesOf({ above }: Sheet): readonly string[] {
  return above.map(({ cells }) => cells.map(shown).join(' '));
}

/** A cell as it is read on paper; instants stay in UTC. */
export function shown(cell: Cell): string {
  switch (cell.kind) {
    case 'count':
      return `${cell.value}${cell.after ?? ''}`;
    case 'share':
      return cell.value === null ? '—' : `${percent(cell.value)} %${cell.after ?? ''}`;
    case 'text':
    case 'name':
      return cell.text;
    case 'instant':
      return cell.at === null ? '' : new Date(cell.at).toISOString();
    case 'duration':
      return cell.ms === null ? '—' : `${cell.ms / 60_000} min`;
    case 'hours':
      return cell.ms === null ? '' : `${cell.ms / 3_600_000} h`;
    case 'date':
      return cell.on ?? '';
  }
}

function percent(share: number): string {
  return (share * 100).toFixed(1).replace('.', ',');
}
