import type { Instant } from '../calendar/instant.ts';

/** Where a clock stands. `breached` runs on past its due instant; `missed` stopped after it. */
export type ClockState =
  'not-started' | 'running' | 'paused' | 'met' | 'breached' | 'missed' | 'left' | 'merged';

/** The goal a clock was judged by, from `since` on. */
export interface GoalInForce {
  readonly since: Instant;
  /** As the pack writes it, e.g. `4h`, `3wd-close`. */
  readonly within: string;
  /** The field values that chose it, e.g. `error/critical`; `unclassified` for the provisional one. */
  readonly chosenBy: string;
  /** A provisional goal warns and never violates. */
  readonly isProvisional: boolean;
}

/** A stretch [from, to) of the ticket's life as one clock saw it. */
export interface ClockSegment {
  readonly from: Instant;
  readonly to: Instant;
  /** Whether open working time in it counts towards the goal. */
  readonly counts: boolean;
  readonly workingMs: number;
  readonly why: 'running' | 'paused' | 'stopped' | 'before-start';
  /** The pack's clause for it, where it names one. */
  readonly clause: string | null;
}

/** One clock of one ticket as of an instant; the worst cycle decides `state` and `dueAt`. */
export interface ClockReading {
  readonly clockId: string;
  readonly state: ClockState;
  readonly startedAt: Instant | null;
  /** Due instant by the goal in force; while paused: as if it resumed now. Null before a goal exists. */
  readonly dueAt: Instant | null;
  readonly stoppedAt: Instant | null;
  /** Working time used so far, or until the stop. */
  readonly usedMs: number;
  /** Which start this is: 0 for the first, one more for every restart. */
  readonly cycle: number;
  readonly goals: readonly GoalInForce[];
  readonly segments: readonly ClockSegment[];
  /** Id of the fact that stopped it; null while running. */
  readonly stoppedBy: string | null;
}
