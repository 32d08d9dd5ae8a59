import type { Instant } from '../calendar/instant.ts';
import type { QueueFindings } from '../queue/queue-audit.ts';
import type { Annex } from '../regulation/schema/report.ts';
import type { Breakdowns } from './breakdown.ts';
import type { LedgerTrace } from './ledger-traces.ts';
import type { DurationTable } from './durations.ts';
import type { ReportPeriod } from './report-period.ts';
import type { ReportedTelling } from './reported-telling.ts';
import type { ListedTicket, ReportedTicket } from './reported-ticket.ts';
import type { RecordedWorks } from '../works/works.ts';
import type { TallyCounts } from './tally.ts';
import type { WeeklyFigures } from './weekly-figures.ts';

/** A ticket violated a clause: as the regulation's rules found it. */
export interface ReportedFinding {
  /** As of the cut-off; it need not be one that the report counts. */
  readonly ticket: ListedTicket;
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
  /** Letters and calls of the period, also about tickets that were closed before it. */
  readonly tellings: readonly ReportedTelling[];
  /** Oldest first, the last is this period; empty when the report shows no trend. */
  readonly trend: readonly TrendPeriod[];
  readonly queue: QueueFindings;
  /** Of the period, by the schedule in force at the cut-off, in order of their beginnings. */
  readonly works: readonly RecordedWorks[];
  readonly tallies: ReadonlyMap<Annex, TallyCounts>;
  readonly durations: ReadonlyMap<Annex, DurationTable>;
  /** What the ledger holds of the period, by clause. */
  readonly ledgerTraces: ReadonlyMap<string, LedgerTrace>;
}
