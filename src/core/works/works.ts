import type { Instant } from '../calendar/instant.ts';

/** Works on the system as a schedule lists them; `[fromAt, toAt)`. */
export interface Works {
  /** The id of a kind of the pack. */
  readonly kind: string;
  readonly title: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** Who agreed and who approved, as they were written; '' for nobody. */
  readonly agreedBy: string;
  readonly approvedBy: string;
}

/** Works of the schedule in force, with the instant since which a schedule has them at these very times. */
export interface RecordedWorks extends Works {
  /** The same for the same kind, title and times. */
  readonly id: string;
  /** The month of the schedule, `YYYY-MM`. */
  readonly month: string;
  readonly scheduledAt: Instant;
}

/** How works break the rules of a schedule. */
export type WorksBreach = 'outside-window' | 'unapproved' | 'unscheduled';
