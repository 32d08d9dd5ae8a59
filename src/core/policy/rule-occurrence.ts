import type { Instant } from '../calendar/instant.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import type { Fact } from '../ticket/fact.ts';
import type { Act, TicketMoment } from '../ticket/history.ts';
import type { Finding } from './intent.ts';

/** One time that a rule's occasion came for a ticket. */
export interface RuleOccurrence {
  /** Stable within ticket and rule: the same occasion always has the same id. */
  readonly id: string;
  readonly at: Instant;
  /** The ticket as it stood then: the rule's condition is asked of it. */
  readonly moment: TicketMoment;
  /** The act it is about; null when time alone brought it. */
  readonly act: Act | null;
  readonly fact: Fact | null;
  readonly clock: ClockReading | null;
  readonly evidence: readonly string[];
  /** `finding-only`: on record for the findings; `warning`: by a provisional goal, which never violates. */
  readonly weight: 'full' | 'finding-only' | 'warning';
  readonly withdrawn: Finding['withdrawn'];
  /** When what it is about was over again; null while it lasts and for what lasts no time. */
  readonly endedAt: Instant | null;
  /** Names the change outside the ticket that brought it, or null. */
  readonly change: string | null;
}

/** What an occasion found, and when it will find more by time alone. */
export interface OccasionAnswer {
  readonly occurrences: readonly RuleOccurrence[];
  readonly nextAt: Instant | null;
}

/** The occasion never came, and time alone brings none. */
export const noOccasion: OccasionAnswer = { occurrences: [], nextAt: null };

/** What was found, null for nothing at all, and when more is by time alone. */
export function answer(
  occurrences: readonly RuleOccurrence[] | null,
  nextAt: Instant | null,
): OccasionAnswer {
  if (occurrences === null && nextAt === null) return noOccasion;
  return { occurrences: occurrences ?? noOccasion.occurrences, nextAt };
}

/** An occurrence with the usual defaults: of full weight, on no clock, from no change outside. */
export function occurrence(
  part: Pick<RuleOccurrence, 'id' | 'at' | 'moment' | 'evidence'> & Partial<RuleOccurrence>,
): RuleOccurrence {
  const { id, at, moment, evidence, act = null, fact = null, clock = null } = part;
  const { weight = 'full', withdrawn = null, endedAt = null, change = null } = part;
  return { id, at, moment, act, fact, clock, evidence, weight, withdrawn, endedAt, change };
}

/** The earlier of two instants, where null is never. */
export function earlier(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
