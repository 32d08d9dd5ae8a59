import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { isSpan, parseSpan } from '../regulation/span.ts';
import { readHistory } from '../ticket/history.ts';
import type { TicketHistory } from '../ticket/history.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { isWorkingSpan } from './add-span.ts';
import type { ClockReading, ClockSegment, SegmentReason } from './clock-reading.ts';
import { clockOf } from './compile-clocks.ts';
import { readClocks } from './evaluate-clocks.ts';

/** Why a stretch counted or did not; `closed-hours`: the clock ran, and no working time passed. */
type ExplainedReason = SegmentReason | 'closed-hours';

/** A stretch of the ticket's life, as a row of the table. */
interface ExplainedStretch {
  readonly kind: 'stretch';
  readonly at: Instant;
  readonly to: Instant;
  readonly why: ExplainedReason;
  /** What of it counted towards the goal: working time, or time on the wall where the goal is one of the wall. */
  readonly countedMs: number;
  /** All that was counted until its end. */
  readonly totalMs: number;
  readonly clause: string | null;
  /** What happened at its beginning. */
  readonly factIds: readonly string[];
}

/** A goal that came into force. */
interface ExplainedGoal {
  readonly kind: 'goal';
  readonly at: Instant;
  readonly within: string;
  readonly chosenBy: string;
  readonly isProvisional: boolean;
  readonly clause: string | null;
}

/** How the cycle stands at the end of what is known. */
interface ExplainedStanding {
  readonly kind: 'standing';
  readonly at: Instant;
  readonly state: ClockReading['state'];
  readonly dueAt: Instant | null;
  readonly totalMs: number;
  readonly clause: string | null;
  /** What stopped it; empty while it has not stopped. */
  readonly factIds: readonly string[];
}

/** A row of the table that explains a clock, in order of time. */
export type ExplainedRow = ExplainedGoal | ExplainedStretch | ExplainedStanding;

/** One cycle of a clock as a table. */
export interface ExplainedClock {
  readonly clockId: string;
  readonly cycle: number;
  readonly reading: ClockReading;
  readonly rows: readonly ExplainedRow[];
}

/**
 * A ticket's life as each clock saw it up to `now`: what counted, what did not and why, with the clauses it rests on,
 * the goals that applied since when, and the verdict. In the order of the pack, older cycles first.
 */
export function explainClocks(
  { pack, ticket }: { readonly pack: CompiledPack; readonly ticket: Ticket },
  now: Instant,
): readonly ExplainedClock[] {
  const history = readHistory(ticket, pack, now);
  return readClocks(history).map((reading) => ({
    clockId: reading.clockId,
    cycle: reading.cycle,
    reading,
    rows: rowsOf(reading, history),
  }));
}

function rowsOf(reading: ClockReading, history: TicketHistory): readonly ExplainedRow[] {
  const clock = clockOf(reading.clockId, history.pack);
  const clause = clock?.clause ?? null;
  const goals = reading.goals.map(({ since: at, within, chosenBy, isProvisional }): ExplainedGoal => ({
    kind: 'goal',
    at,
    within,
    chosenBy,
    isProvisional,
    clause,
  }));
  // Of rows at one instant the goal comes first: it is what the stretch counts towards.
  const rows = [...goals, ...stretchesOf(reading, history)].sort((one, other) => one.at - other.at);
  return [...rows, standingOf(reading, history, clause)];
}

function stretchesOf(reading: ClockReading, history: TicketHistory): readonly ExplainedStretch[] {
  const within = reading.goals.at(-1)?.within;
  const isOnWall = within !== undefined && !(isSpan(within) && isWorkingSpan(parseSpan(within)));
  let totalMs = 0;
  return reading.segments.map((segment) => {
    const lengthMs = isOnWall ? segment.to - segment.from : segment.workingMs;
    const countedMs = segment.counts ? lengthMs : 0;
    totalMs += countedMs;
    return {
      kind: 'stretch',
      at: segment.from,
      to: segment.to,
      why: segment.counts && lengthMs === 0 ? 'closed-hours' : segment.why,
      countedMs,
      totalMs,
      clause: segment.clause,
      factIds: factsAt(segment, history),
    };
  });
}

function factsAt({ from }: ClockSegment, { acts }: TicketHistory): readonly string[] {
  const act = acts.find(({ facts }) => facts.some(({ at }) => at === from));
  return act?.facts.map(({ id }) => id) ?? [];
}

function standingOf(reading: ClockReading, history: TicketHistory, clause: string | null): ExplainedStanding {
  const { state, dueAt, usedMs, stoppedAt, stoppedBy } = reading;
  return {
    kind: 'standing',
    at: stoppedAt ?? history.now,
    state,
    dueAt,
    totalMs: usedMs,
    clause,
    factIds: stoppedBy === null ? [] : [stoppedBy],
  };
}
