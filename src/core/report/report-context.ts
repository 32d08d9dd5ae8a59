import type { Instant } from '../calendar/instant.ts';
import { localize } from '../regulation/localize.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { PeriodicReport } from '../regulation/schema/report.ts';
import type { Localized } from '../regulation/schema/scalars.ts';
import type { ReportPeriod } from './report-period.ts';
import type { ReportWords } from './report-words.ts';

/** The last ledger entry a report vouches for. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

/** What every sheet of one report shares. */
export interface ReportContext {
  readonly pack: CompiledPack;
  readonly report: PeriodicReport;
  readonly period: ReportPeriod;
  readonly cutOffAt: Instant;
  readonly language: string;
  readonly words: ReportWords;
  /** Null when the ledger has no entry in the period. */
  readonly ledgerHead: LedgerHead | null;
  /** User id → login of the helpdesk's agents; who is not in it is shown by id. */
  readonly people: ReadonlyMap<string, string>;
}

/** A text of the pack in the report's language. */
export function inWords(context: ReportContext, localized: Localized): string {
  return localize(localized, context.language);
}

/** The built-in words, with those that the report of the pack says otherwise. */
export function wordsOf(report: PeriodicReport, language: string, builtIn: ReportWords): ReportWords {
  const own = Object.entries(report.words).map(([key, word]) => [key, localize(word, language)] as const);
  return { ...builtIn, ...Object.fromEntries(own) };
}
