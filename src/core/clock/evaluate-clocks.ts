import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { momentAfter, readHistory } from '../ticket/history.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { listStandings } from './act-standing.ts';
import type { ActStanding } from './act-standing.ts';
import type { ClockReading } from './clock-reading.ts';
import { clockOf, clocksOf } from './compile-clocks.ts';
import type { CompiledClock } from './compile-clocks.ts';
import { listGoals } from './list-goals.ts';
import { readCycle } from './read-cycle.ts';
import { runClock } from './run-clock.ts';
import type { Cycle } from './run-clock.ts';
import { withoutTakenBack } from './taken-back.ts';

/**
 * Reads every clock of the pack that applies to the ticket, as of an instant: one reading for each cycle, in the
 * order of the pack, older cycles first. Facts later than `now` are ignored.
 */
export function evaluateClocks(
  { pack, ticket }: { readonly pack: CompiledPack; readonly ticket: Ticket },
  now: Instant,
): readonly ClockReading[] {
  return readClocks(readHistory(ticket, pack, now));
}

/**
 * The same for a history that was read already, with the standings of its acts where they are known; empty when the
 * ticket was registered after its `now`. What a rule took back by then moves no clock.
 */
export function readClocks(
  history: TicketHistory,
  standings?: readonly ActStanding[],
): readonly ClockReading[] {
  const life = lifeOf(history, standings);
  const readings: ClockReading[] = [];
  for (const clock of clocksOf(history.pack)) readings.push(...readClock(clock, life));
  return readings;
}

/** One clock of those; older cycles first, empty when it does not apply or the pack has none of this id. */
export function readClockOf(
  clockId: string,
  history: TicketHistory,
  standings: readonly ActStanding[],
): readonly ClockReading[] {
  const clock = clockOf(clockId, history.pack);
  return clock === undefined ? [] : readClock(clock, lifeOf(history, standings));
}

/** What clocks are read from: the history without what was taken back, and the standings of its acts. */
interface Life {
  readonly history: TicketHistory;
  readonly standings: readonly ActStanding[];
}

function lifeOf(history: TicketHistory, standings?: readonly ActStanding[]): Life {
  const read = withoutTakenBack(history);
  const isKnown = standings !== undefined && read === history;
  return { history: read, standings: isKnown ? standings : listStandings(read) };
}

function readClock(clock: CompiledClock, { history, standings }: Life): readonly ClockReading[] {
  const last = history.acts.at(-1);
  if (last === undefined) return [];
  const cycles = runClock(clock, history, standings);
  if (cycles.length === 0) return appliesAfter(last, clock, history) ? [notStarted(clock)] : [];
  const { createdAt } = history.ticket;
  const goals = listGoals(clock, history, standings);
  const outcome = {
    now: { at: history.now, actIndex: last.index },
    exclusion: standings[last.index]?.exclusion ?? null,
  };
  return cycles
    .filter((cycle) => appliesTo(cycle, clock, history))
    .map((cycle) => readCycle({ clock, cycle, goals, createdAt }, outcome));
}

/** A cycle that ended applied before or right after the act that ended it, any other if it applies now. */
function appliesTo(
  { phases, stops, supersededBy }: Cycle,
  clock: CompiledClock,
  history: TicketHistory,
): boolean {
  const stop = phases.at(-1)?.why === 'stopped' ? stops.at(-1) : undefined;
  const act = (stop ?? supersededBy)?.act ?? history.acts.at(-1);
  const before = history.acts[(act?.index ?? 0) - 1];
  const hasEnded = stop !== undefined || supersededBy !== null;
  return appliesAfter(act, clock, history) || (hasEnded && appliesAfter(before, clock, history));
}

function appliesAfter(act: Act | undefined, { applies }: CompiledClock, history: TicketHistory): boolean {
  return applies === null || (act !== undefined && applies(momentAfter(history, act)));
}

function notStarted({ definition }: CompiledClock): ClockReading {
  return {
    clockId: definition.id,
    state: 'not-started',
    startedAt: null,
    dueAt: null,
    lateAfter: null,
    stoppedAt: null,
    stoppedBy: null,
    usedMs: 0,
    cycle: 0,
    goals: [],
    segments: [],
  };
}
