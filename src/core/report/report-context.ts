import type { Instant } from '../calendar/instant.ts';
import { localize } from '../regulation/localize.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { PeriodicReport } from '../regulation/schema/report.ts';
import type { Localized } from '../regulation/schema/scalars.ts';
import type { TicketId } from '../ticket/ticket-id.ts';
import type { Breakdowns } from './breakdown.ts';
import type { ReportPeriod } from './report-period.ts';
import type { ReportWords } from './report-words.ts';
import type { ReportedTicket } from './reported-ticket.ts';
import type { WeeklyFigures } from './weekly-figures.ts';

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
}

/** A ticket violated a clause: as the regulation's rules found it. */
export interface ReportedFinding {
  readonly ticketId: TicketId;
  readonly at: Instant;
  readonly ruleId: string;
  readonly clause: string;
  /** The notice that was owed and not given in time; null for any other violation. */
  readonly notTold: string | null;
  /** A later reclassification took the ground away; it stays on record. */
  readonly isWithdrawn: boolean;
}

/** The counts of one earlier period, or of this one. */
export interface TrendPeriod {
  readonly period: ReportPeriod;
  readonly figures: WeeklyFigures;
}

/** What the sheets of one report are made of. */
export interface ReportData {
  readonly figures: WeeklyFigures & { readonly breakdowns: Breakdowns };
  readonly tickets: readonly ReportedTicket[];
  /** Of the period, oldest first. */
  readonly findings: readonly ReportedFinding[];
  /** Oldest first, the last is this period; empty when the report shows no trend. */
  readonly trend: readonly TrendPeriod[];
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
