import { coverClauses } from '../regulation/cover-clauses.ts';
import type { CoveredRow } from '../regulation/cover-clauses.ts';
import { verdictInPeriod } from './compliance.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportData } from './report-data.ts';
import { isExcluded } from './standing.ts';

/** A row of the clause table with what the period shows of it. */
export interface ClauseEvidence {
  readonly row: CoveredRow;
  /** Whether any clock stands on it. */
  readonly isTimed: boolean;
  /** Verdicts of the clocks that stand on it. */
  readonly inTime: number;
  readonly judged: number;
  /** Findings that stand; those withdrawn later are not counted. */
  readonly violations: number;
  /** Numbers of the tickets with a violation, in order of the violations. */
  readonly ticketNumbers: readonly string[];
  readonly done: number;
  readonly ledger: { readonly firstSeq: number; readonly lastSeq: number } | null;
}

/** The evidence of every row; a violation is shown at the first row that has its clause. */
export function gatherEvidence(context: ReportContext, data: ReportData): readonly ClauseEvidence[] {
  const rows = coverClauses(context.pack, null);
  const rowOf = new Map(rows.toReversed().flatMap((row) => row.clauses.map((clause) => [clause, row])));
  const standing = data.findings.filter(({ isWithdrawn }) => !isWithdrawn);
  return rows.map((row) => {
    const found = standing.filter(({ clause }) => rowOf.get(clause) === row);
    const traces = row.clauses.flatMap((clause) => data.ledgerTraces.get(clause) ?? []);
    return {
      row,
      ...judgeClocks(row, context, data),
      violations: found.length,
      ticketNumbers: [...new Set(found.map(({ ticket }) => ticket.number))],
      done: traces.reduce((sum, { done }) => sum + done, 0),
      ledger:
        traces.length === 0
          ? null
          : {
              firstSeq: Math.min(...traces.map(({ firstSeq }) => firstSeq)),
              lastSeq: Math.max(...traces.map(({ lastSeq }) => lastSeq)),
            },
    };
  });
}

function judgeClocks(
  row: CoveredRow,
  context: ReportContext,
  { tickets }: ReportData,
): Pick<ClauseEvidence, 'isTimed' | 'inTime' | 'judged'> {
  const clocks = context.pack.clocks.filter(({ clause }) =>
    [clause ?? []].flat().some((each) => row.clauses.includes(each)),
  );
  const verdicts = tickets
    .filter(({ standing }) => !isExcluded(standing))
    .flatMap((ticket) => clocks.map(({ id }) => verdictInPeriod(ticket.clocks.get(id), 'verdict', context)));
  const inTime = verdicts.filter((verdict) => verdict === 'in-time').length;
  return {
    isTimed: clocks.length > 0,
    inTime,
    judged: inTime + verdicts.filter((verdict) => verdict === 'late').length,
  };
}
