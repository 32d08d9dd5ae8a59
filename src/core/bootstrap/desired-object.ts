import type { WeeklyHours } from '../calendar/calendar-definition.ts';
import type { LocalDate } from '../calendar/instant.ts';
import type { AllOf, AnyOf, TestValue } from './field-test.ts';

/** Whether something is in force; `as-it-is`: new things are not, existing ones stay as they are found. */
export type Switch = boolean | 'as-it-is';

interface Desired {
  /** Where it comes from in the pack, the same from run to run: `group:front`. */
  readonly key: string;
  /** Its name in the helpdesk. */
  readonly name: string;
  /** Names it had before. */
  readonly previously: readonly string[];
  readonly clauses: readonly string[];
}

/** A group that the pack governs. */
export interface DesiredGroup extends Desired {
  readonly kind: 'group';
  /** Address its letters are sent from; null = whatever the helpdesk has. */
  readonly sender: string | null;
}

/** Rights of people or of the service in the governed groups. */
export interface DesiredRole extends Desired {
  readonly kind: 'role';
  readonly serves: 'agent' | 'lead' | 'service';
  /** Group name → rights, in a fixed order. */
  readonly access: Readonly<Record<string, readonly string[]>>;
}

/** A priority of tickets. */
export interface DesiredPriority extends Desired {
  readonly kind: 'priority';
  /** New tickets get it when nobody says otherwise. */
  readonly isDefault: Switch;
}

/** A state of tickets. */
export interface DesiredState extends Desired {
  readonly kind: 'state';
  readonly stateKind: 'new' | 'open' | 'waiting' | 'closed' | 'merged';
  /** The helpdesk brings it along: it must be there and is left as it is. */
  readonly isSeeded: boolean;
}

/** A field of tickets or users; its `name` is the attribute's. */
export interface DesiredField extends Desired {
  readonly kind: 'field';
  readonly of: 'ticket' | 'user';
  readonly label: string;
  readonly data: 'text' | 'longtext' | 'select' | 'date' | 'datetime' | 'integer' | 'boolean';
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly initial: string | number | boolean | null;
  readonly maxLength: number | null;
  readonly isComputed: boolean;
  /** Place among the pack's fields, from 0. */
  readonly rank: number;
}

/** Working time: weekly hours and days off. */
export interface DesiredCalendar extends Desired {
  readonly kind: 'calendar';
  readonly zone: string;
  readonly week: WeeklyHours;
  readonly daysOff: readonly { readonly on: LocalDate; readonly summary: string }[];
}

/** The helpdesk's own deadlines for the tickets that match. Of several that match the first by name holds. */
export interface DesiredServiceLevel extends Desired {
  readonly kind: 'service-level';
  readonly calendar: string;
  readonly when: AnyOf;
  readonly firstResponseMinutes: number | null;
  readonly solutionMinutes: number | null;
}

/** What the form asks of people while the ticket matches. */
export interface DesiredForm extends Desired {
  readonly kind: 'form';
  readonly when: AllOf;
  /** Of `when`, the values that must have been chosen just now. */
  readonly changedTo: AllOf;
  /** Roles that it does not bind. */
  readonly exemptRoles: readonly string[];
  readonly require: readonly string[];
  readonly restrict: Readonly<Record<string, readonly TestValue[]>>;
  readonly show: readonly string[];
  readonly hide: readonly string[];
  readonly readOnly: readonly string[];
  /** Place among the forms, from 0: later ones see what earlier ones did. */
  readonly rank: number;
  readonly isActive: Switch;
}

/** A list of tickets for some roles. */
export interface DesiredOverview extends Desired {
  readonly kind: 'overview';
  /** Empty: for everybody who works on tickets. */
  readonly roles: readonly string[];
  readonly when: AnyOf;
  readonly sortBy: string;
  readonly direction: 'asc' | 'desc';
  readonly groupBy: string | null;
  readonly columns: readonly string[];
  readonly rank: number;
}

/** Several changes in one click. */
export interface DesiredMacro extends Desired {
  readonly kind: 'macro';
  readonly groups: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  /** Days to wait, when it moves to a state that the helpdesk wants a date for. */
  readonly pendingDays: number | null;
  /** HTML; `{{ticket.number}}` where the number goes. */
  readonly message: { readonly html: string; readonly isInternal: boolean } | null;
}

/** A text that people put into their messages. */
export interface DesiredTextModule extends Desired {
  readonly kind: 'text-module';
  readonly groups: readonly string[];
  readonly keywords: string;
  readonly html: string;
}

/** The letter which the helpdesk itself sends when a request arrives. */
export interface DesiredArrivalLetter extends Desired {
  readonly kind: 'arrival-letter';
  readonly groups: readonly string[];
  /** Ways of arrival that are answered by letter. */
  readonly channels: readonly ('email' | 'web')[];
  /** Machines that write to the desk and are not answered. */
  readonly exceptFrom: readonly string[];
  readonly subject: string;
  /** HTML; `{{ticket.number}}` where the number goes. */
  readonly html: string;
  readonly language: string;
  readonly zone: string;
  readonly isActive: Switch;
}

/** One thing that the helpdesk should hold, in words of no particular helpdesk. */
export type DesiredObject =
  | DesiredGroup
  | DesiredRole
  | DesiredPriority
  | DesiredState
  | DesiredField
  | DesiredCalendar
  | DesiredServiceLevel
  | DesiredForm
  | DesiredOverview
  | DesiredMacro
  | DesiredTextModule
  | DesiredArrivalLetter;

/** The kinds in the order in which they are applied: each needs only kinds before it; binding ones come last. */
export const objectKinds = [
  'calendar',
  'group',
  'priority',
  'state',
  'role',
  'text-module',
  'field',
  'service-level',
  'overview',
  'macro',
  'arrival-letter',
  'form',
] as const satisfies readonly DesiredObject['kind'][];

/** A kind of object. */
export type ObjectKind = (typeof objectKinds)[number];

/** Something the plan's reader should know: what a helpdesk cannot express, and what that means. */
export interface Remark {
  readonly key: string;
  readonly message: string;
}
