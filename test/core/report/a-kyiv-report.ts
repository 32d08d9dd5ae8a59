import { fileURLToPath } from 'node:url';
import type { Annex } from '../../../src/core/regulation/schema/report.ts';
import type { ReportModel } from '../../../src/core/report/report-model.ts';
import type { ReportPeriod } from '../../../src/core/report/report-period.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import type { IssuedDocument } from '../../../src/store/store.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import type { Step } from '../../support/a-ticket.ts';
import { buildModel, reportOf } from './a-report.ts';
import { aFrontTicket, week } from './a-week.ts';

export { linesOf, rowsOf, sheetOf, shown, templatesFolder } from './a-report.ts';

export const kyiv = compileTestPack({
  pack: fileURLToPath(new URL('../../../mappings/kyiv-public-budget', import.meta.url)),
});
const weekly = reportOf(kyiv, 'weekly');

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

/** The weekly report of Kyiv over these tickets. */
export function buildKyivWeekly(
  tickets: readonly Ticket[],
  period: ReportPeriod = week,
  annexes: readonly Annex[] = weekly.annexes,
  documents: readonly IssuedDocument[] = [],
): Promise<ReportModel> {
  const report = { ...weekly, annexes: [...annexes] };
  return buildModel({ pack: kyiv, report, tickets, period, documents });
}
