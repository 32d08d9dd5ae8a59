import type { Annex } from '../../regulation/schema/report.ts';
import type { ReportContext } from '../report-context.ts';
import type { ReportData } from '../report-data.ts';
import type { Sheet } from '../report-model.ts';
import { additionsSheet } from './additions-sheet.ts';
import { ageingSheet } from './ageing-sheet.ts';
import { apartSheet } from './apart-sheet.ts';
import { attestedSheet } from './attested-sheet.ts';
import { breachesSheet } from './breaches-sheet.ts';
import { clausesSheet } from './clauses-sheet.ts';
import { complianceSheet } from './compliance-sheet.ts';
import { durationsSheet } from './durations-sheet.ts';
import { journalSheet } from './journal-sheet.ts';
import { noticesSheet } from './notices-sheet.ts';
import { postponementsSheet } from './postponements-sheet.ts';
import { queueJumpsSheet } from './queue-jumps-sheet.ts';
import { tallySheet } from './tally-sheet.ts';
import { trendSheet } from './trend-sheet.ts';
import { violationsSheet } from './violations-sheet.ts';
import { worksReportSheet } from './works-sheet.ts';

/** The further sheets that a pack's report names, in its order. */
export function annexSheets(context: ReportContext, data: ReportData): readonly Sheet[] {
  return withTableIds(context.report.annexes.map((annex) => annexSheet(annex, context, data)));
}

/** A report may have several sheets of one kind; no two tables of a workbook bear one name. */
function withTableIds(sheets: readonly Sheet[]): readonly Sheet[] {
  return sheets.map((sheet, index) => {
    const earlier = sheets.slice(0, index).filter(({ table }) => table?.id === sheet.table?.id).length;
    if (sheet.table === null || earlier === 0) return sheet;
    return { ...sheet, table: { ...sheet.table, id: `${sheet.table.id}${earlier + 1}` } };
  });
}

function annexSheet(annex: Annex, context: ReportContext, data: ReportData): Sheet {
  switch (annex.kind) {
    case 'compliance':
      return complianceSheet(annex, context, data);
    case 'breaches':
      return breachesSheet(annex, context, data);
    case 'violations':
      return violationsSheet(annex, context, data);
    case 'notices':
      return noticesSheet(annex, context, data);
    case 'ageing':
      return ageingSheet(annex, context, data);
    case 'journal':
      return journalSheet(annex, context, data);
    case 'apart':
      return apartSheet(annex, context, data);
    case 'postponements':
      return postponementsSheet(annex, context, data);
    case 'queue-jumps':
      return queueJumpsSheet(annex, context, data);
    case 'works':
      return worksReportSheet(annex, context, data);
    case 'tally':
      return tallySheet(annex, context, data);
    case 'durations':
      return durationsSheet(annex, context, data);
    case 'clauses':
      return clausesSheet(annex, context, data);
    case 'additions':
      return additionsSheet(annex, context);
    case 'attested':
      return attestedSheet(annex, context);
    case 'trend':
      return trendSheet(annex, context, data);
  }
}
