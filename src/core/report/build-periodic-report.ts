import { AppError } from '../app-error.ts';
import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { QueueFindings } from '../queue/queue-audit.ts';
import type { RecordedWorks } from '../works/works.ts';
import type { PeriodicReport } from '../regulation/schema/report.ts';
import { breakDownOpen } from './breakdown.ts';
import type { Breakdowns } from './breakdown.ts';
import { inWords, wordsOf } from './report-context.ts';
import type { LedgerHead, ReportContext } from './report-context.ts';
import type { ReportData, ReportedFinding, TrendPeriod } from './report-data.ts';
import type { ReportModel, Sheet } from './report-model.ts';
import type { ReportPeriod } from './report-period.ts';
import { fillIn, writeInstant } from './report-words.ts';
import type { ReportWords } from './report-words.ts';
import type { ReportedTelling } from './reported-telling.ts';
import type { ReportedTicket } from './reported-ticket.ts';
import { annexSheets } from './sheets/annex-sheets.ts';
import { methodSheet } from './sheets/method-sheet.ts';
import { openSheet } from './sheets/open-sheet.ts';
import { reportTitle } from './report-title.ts';
import { figuresOfSheets } from './sheet-figures.ts';
import type { SheetFigures } from './sheet-figures.ts';
import { summarySheet } from './sheets/summary-sheet.ts';
import { countWeek } from './weekly-figures.ts';
import type { WeeklyFigures } from './weekly-figures.ts';

/** What a periodic report is made of. */
export interface PeriodicReportInput {
  readonly pack: CompiledPack;
  readonly report: PeriodicReport;
  readonly period: ReportPeriod;
  readonly cutOffAt: Instant;
  readonly tickets: readonly ReportedTicket[];
  /** Violations of clauses in the period, oldest first. */
  readonly findings: readonly ReportedFinding[];
  readonly tellings: readonly ReportedTelling[];
  /** This period and those before it, oldest first; empty where the report shows no trend. */
  readonly trend: readonly TrendPeriod[];
  readonly queue: QueueFindings;
  readonly works: readonly RecordedWorks[];
  readonly tallies: ReportData['tallies'];
  readonly durations: ReportData['durations'];
  readonly ledgerTraces: ReportData['ledgerTraces'];
  readonly people: ReportContext['people'];
  readonly language: string;
  readonly words: ReportWords;
  readonly ledgerHead: LedgerHead | null;
}

/** The figures a report is remembered by: counts, shares, the breakdowns of its page, what its further sheets show. */
export interface ReportFigures extends WeeklyFigures {
  readonly breakdowns: Breakdowns;
  /** By the id of the sheet's table. */
  readonly sheets: Readonly<Record<string, SheetFigures>>;
}

/** A report and the figures in it. */
export interface PeriodicReportResult {
  readonly model: ReportModel;
  readonly figures: ReportFigures;
}

/**
 * Makes the report of a period from the tickets it sees (see `reportTicket`). Figures are checked before a sheet is made.
 * @throws AppError `bug` when the figures do not add up
 */
export function buildPeriodicReport(input: PeriodicReportInput): PeriodicReportResult {
  const { pack, report, cutOffAt, tickets, language } = input;
  const words = wordsOf(report, language, input.words);
  const context: ReportContext = { ...input, words };
  const counted = { ...countWeek(tickets), breakdowns: breakDownOpen(context, tickets) };
  const data: ReportData = { ...input, figures: counted };
  const sheets: readonly Sheet[] = [
    summarySheet(context, counted),
    openSheet(context, data),
    ...annexSheets(context, data),
    methodSheet(context, counted),
  ].filter((sheet) => sheet !== null);
  const figures: ReportFigures = { ...counted, sheets: figuresOfSheets(sheets) };
  const { zone } = pack.manifest;
  const model: ReportModel = {
    layout: report.layout,
    title: reportTitle(context),
    subject: inWords(context, pack.manifest.title),
    keywords: `${pack.manifest.id} ${pack.manifest.version} ${pack.hash}`,
    language,
    zone,
    dateFormat: words.date_format,
    dateTimeFormat: words.date_time_format,
    localeId: words.locale_id,
    cutOffAt,
    footer: {
      left: fillIn(words.as_of, { at: writeInstant(cutOffAt, words, zone), zone }),
      right: words.page_of,
    },
    sheets,
  };
  assertComplete(model, figures);
  return { model, figures };
}

/** @throws AppError `bug` when a breakdown or the list lacks one of the open tickets */
function assertComplete(model: ReportModel, figures: ReportFigures): void {
  const sums = Object.values(figures.breakdowns).map((parts) =>
    parts.reduce((sum, part) => sum + part.count, 0),
  );
  const listed = model.sheets.find(({ id }) => id === 'open')?.table?.rows.length ?? figures.open;
  if ([...sums, listed].every((sum) => sum === figures.open)) return;
  throw new AppError(
    'bug',
    'a part of the report does not add up to the open tickets, so it was not written',
    {
      details: { open: figures.open, sums, listed },
    },
  );
}
