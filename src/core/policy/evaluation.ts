import type { Instant } from '../calendar/instant.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Roster, RosterMonth } from '../roster/roster.ts';
import type { TicketHistory } from '../ticket/history.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { Effect, Finding, Intent, SkippedIntent } from './intent.ts';

/** Who leads, stands in and is on duty. Addresses come from the helpdesk and the operator's overlay. */
export interface Directory {
  readonly people: ReadonlyMap<string, Person>;
  /** Group id of the pack → user id of its lead. */
  readonly leads: ReadonlyMap<string, string>;
  readonly deputies: ReadonlyMap<string, string>;
  /** The mailbox that gets what no person can be found for; null when the overlay names none. */
  readonly dutyAddress: string | null;
  /** Named addresses of the pack and overlay, e.g. `mrg`. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Who is on duty when; left out where the regulation knows no roster: there the deputies are. */
  readonly rosters?: Rosters;
}

/** The rosters in force by month, in local time of `zone`; a month without one is not there. */
export interface Rosters {
  readonly zone: string;
  readonly byMonth: ReadonlyMap<RosterMonth, Roster>;
}

/** An agent as the helpdesk knows them. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly email: string | null;
  readonly isActive: boolean;
  readonly isOutOfOffice: boolean;
}

/** When rules began to bind here; no intent exists for an occurrence before. */
export interface Activation {
  /** The switch to enforcing; null while observing (nothing is owed yet, everything is shown). */
  readonly enforcingSince: Instant | null;
  /** Rule id → when the pack version that brought it was adopted. */
  readonly rules: ReadonlyMap<string, Instant>;
  /** When the pack and overlay now in force were adopted; null when never. */
  readonly packSince: Instant | null;
  /** Letters to applicants are owed however late they are: asked for by the operator, once. */
  readonly catchesUp: boolean;
}

/** Everything `evaluateTicket` looks at; it reads no clock, file or network. */
export interface EvaluationInput {
  readonly pack: CompiledPack;
  readonly ticket: Ticket;
  /** The ticket's life up to the instant that is asked about, where somebody has read it. */
  readonly life?: TicketHistory;
  /** The ticket that it names as its parent; null or absent when none is known. */
  readonly parent?: Ticket | null;
  readonly effects: ReadonlyMap<string, Effect>;
  readonly directory: Directory;
  readonly activation: Activation;
}

/** The answer of every deciding function. */
export interface Evaluation {
  readonly clocks: readonly ClockReading[];
  readonly findings: readonly Finding[];
  /** Owed and not yet done; those waiting for their `notBefore` are here too. */
  readonly intents: readonly Intent[];
  /** Owed once and not to be done any more: to be put on record as skipped. */
  readonly skipped: readonly SkippedIntent[];
  /** The next instant at which this answer changes by time alone; null when never. */
  readonly wakeAt: Instant | null;
}
