import type { Instant } from '../calendar/instant.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import type { Condition } from '../regulation/schema/condition.ts';
import type { FieldValues } from '../ticket/field-value.ts';
import { momentAt } from '../ticket/history.ts';
import type { TicketHistory } from '../ticket/history.ts';
import { holds } from '../ticket/holds.ts';
import type { TicketId } from '../ticket/ticket-id.ts';
import { readOutcomes } from './clock-outcome.ts';
import type { ClockOutcome } from './clock-outcome.ts';
import type { Origin, Presence, Standing } from './standing.ts';

/** What lists show of a ticket, as of the end of its life. */
export interface ListedTicket {
  readonly number: string;
  readonly receivedAt: Instant;
  readonly fields: FieldValues;
  readonly clocks: ReadonlyMap<string, ClockOutcome>;
  /** When it was closed, if it is. */
  readonly closedAt: Instant | null;
}

/** One ticket of a report: all that its sheets need, as of the cut-off. */
export interface ReportedTicket extends ListedTicket {
  readonly id: TicketId;
  readonly origin: Origin;
  readonly standing: Standing;
  /** Ids of the report's own conditions that hold of it. */
  readonly matches: readonly string[];
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
  /** Its clocks as of the cut-off, where somebody has read them. */
  readonly clocks?: readonly ClockReading[] | undefined;
}

/** A ticket as the report of a period shows it. */
export function reportTicket(
  { origin, standing, history, closedAt }: Presence,
  { conditions = [], clocks }: ReportQuestions = {},
): ReportedTicket {
  const moment = momentAt(history, history.now);
  return {
    id: history.ticket.id,
    ...listTicket(history, closedAt, clocks),
    origin,
    standing,
    matches: conditions.filter(({ when }) => holds(when, moment)).map(({ id }) => id),
  };
}

/** A ticket as lists show it; its clocks are read unless somebody has. */
export function listTicket(
  history: TicketHistory,
  closedAt: Instant | null,
  clocks?: readonly ClockReading[],
): ListedTicket {
  const { number, createdAt } = history.ticket;
  return {
    number,
    receivedAt: createdAt,
    fields: history.acts.at(-1)?.fieldsAfter ?? {},
    clocks: readOutcomes(history, clocks),
    closedAt,
  };
}
