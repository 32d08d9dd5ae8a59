import type { LocalDate } from '../calendar/instant.ts';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import type { Catalog, Field, Group, Priority, State, TicketType } from './schema/catalog.ts';
import type { ClauseRow } from './schema/clause.ts';
import type { PackClock } from './schema/clock.ts';
import type { DeskSection } from './schema/desk.ts';
import type { PrintedDocument } from './schema/document.ts';
import type { HelpdeskObjects } from './schema/helpdesk.ts';
import type { Manifest, Overlay } from './schema/manifest.ts';
import type { Intake, Notice, Rule } from './schema/rule.ts';
import type { Measure, PeriodicReport } from './schema/report.ts';
import type { Text } from './schema/text.ts';

/** An element of a pack as the clause table sees it. */
export interface CompiledElement {
  /** Clauses that it or a part of it names. */
  readonly clauses: readonly string[];
  /** False for what a switch leaves out of this pack. */
  readonly isOn: boolean;
}

/**
 * A pack that was read, checked and joined with the operator's overlay. Elements whose switch is off are not in it.
 * `hash` is of every source file's content and the overlay's, so two runs with one hash decide alike.
 */
export interface CompiledPack {
  readonly manifest: Manifest;
  readonly overlay: Overlay;
  readonly hash: string;
  readonly catalog: Catalog;
  readonly types: ReadonlyMap<string, TicketType>;
  readonly priorities: ReadonlyMap<string, Priority>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly states: ReadonlyMap<string, State>;
  /** Fields of tickets and users by the name conditions use: its id; the one in the role `type` is found as `type`. */
  readonly fields: ReadonlyMap<string, Field>;
  /** The name (key of `fields`) of the field in a role; `type` for the role `type`. */
  readonly fieldByRole: ReadonlyMap<string, string>;
  readonly calendars: ReadonlyMap<string, WorkingCalendar>;
  readonly defaultCalendar: WorkingCalendar;
  readonly clocks: readonly PackClock[];
  readonly notices: ReadonlyMap<string, Notice>;
  readonly rules: readonly Rule[];
  /** What no single ticket shows: roster, works, queue, and the rules about them. */
  readonly desk: DeskSection;
  /** Letters of machines by intake id, with the overlay's labels. */
  readonly intake: ReadonlyMap<string, Intake>;
  /** Intake id → address (lower case) of its sender; only those that the overlay names. */
  readonly intakeSenders: ReadonlyMap<string, string>;
  readonly texts: ReadonlyMap<string, Text>;
  readonly helpdesk: HelpdeskObjects;
  readonly reports: readonly PeriodicReport[];
  readonly documents: ReadonlyMap<string, PrintedDocument>;
  /** How long requests took to be entered, for reports. */
  readonly measures: readonly Measure[];
  readonly clauses: readonly ClauseRow[];
  /** Everything that stands on a clause or is our addition, by the name clause rows use (`rule:arrival-letter`). */
  readonly elements: ReadonlyMap<string, CompiledElement>;
  /** Suspensions of holidays whose confirmed end comes: calendar id → last confirmed date. */
  readonly confirmations: ReadonlyMap<string, LocalDate>;
  /** The latest day off that each calendar lists: calendar id → date; only calendars that list any. */
  readonly lastDaysOff: ReadonlyMap<string, LocalDate>;
  readonly switches: ReadonlyMap<string, boolean>;
}
