import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { RosterRecord } from '../roster/roster-record.ts';
import type { RosterMonth } from '../roster/roster.ts';
import type { RecordedWorks } from '../works/works.ts';
import type { Activation } from './evaluation.ts';
import type { Effect } from './intent.ts';

/** Everything `evaluateDesk` looks at; it reads no clock, file or network. */
export interface DeskInput {
  readonly pack: CompiledPack;
  /** Every version of each month's roster, the first one first; a month without a roster is not there. */
  readonly rosters: ReadonlyMap<RosterMonth, readonly RosterRecord[]>;
  /** The works of the schedules in force. */
  readonly schedule: readonly RecordedWorks[];
  /** What was done or promised about these subjects, by key. */
  readonly effects: ReadonlyMap<string, Effect>;
  readonly activation: Activation;
}
