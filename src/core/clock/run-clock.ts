import type { Instant } from '../calendar/instant.ts';
import type { Exclusion } from '../ticket/exclusion.ts';
import type { Fact } from '../ticket/fact.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import { momentAfter } from '../ticket/history.ts';
import { holds, matchEvent } from '../ticket/holds.ts';
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
  exclusions: readonly (Exclusion | null)[],
): readonly Cycle[] {
  const cycles: CycleInProgress[] = [];
  for (const act of history.acts) {
    const firstStart = cycles.length === 0 ? matchEvent(clock.definition.starts, act, history) : null;
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
    settle(cycles.at(-1) ?? cycle, reasonAfter(act, clock, history, exclusions[act.index] ?? null));
  }
  return cycles;
}

function begin(clock: CompiledClock, index: number, { at }: Fact, act: Act): CycleInProgress {
  const phases: Phase[] = [{ from: at, why: 'running', clause: clock.clause }];
  return { index, startedAt: at, startedIn: act, phases, stops: [], supersededBy: null };
}

function stop(cycle: CycleInProgress, clock: CompiledClock, act: Act, history: TicketHistory): void {
  if (isStopped(cycle)) return;
  const fact = matchEvent(clock.definition.stops, act, history);
  if (fact === null) return;
  const at = Math.max(fact.at, cycle.startedAt);
  cycle.stops.push({ at, factId: fact.id, act });
  cycle.phases.push({ from: at, why: 'stopped', clause: clock.clause });
}

function findRestart(cycle: Cycle, clock: CompiledClock, act: Act, history: TicketHistory): Fact | null {
  const { restarts, on_resume: onResume } = clock.definition;
  const restart = restarts === undefined ? null : matchEvent(restarts, act, history);
  if (restart !== null || onResume !== 'restart') return restart;
  return findResume(cycle, clock, act, history);
}

function resume(cycle: CycleInProgress, clock: CompiledClock, act: Act, history: TicketHistory): void {
  const fact = clock.definition.on_resume === 'resume' ? findResume(cycle, clock, act, history) : null;
  if (fact !== null) cycle.phases.push({ from: fact.at, why: 'running', clause: clock.clause });
}

function findResume(cycle: Cycle, clock: CompiledClock, act: Act, history: TicketHistory): Fact | null {
  const { resumes } = clock.definition;
  return resumes === undefined || !isStopped(cycle) ? null : matchEvent(resumes, act, history);
}

/** A stopped clock stays stopped; any other runs, pauses or is out of the count as the ticket now stands. */
function settle(cycle: CycleInProgress, now: Phase): void {
  const last = cycle.phases.at(-1);
  if (isStopped(cycle) || (last?.why === now.why && last.clause === now.clause)) return;
  cycle.phases.push({ ...now, from: Math.max(now.from, last?.from ?? now.from) });
}

function reasonAfter(
  act: Act,
  clock: CompiledClock,
  history: TicketHistory,
  exclusion: Exclusion | null,
): Phase {
  const moment = momentAfter(history, act);
  if (exclusion !== null) return { from: moment.at, why: 'outside', clause: null };
  for (const pause of clock.pauses) {
    if (holds(pause.while, moment)) return { from: moment.at, why: 'paused', clause: pause.clause };
  }
  return { from: moment.at, why: 'running', clause: clock.clause };
}

function isStopped({ phases }: Cycle): boolean {
  return phases.at(-1)?.why === 'stopped';
}
