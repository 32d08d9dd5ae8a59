import type { Instant } from '../calendar/instant.ts';
import type { ClockReading, ClockState } from '../clock/clock-reading.ts';
import { readClocks } from '../clock/evaluate-clocks.ts';
import { worstReadings } from '../clock/worst-reading.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { FieldValues } from '../ticket/field-value.ts';
import type { TicketId } from '../ticket/ticket-id.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { presenceIn } from './standing.ts';
import type { Origin, Standing } from './standing.ts';

/** What a clock said of a ticket at the cut-off, by its worst cycle. Amounts are working time. */
export interface ClockOutcome {
  readonly state: ClockState;
  readonly dueAt: Instant | null;
  readonly stoppedAt: Instant | null;
  readonly usedMs: number;
  readonly pausedMs: number;
  /** Time past the due instant until the stop or the cut-off; 0 when in time. */
  readonly overdueMs: number;
  /** The goal in force as the pack writes it; null before one exists and while only a provisional one does. */
  readonly goal: string | null;
}

/** One ticket of a report: all that its sheets need, as of the cut-off. */
export interface ReportedTicket {
  readonly id: TicketId;
  readonly number: string;
  readonly receivedAt: Instant;
  readonly origin: Origin;
  readonly standing: Standing;
  readonly fields: FieldValues;
  readonly clocks: ReadonlyMap<string, ClockOutcome>;
}

/** The span a report looks at: `[fromAt, cutOffAt)`. */
export interface ReportSpan {
  readonly fromAt: Instant;
  readonly cutOffAt: Instant;
}

/** A ticket as the report of a period sees it; null when it has no part in it. Facts from the cut-off on are ignored. */
export function reportTicket(ticket: Ticket, pack: CompiledPack, span: ReportSpan): ReportedTicket | null {
  const presence = presenceIn(ticket, pack, span);
  if (presence === null) return null;
  const { origin, standing, history } = presence;
  const readings = worstReadings(readClocks(history));
  const outcomes = [...readings].map(([id, reading]) => [id, outcomeOf(reading, pack, span)] as const);
  return {
    id: ticket.id,
    number: ticket.number,
    receivedAt: ticket.createdAt,
    origin,
    standing,
    fields: history.acts.at(-1)?.fieldsAfter ?? {},
    clocks: new Map(outcomes),
  };
}

function outcomeOf(reading: ClockReading, pack: CompiledPack, { cutOffAt }: ReportSpan): ClockOutcome {
  const { clockId, state, dueAt, stoppedAt, usedMs, segments } = reading;
  const calendarId = pack.clocks.find(({ id }) => id === clockId)?.calendar;
  const calendar = pack.calendars.get(calendarId ?? '') ?? pack.defaultCalendar;
  const isLate = state === 'breached' || state === 'missed';
  const goal = reading.goals.at(-1);
  return {
    state,
    dueAt,
    stoppedAt,
    usedMs,
    pausedMs: segments.reduce((sum, { why, workingMs }) => sum + (why === 'paused' ? workingMs : 0), 0),
    overdueMs: isLate && dueAt !== null ? calendar.between(dueAt, stoppedAt ?? cutOffAt) : 0,
    goal: goal === undefined || goal.isProvisional ? null : goal.within,
  };
}
