import type { Instant } from '../calendar/instant.ts';
import type { FieldValues } from '../ticket/field-value.ts';

/** What people wrote in a ticket and who has it, as the helpdesk tells it now. It is shown and never kept. */
export interface TicketTexts {
  readonly title: string;
  /** The values of private fields by field id. */
  readonly fields: FieldValues;
  readonly ownerName: string | null;
}

/** A ticket as a document shows it: its facts as of the issue, its texts as of now (null = gone from the helpdesk). */
export interface DocumentTicket {
  readonly number: string;
  readonly receivedAt: Instant;
  readonly fields: FieldValues;
  readonly texts: TicketTexts | null;
}
