import type { Instant } from '../calendar/instant.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import type { Condition } from '../regulation/schema/condition.ts';
import type { FieldValues } from '../ticket/field-value.ts';
import { momentAt } from '../ticket/history.ts';
import { holds } from '../ticket/holds.ts';
import type { TicketId } from '../ticket/ticket-id.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { readOutcomes } from './clock-outcome.ts';
import type { ClockOutcome } from './clock-outcome.ts';
import type { Origin, Presence, Standing } from './standing.ts';

/** One ticket of a report: all that its sheets need, as of the cut-off. */
export interface ReportedTicket {
  readonly id: TicketId;
  readonly number: string;
  readonly receivedAt: Instant;
  readonly origin: Origin;
  readonly standing: Standing;
  readonly fields: FieldValues;
  readonly clocks: ReadonlyMap<string, ClockOutcome>;
  /** Ids of the report's own conditions that hold of it. */
  readonly matches: readonly string[];
  /** When it was closed, if it is. */
  readonly closedAt: Instant | null;
}

/** The span a report looks at: `[fromAt, cutOffAt)`. */
export interface ReportSpan {
  readonly fromAt: Instant;
  readonly cutOffAt: Instant;
}

/** Something a report asks of every ticket. */
export interface ReportCondition {
  readonly id: string;
  readonly when: Condition;
}

/** What a report asks of a ticket beside its standing. */
interface ReportQuestions {
  readonly conditions?: readonly ReportCondition[] | undefined;
  /** Its clocks as of the cut-off, where somebody has read them; asked only of a ticket that has a part in the period. */
  readonly readClocks?: (() => readonly ClockReading[]) | undefined;
}

/** A ticket as the report of a period shows it; null when it has no part in it (see `presenceIn`). */
export function reportTicket(
  ticket: Ticket,
  presence: Presence | null,
  { conditions = [], readClocks }: ReportQuestions = {},
): ReportedTicket | null {
  if (presence === null) return null;
  const { origin, standing, history } = presence;
  const moment = momentAt(history, history.now);
  return {
    id: ticket.id,
    number: ticket.number,
    receivedAt: ticket.createdAt,
    origin,
    standing,
    fields: history.acts.at(-1)?.fieldsAfter ?? {},
    clocks: readOutcomes(history, readClocks?.()),
    closedAt: presence.closedAt,
    matches: conditions.filter(({ when }) => holds(when, moment)).map(({ id }) => id),
  };
}
