import type { Instant } from '../calendar/instant.ts';
import type { Roster } from './roster.ts';

/** A version of a month's roster as it was approved and imported. */
export interface RosterRecord {
  /** 1 for the first one of its month. */
  readonly version: number;
  readonly approvedBy: string;
  readonly importedAt: Instant;
  readonly roster: Roster;
}
