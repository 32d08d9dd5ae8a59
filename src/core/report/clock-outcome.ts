import type { Instant } from '../calendar/instant.ts';
import { isWorkingSpan } from '../clock/add-span.ts';
import type { ClockReading, ClockState } from '../clock/clock-reading.ts';
import { clockOf } from '../clock/compile-clocks.ts';
import type { CompiledClock } from '../clock/compile-clocks.ts';
import { readClocks } from '../clock/evaluate-clocks.ts';
import { worstReadings } from '../clock/worst-reading.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { TicketHistory } from '../ticket/history.ts';
import { findLongestStay } from './longest-stay.ts';
import type { Stay } from './longest-stay.ts';

/** How a clock came out: in time, late (stopped or not), still in time and not stopped, or without a verdict. */
export type Verdict = 'in-time' | 'late' | 'running' | 'none';

/** What a clock said of a ticket at the end of its history, by its worst cycle. Amounts are working time. */
export interface ClockOutcome {
  readonly verdict: Verdict;
  /** The verdict if no condition of the pack paused the clock. */
  readonly verdictUnpaused: Verdict;
  readonly dueAt: Instant | null;
  readonly stoppedAt: Instant | null;
  readonly pausedMs: number;
  /** Time that counted past the due instant, until the stop or the end of the history; 0 when in time. */
  readonly overdueMs: number;
  /** The goal in force as the pack writes it; null before one exists and while only a provisional one does. */
  readonly goal: string | null;
  /** Of a late one: where most of the time that counted was spent. */
  readonly longestStay: Stay | null;
}

const verdicts: Readonly<Record<ClockState, Verdict>> = {
  met: 'in-time',
  missed: 'late',
  breached: 'late',
  running: 'running',
  paused: 'running',
  'not-started': 'none',
  left: 'none',
  merged: 'none',
};

/** Each clock's outcome by its id; its clocks are read unless somebody has. */
export function readOutcomes(
  history: TicketHistory,
  all: readonly ClockReading[] = readClocks(history),
): ReadonlyMap<string, ClockOutcome> {
  const readings = worstReadings(all);
  const hasPaused = all.some(({ segments }) => segments.some(({ why }) => why === 'paused'));
  const unpaused = hasPaused
    ? worstReadings(readClocks({ ...history, pack: withoutPauses(history.pack) }))
    : readings;
  return new Map(
    [...readings].map(([id, reading]) => [id, outcomeOf(reading, unpaused.get(id) ?? reading, history)]),
  );
}

function outcomeOf(reading: ClockReading, unpaused: ClockReading, history: TicketHistory): ClockOutcome {
  const { state, dueAt, stoppedAt, segments } = reading;
  const clock = clockOf(reading.clockId, history.pack);
  const goal = reading.goals.at(-1);
  const isLate = verdicts[state] === 'late';
  return {
    verdict: verdictOf(reading),
    verdictUnpaused: verdictOf(unpaused),
    dueAt,
    stoppedAt,
    pausedMs: segments.reduce((sum, { why, workingMs }) => sum + (why === 'paused' ? workingMs : 0), 0),
    overdueMs: isLate && dueAt !== null ? overdueSince(dueAt, reading, clock, history) : 0,
    goal: goal === undefined || goal.isProvisional ? null : goal.within,
    longestStay: isLate
      ? findLongestStay(reading, history, clock?.calendar ?? history.pack.defaultCalendar)
      : null,
  };
}

/** A clock that only a provisional goal drives gives no verdict. */
function verdictOf({ state, goals }: ClockReading): Verdict {
  return goals.at(-1)?.isProvisional === false ? verdicts[state] : 'none';
}

/** What stands still grows no more overdue. */
function overdueSince(
  dueAt: Instant,
  { segments, stoppedAt }: ClockReading,
  clock: CompiledClock | undefined,
  { pack, acts, now }: TicketHistory,
): number {
  const goal = clock?.goalFor(acts.at(-1)?.fieldsAfter ?? {}) ?? null;
  const isOnWall = goal !== null && !isWorkingSpan(goal.span);
  const calendar = goal?.calendar ?? pack.defaultCalendar;
  let overdueMs = 0;
  for (const { counts, from, to } of segments) {
    // The last known instant is over by the next one, which is the cut-off.
    const until = stoppedAt === null && to === now ? to + 1 : to;
    if (!counts || until <= dueAt) continue;
    const since = Math.max(from, dueAt);
    overdueMs += isOnWall ? until - since : calendar.between(since, until);
  }
  return overdueMs;
}

const unpausedPacks = new WeakMap<CompiledPack, CompiledPack>();

/** The pack as if none of its clocks paused. */
function withoutPauses(pack: CompiledPack): CompiledPack {
  const known = unpausedPacks.get(pack);
  if (known !== undefined) return known;
  const unpaused = { ...pack, clocks: pack.clocks.map((clock) => ({ ...clock, pauses: [] })) };
  unpausedPacks.set(pack, unpaused);
  return unpaused;
}
