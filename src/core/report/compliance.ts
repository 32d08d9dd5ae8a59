import type { ClockOutcome, Verdict } from './clock-outcome.ts';
import type { ReportContext } from './report-context.ts';
import type { ReportedTicket } from './reported-ticket.ts';

/** A verdict as a period sees it: what was decided before it began is `earlier`, and was counted then. */
export type PeriodVerdict = Verdict | 'earlier';

/** How many tickets have which verdict. */
export type VerdictCounts = Readonly<Record<PeriodVerdict, number>>;

/** The verdicts of one clock on tickets of one type and priority; null where the ticket has none. */
export interface ComplianceTally {
  readonly clockId: string;
  readonly type: string | null;
  readonly priority: string | null;
  readonly counts: VerdictCounts;
  /** The same if nothing had paused the clock. */
  readonly unpaused: VerdictCounts;
}

/** The verdicts of one clock: a tally for each pair that the pack allows, then those that occur beside them. */
export function tallyVerdicts(
  clockId: string,
  tickets: readonly ReportedTicket[],
  context: ReportContext,
): readonly ComplianceTally[] {
  const allowed = [...context.pack.types.values()].flatMap(({ id, priorities }) =>
    priorities.map((priority) => pairKey(id, priority)),
  );
  const groups = new Map(allowed.map((key): [string, ReportedTicket[]] => [key, []]));
  for (const ticket of tickets) {
    const key = pairKey(ticket.fields['type'], ticket.fields['priority']);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [ticket]);
    else group.push(ticket);
  }
  return [...groups].map(([key, group]) => {
    const [type, priority] = JSON.parse(key) as [string | null, string | null];
    const outcomes = group.map(({ clocks }) => clocks.get(clockId));
    return {
      clockId,
      type,
      priority,
      counts: countVerdicts(outcomes.map((outcome) => verdictInPeriod(outcome, 'verdict', context))),
      unpaused: countVerdicts(
        outcomes.map((outcome) => verdictInPeriod(outcome, 'verdictUnpaused', context)),
      ),
    };
  });
}

/** Adds up counts. */
export function addCounts(all: readonly VerdictCounts[]): VerdictCounts {
  return countsFrom((verdict) => all.reduce((sum, counts) => sum + counts[verdict], 0));
}

/** Tickets of all verdicts. */
export function ticketsIn(counts: VerdictCounts): number {
  return Object.values(counts).reduce((sum, number) => sum + number, 0);
}

/** The verdict of a clock as a period sees it; none for a clock that the ticket has not. */
export function verdictInPeriod(
  outcome: ClockOutcome | undefined,
  kind: 'verdict' | 'verdictUnpaused',
  { period }: ReportContext,
): PeriodVerdict {
  if (outcome === undefined) return 'none';
  const isDecided = outcome.verdict === 'in-time' || outcome.verdict === 'late';
  const isEarlier = isDecided && outcome.stoppedAt !== null && outcome.stoppedAt < period.fromAt;
  return isEarlier ? 'earlier' : outcome[kind];
}

function countVerdicts(verdicts: readonly PeriodVerdict[]): VerdictCounts {
  return countsFrom((verdict) => verdicts.filter((each) => each === verdict).length);
}

function countsFrom(countOf: (verdict: PeriodVerdict) => number): VerdictCounts {
  return {
    'in-time': countOf('in-time'),
    late: countOf('late'),
    running: countOf('running'),
    earlier: countOf('earlier'),
    none: countOf('none'),
  };
}

function pairKey(type: unknown, priority: unknown): string {
  return JSON.stringify([type ?? null, priority ?? null]);
}
