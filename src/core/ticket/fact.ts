import type { Instant } from '../calendar/instant.ts';
import type { FieldValue, FieldValues } from './field-value.ts';
import type { TicketId } from './ticket-id.ts';

/**
 * Who did it. Only an `agent` answers, takes into work or hands over; `service` is Reglament itself,
 * `automation` the helpdesk's triggers, schedulers and mail robots.
 */
export type ActorKind = 'agent' | 'applicant' | 'service' | 'automation';

/** How a message travelled. `note` never reaches the applicant by itself. */
export type ArticleChannel = 'email' | 'phone' | 'web' | 'note' | 'other';

/** What the mail server said of an outgoing letter; `none` for what is not sent. */
export type Delivery = 'none' | 'pending' | 'delivered' | 'failed';

interface FactBase {
  /** Stable and unique within the ticket: evidence refers to it. */
  readonly id: string;
  readonly at: Instant;
  readonly actor: ActorKind;
  /** The helpdesk's user id; null when unknown. */
  readonly actorId: string | null;
}

/** The ticket was registered with these values (reconstructed: as they were at that instant). */
export interface CreatedFact extends FactBase {
  readonly kind: 'created';
  readonly fields: FieldValues;
}

/** One field went from one value to another. */
export interface FieldChangedFact extends FactBase {
  readonly kind: 'field-changed';
  readonly field: string;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/** A message was added. Its text stays in the helpdesk. */
export interface ArticleFact extends FactBase {
  readonly kind: 'article';
  readonly articleId: string;
  /** Whose words they are: `system` is a letter of ours or of a trigger. */
  readonly sender: 'agent' | 'applicant' | 'system';
  readonly channel: ArticleChannel;
  readonly isInternal: boolean;
  /** The key of the effect that wrote it; null for everybody else's. */
  readonly effectKey: string | null;
  /** Which notice a letter of ours or a configured trigger carries (a stage of the pack); null otherwise. */
  readonly notice: string | null;
  readonly delivery: Delivery;
  /** An incoming mail that asks for no automatic answer, or is one itself. */
  readonly isAutomatic: boolean;
  readonly attachmentNames: readonly string[];
  /** Its text seems to give a password away; the text itself is not known here. Absent otherwise. */
  readonly showsPassword?: boolean;
  /** The pack's intake whose sender, a machine, wrote it; absent for everybody else's. */
  readonly intake?: string;
  /** It came over from a ticket merged into this one. */
  readonly isMerged: boolean;
}

/** This ticket was merged into another; it lives on there. */
interface MergedFact extends FactBase {
  readonly kind: 'merged';
  readonly into: TicketId | null;
}

/** The helpdesk no longer shows the ticket to us. */
interface GoneFact extends FactBase {
  readonly kind: 'deleted' | 'access-lost';
}

/** One thing that happened to a ticket. */
export type Fact = CreatedFact | FieldChangedFact | ArticleFact | MergedFact | GoneFact;
