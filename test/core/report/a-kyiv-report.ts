import { fileURLToPath } from 'node:url';
import { collectReportData } from '../../../src/app/collect-report-data.ts';
import { buildPeriodicReport } from '../../../src/core/report/build-periodic-report.ts';
import type { Annex } from '../../../src/core/regulation/schema/report.ts';
import type { Cell, ReportModel, Sheet } from '../../../src/core/report/report-model.ts';
import type { ReportPeriod } from '../../../src/core/report/report-period.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { createReportTemplates } from '../../../src/output/report-words-folder.ts';
import type { IssuedDocument, Store } from '../../../src/store/store.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import type { Step } from '../../support/a-ticket.ts';
import { aFrontTicket, week } from './a-week.ts';

export const kyiv = compileTestPack({
  pack: fileURLToPath(new URL('../../../mappings/kyiv-public-budget', import.meta.url)),
});
export const templatesFolder = fileURLToPath(new URL('../../../report-templates', import.meta.url));
const words = await createReportTemplates(templatesFolder).readWords('uk');

/** A request that Information got by mail: an error of low category unless said otherwise. */
export function aRequest(
  id: number,
  at: string,
  fields: Readonly<Record<string, string | null>> = {},
  ...steps: readonly Step[]
): Ticket {
  const usual = { type: 'error', priority: 'low', group: 'information', request_channel: 'email' };
  return aFrontTicket({ id, at, fields: { ...usual, ...fields } }, ...steps);
}

/** The weekly report of Kyiv over these tickets, as the store would hand them out. */
export async function buildKyivWeekly(
  tickets: readonly Ticket[],
  period: ReportPeriod = week,
  annexes: readonly Annex[] = kyiv.reports[0]!.annexes,
  documents: readonly IssuedDocument[] = [],
): Promise<ReportModel> {
  const report = { ...kyiv.reports[0]!, annexes: [...annexes] };
  const store = {
    tickets: { listBetween: () => inBatches([tickets]) },
    ledger: { list: () => inBatches([[{ seq: 812, hash: 'f00d' }]]) },
    documents: {
      list: (kind: string) => Promise.resolve(documents.filter((each) => each.kind === kind)),
    },
  } as unknown as Pick<Store, 'tickets' | 'ledger' | 'documents'>;
  const scope = { pack: kyiv, report, period, cutOffAt: period.toAt };
  const data = await collectReportData(store, scope);
  return buildPeriodicReport({ ...scope, ...data, language: 'uk', words }).model;
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* inBatches<T>(batches: readonly T[]): AsyncGenerator<T> {
  yield* batches;
}

export function sheetOf(model: ReportModel, id: string): Sheet {
  const sheet = model.sheets.find((each) => each.id === id);
  if (sheet === undefined) throw new Error(`the report has no sheet ${id}`);
  return sheet;
}

/** The rows of a sheet's table as they are read on paper. */
export function rowsOf(sheet: Sheet): readonly (readonly string[])[] {
  return (sheet.table?.rows ?? []).map((row) => row.map(shown));
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
    case 'hours':
      return cell.ms === null ? '' : `${cell.ms / 3_600_000} h`;
    case 'date':
      return cell.on ?? '';
  }
}

function percent(share: number): string {
  return (share * 100).toFixed(1).replace('.', ',');
}
