import type { Instant } from '../calendar/instant.ts';
import type { Fact } from './fact.ts';
import type { FieldValues } from './field-value.ts';
import type { TicketId } from './ticket-id.ts';

/** Whoever asked for support. Nothing here names a person: addresses stay in the helpdesk. */
export interface Applicant {
  readonly id: string;
  /** True when the helpdesk knows an e-mail address to write to. */
  readonly hasEmail: boolean;
  /** A machine that writes letters of an intake: nobody to be told anything. Absent for people. */
  readonly isMachine?: boolean;
  /** The pack's user-group id of K 2.6 and the like; null when unknown. */
  readonly group: string | null;
}

/** One ticket as the helpdesk tells it: what it is now and, in order, how it came to be so. */
export interface Ticket {
  readonly id: TicketId;
  readonly number: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly applicant: Applicant;
  /** The number of the ticket of which it is one case among many (the pack's field in the role `parent`); absent if none. */
  readonly parentNumber?: string;
  readonly fields: FieldValues;
  /** Fields that were removed from the helpdesk, of which nothing can be said; absent if none. */
  readonly unseenFields?: readonly string[];
  /** Oldest first; ties keep the helpdesk's order. The first is always `created`. */
  readonly timeline: readonly Fact[];
}
