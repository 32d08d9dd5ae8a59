import type { Instant } from '../calendar/instant.ts';

/**
 * Where a clock stands. `running` and `paused` are in time; `breached` is late and has not stopped; `met` stopped in
 * time, `missed` late. `left` and `merged` ended without a verdict: the ticket went out of every count, or another
 * cycle took over in time.
 */
export type ClockState =
  'not-started' | 'running' | 'paused' | 'met' | 'breached' | 'missed' | 'left' | 'merged';

/** The goal a clock was judged by, from `since` on. */
export interface GoalInForce {
  readonly since: Instant;
  /** As the pack writes it, e.g. `4h`, `3wd-close`; where people set the term, the field it stands in. */
  readonly within: string;
  /**
   * The field values that chose it, e.g. `error/critical`, at last the instant (UTC ms) that people set;
   * `unclassified` for the provisional one.
   */
  readonly chosenBy: string;
  /** A provisional goal warns and never violates. */
  readonly isProvisional: boolean;
}

/** Why a stretch of a ticket's life counted (`running`) or did not. `outside`: the ticket was out of every count. */
export type SegmentReason = 'before-start' | 'running' | 'paused' | 'stopped' | 'outside';

/** A stretch [from, to) of the ticket's life as one clock saw it. */
export interface ClockSegment {
  readonly from: Instant;
  readonly to: Instant;
  /** Whether open working time in it counts towards the goal. */
  readonly counts: boolean;
  /** Open time of the clock's calendar in it, counted or not. */
  readonly workingMs: number;
  readonly why: SegmentReason;
  /** The pack's clause for it, where it names one. */
  readonly clause: string | null;
}

/** One cycle of one clock of one ticket as of an instant. */
export interface ClockReading {
  readonly clockId: string;
  readonly state: ClockState;
  readonly startedAt: Instant | null;
  /**
   * When the goal is used up, by the goal in force (for a stopped clock: that at the stop); while paused: as if it
   * resumed now. Null before a goal exists.
   */
  readonly dueAt: Instant | null;
  /**
   * The clock is late strictly after this instant: the due instant or, when that is a closing, the next opening,
   * until which no more working time passes. Null without a goal that can be violated.
   */
  readonly lateAfter: Instant | null;
  /** The last stop, or when the ticket left the counts; null while it has not stopped. */
  readonly stoppedAt: Instant | null;
  /** Time used so far, or until the stop: open time, or time on the wall where the goal is one of the wall. */
  readonly usedMs: number;
  /** Which start this is: 0 for the first, one more for every restart. */
  readonly cycle: number;
  /** Oldest first; the last is the one in force. Empty while there is none. */
  readonly goals: readonly GoalInForce[];
  readonly segments: readonly ClockSegment[];
  /** Id of the fact that stopped it; null while it has not stopped. */
  readonly stoppedBy: string | null;
}
