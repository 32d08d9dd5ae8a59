import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { PeriodicReport } from '../core/regulation/schema/report.ts';
import { wordsOf } from '../core/report/report-context.ts';
import { cutOffOf, nameOfPeriod } from '../core/report/report-period.ts';
import type { ReportWords } from '../core/report/report-words.ts';
import { buildWhatIf, type WhatIf } from '../core/report/what-if/build-what-if.ts';
import { withCalendar, withGoal } from '../core/report/what-if/change-pack.ts';
import type { WhatIfSide } from '../core/report/what-if/compare-verdicts.ts';
import { describeChange, type WhatIfChange } from '../core/report/what-if/describe-change.ts';
import type { WrittenFile } from '../output/output.ts';
import type { Store } from '../store/store.ts';
import { choosePeriod, type ReportBuilding, type ReportScope } from './build-report.ts';
import { collectReportData } from './collect-report-data.ts';

/** What a what-if is computed from and written with. */
export interface WhatIfTools extends Pick<ReportBuilding, 'pack' | 'templates' | 'workbooks'> {
  readonly store: Pick<Store, 'tickets' | 'ledger' | 'documents'>;
}

/** Which change over which days (both inclusive; null = the last full week), into which folder. */
export interface WhatIfRequest {
  readonly change: WhatIfChange;
  readonly days: { readonly fromOn: string; readonly toOn: string } | null;
  readonly folder: string;
  readonly now: Instant;
}

/** The workbook that was written, and its figures. */
export interface WhatIfResult {
  readonly file: WrittenFile;
  readonly figures: WhatIf['figures'];
}

/**
 * Judges the stored tickets of a period by the pack in force and by a changed one, and writes a workbook of what
 * differs. Registers nothing and asks the helpdesk nothing; the same question gives the same file.
 * @throws AppError `input` for a change that the pack does not allow, no period, or a pack without reports
 */
export async function whatIf(tools: WhatIfTools, request: WhatIfRequest): Promise<WhatIfResult> {
  const { pack, templates, workbooks } = tools;
  const report = reportOf(pack);
  const { zone, languages } = pack.manifest;
  const period = choosePeriod(report, request, zone);
  const cutOffAt = cutOffOf(period, request.now);
  const language = languages[0] ?? 'en';
  const [reportWords, words] = [
    await templates.readWords(language),
    await templates.readWhatIfWords(language),
  ];
  const changed = applyChange(pack, request.change);
  const scope = { report: bare(report), period, cutOffAt };
  const { model, figures } = buildWhatIf({
    before: await readSide(pack, { ...scope, language, reportWords }, tools),
    after: await readSide(changed, { ...scope, language, reportWords }, tools),
    change: describeChange(pack, request.change, { language, words, reportWords }),
    words,
  });
  const question = createHash('sha256').update(`${pack.hash} ${changed.hash}`).digest('hex').slice(0, 8);
  const name = nameOfPeriod(period, cutOffAt, zone).replaceAll(/[: ]/g, '-').replaceAll('/', '_');
  return {
    file: await workbooks.write(model, join(request.folder, `what-if-${name}-${question}.xlsx`)),
    figures,
  };
}

/** Whose week and words are used: the weekly report's, where the pack has one. */
function reportOf({ reports, manifest }: CompiledPack): PeriodicReport {
  const report = reports.find(({ weekly }) => weekly !== undefined) ?? reports[0];
  if (report !== undefined) return report;
  throw new AppError('input', `the pack ${manifest.id} has no report whose period and words could be used`);
}

function applyChange(pack: CompiledPack, { otherPack, goals, calendars }: WhatIfChange): CompiledPack {
  const withGoals = goals.reduce(withGoal, otherPack ?? pack);
  return calendars.reduce(withCalendar, withGoals);
}

/** Only tickets are asked for: without annexes nothing else is collected. */
function bare(report: PeriodicReport): PeriodicReport {
  return { ...report, annexes: [] };
}

async function readSide(
  pack: CompiledPack,
  {
    language,
    reportWords,
    ...scope
  }: ReportScope & { readonly language: string; readonly reportWords: ReportWords },
  { store }: WhatIfTools,
): Promise<WhatIfSide> {
  const { tickets, ledgerHead } = await collectReportData(store, { pack, ...scope });
  const words = wordsOf(scope.report, language, reportWords);
  return { context: { pack, ...scope, language, words, ledgerHead, people: new Map() }, tickets };
}
