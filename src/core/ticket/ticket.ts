import type { Instant } from '../calendar/instant.ts';
import type { Fact } from './fact.ts';

/** The helpdesk's own id of a ticket, as text. */
export type TicketId = string & { readonly __brand: 'TicketId' };

/** Marks a helpdesk id as a ticket's. */
export function ticketId(value: string | number): TicketId {
  return String(value) as TicketId;
}

/**
 * A field's value in the words of the pack: an option's id for selects, an ISO local date for dates, an instant
 * (UTC ms) for date-times, the helpdesk's user id as text for people; null where nothing is entered.
 */
export type FieldValue = string | number | boolean | null;

/**
 * Values by field id. `type`, `priority`, `group`, `state`, `owner` are always there (null when the helpdesk's value
 * is not the pack's); the rest are the pack's own fields.
 */
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** Whoever asked for support. Nothing here names a person: addresses stay in the helpdesk. */
export interface Applicant {
  readonly id: string;
  /** True when the helpdesk knows an e-mail address to write to. */
  readonly hasEmail: boolean;
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
  readonly fields: FieldValues;
  /** Oldest first; ties keep the helpdesk's order. The first is always `created`. */
  readonly timeline: readonly Fact[];
}
