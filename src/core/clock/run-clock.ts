import type { Instant } from '../calendar/instant.ts';
import type { Fact } from '../ticket/fact.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import type { ActStanding } from './act-standing.ts';
import type { SegmentReason } from './clock-reading.ts';
import type { CompiledClock } from './compile-clocks.ts';

/** From `from` on, until the next phase, a clock counted or did not, and why. */
export interface Phase {
  readonly from: Instant;
  readonly why: SegmentReason;
  readonly clause: string | null;
}

/** A stop of a clock. */
export interface Stop {
  readonly at: Instant;
  readonly factId: string;
  readonly act: Act;
}

/** One life of a clock from a start: what it did when, before anything is judged. */
export interface Cycle {
  readonly index: number;
  readonly startedAt: Instant;
  readonly startedIn: Act;
  readonly phases: readonly Phase[];
  readonly stops: readonly Stop[];
  /** What began the next cycle; null for the last one. */
  readonly supersededBy: Stop | null;
}

interface CycleInProgress extends Cycle {
  phases: Phase[];
  stops: Stop[];
  supersededBy: Stop | null;
}

/**
 * Runs a clock over a ticket's acts. Within one act a clock that never started starts first; then come stop, pause
 * and (re)start: so a reply that came with the registration meets the clock, and an act that ends one cycle and
 * begins another does both. Empty when the clock never started.
 */
export function runClock(
  clock: CompiledClock,
  history: TicketHistory,
  standings: readonly ActStanding[],
): readonly Cycle[] {
  const cycles: CycleInProgress[] = [];
  for (const act of history.acts) {
    const firstStart = cycles.length === 0 ? clock.starts.find(act, history) : null;
    if (firstStart !== null) cycles.push(begin(clock, cycles.length, firstStart, act));
    const cycle = cycles.at(-1);
    if (cycle === undefined) continue;
    stop(cycle, clock, act, history);
    const restart = findRestart(cycle, clock, act, history);
    if (restart !== null && restart !== firstStart) {
      cycle.supersededBy = { at: restart.at, factId: restart.id, act };
      cycles.push(begin(clock, cycles.length, restart, act));
    } else {
      resume(cycle, clock, act, history);
    }
    settle(cycles.at(-1) ?? cycle, clock, standings[act.index] as ActStanding);
  }
  return cycles;
}

function begin(clock: CompiledClock, index: number, { at }: Fact, act: Act): CycleInProgress {
  const phases: Phase[] = [{ from: at, why: 'running', clause: clock.clause }];
  return { index, startedAt: at, startedIn: act, phases, stops: [], supersededBy: null };
}

function stop(cycle: CycleInProgress, clock: CompiledClock, act: Act, history: TicketHistory): void {
  if (isStopped(cycle)) return;
  const fact = clock.stops.find(act, history);
  if (fact === null) return;
  const at = Math.max(fact.at, cycle.startedAt);
  cycle.stops.push({ at, factId: fact.id, act });
  cycle.phases.push({ from: at, why: 'stopped', clause: clock.clause });
}

function findRestart(cycle: Cycle, clock: CompiledClock, act: Act, history: TicketHistory): Fact | null {
  const restart = clock.restarts?.find(act, history) ?? null;
  if (restart !== null || clock.definition.on_resume !== 'restart') return restart;
  return findResume(cycle, clock, act, history);
}

function resume(cycle: CycleInProgress, clock: CompiledClock, act: Act, history: TicketHistory): void {
  const fact = clock.definition.on_resume === 'resume' ? findResume(cycle, clock, act, history) : null;
  if (fact !== null) cycle.phases.push({ from: fact.at, why: 'running', clause: clock.clause });
}

function findResume(cycle: Cycle, clock: CompiledClock, act: Act, history: TicketHistory): Fact | null {
  return isStopped(cycle) ? (clock.resumes?.find(act, history) ?? null) : null;
}

/** A stopped clock stays stopped; any other runs, pauses or is out of the count as the ticket now stands. */
function settle(cycle: CycleInProgress, clock: CompiledClock, { moment, exclusion }: ActStanding): void {
  if (isStopped(cycle)) return;
  const last = cycle.phases.at(-1);
  const pause = exclusion === null ? clock.pauses.find((each) => each.while(moment)) : undefined;
  const why = exclusion !== null ? 'outside' : pause === undefined ? 'running' : 'paused';
  const clause = exclusion !== null ? null : (pause ?? clock).clause;
  if (last?.why === why && last.clause === clause) return;
  cycle.phases.push({ from: Math.max(moment.at, last?.from ?? moment.at), why, clause });
}

function isStopped({ phases }: Cycle): boolean {
  return phases.at(-1)?.why === 'stopped';
}
