import type { Instant } from '../calendar/instant.ts';
import type { Exclusion } from '../ticket/exclusion.ts';
import type { ClockReading, ClockState } from './clock-reading.ts';
import { judge } from './judge.ts';
import type { Horizon, JudgedCycle } from './judge.ts';
import type { Stop } from './run-clock.ts';

/** Until when a history is known, and how the ticket stands there. */
export interface Outcome {
  readonly now: Horizon;
  readonly exclusion: Exclusion | null;
}

/** How and when a cycle ended; `at` is null while it has not. */
interface CycleEnd {
  readonly state: ClockState;
  readonly at: Instant | null;
  readonly by: string | null;
}

/** Reads one cycle of a clock as of the end of what is known. */
export function readCycle(judged: JudgedCycle, outcome: Outcome): ClockReading {
  const { clock, cycle } = judged;
  const { phases, stops, supersededBy } = cycle;
  const lastStop = phases.at(-1)?.why === 'stopped' ? stops.at(-1) : undefined;
  const judgement = judge(
    judged,
    lastStop === undefined ? lifeOf(supersededBy, outcome) : horizonOf(lastStop),
  );
  const isLate =
    judgement.isLate || stops.some((stop) => stop !== lastStop && judge(judged, horizonOf(stop)).isLate);
  const end = lastStop === undefined ? endWithoutStop(judged, outcome, isLate) : stoppedBy(lastStop, isLate);
  const { dueAt, lateAfter, usedMs, goals, segments } = judgement;
  return {
    clockId: clock.definition.id,
    state: withdrawnState(outcome.exclusion) ?? end.state,
    startedAt: cycle.startedAt,
    stoppedAt: end.at,
    stoppedBy: end.by,
    cycle: cycle.index,
    dueAt,
    lateAfter,
    usedMs,
    goals,
    segments,
  };
}

function stoppedBy({ at, factId }: Stop, isLate: boolean): CycleEnd {
  return { state: isLate ? 'missed' : 'met', at, by: factId };
}

function endWithoutStop({ cycle }: JudgedCycle, { exclusion }: Outcome, isLate: boolean): CycleEnd {
  const { supersededBy, phases } = cycle;
  if (supersededBy !== null) {
    return { state: isLate ? 'missed' : 'left', at: supersededBy.at, by: supersededBy.factId };
  }
  const phase = phases.at(-1);
  if (exclusion !== null) return { state: 'left', at: phase?.from ?? null, by: null };
  return { state: isLate ? 'breached' : phase?.why === 'paused' ? 'paused' : 'running', at: null, by: null };
}

/** A merged or uncounted ticket is out of every count, whatever its clocks did before. */
function withdrawnState(exclusion: Exclusion | null): ClockState | null {
  if (exclusion === 'merged') return 'merged';
  return exclusion === 'uncounted' ? 'left' : null;
}

/** A stop is judged by the values of its own act, which may be the one that classifies. */
function horizonOf({ at, act }: Stop): Horizon {
  return { at, actIndex: act.index };
}

/** A cycle that another took over is judged as it stood before that act. */
function lifeOf(supersededBy: Stop | null, { now }: Outcome): Horizon {
  return supersededBy === null ? now : { at: supersededBy.at, actIndex: supersededBy.act.index - 1 };
}
