import type { Instant } from '../core/calendar/instant.ts';
import type { FieldValues } from '../core/ticket/field-value.ts';

/** Somebody of the desk. Logins are unique; `group` is where they work, in the pack's words. */
export interface ScriptedAgent {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  /** The pack's role. */
  readonly role: string;
  readonly group: string;
  readonly isLead: boolean;
}

/** Somebody who asks for support. */
export interface ScriptedApplicant {
  readonly name: string;
  /** Null when only a telephone number is known. */
  readonly email: string | null;
  readonly phone: string;
  /** The pack's user group; null where the pack knows none or nobody entered it. */
  readonly group: string | null;
}

/** The road by which a request comes in. */
export type Intake = 'email' | 'web' | 'phone';

/** What an agent writes into a ticket: a letter to the applicant, the record of a call, a note for colleagues. */
export interface ScriptedMessage {
  readonly kind: 'letter' | 'call' | 'note';
  readonly text: string;
}

/**
 * The request comes in. By mail and form it is the applicant's doing and has no fields; a call is entered by an agent,
 * with what they fill in at once.
 */
export interface RegisterStep {
  readonly what: 'register';
  readonly at: Instant;
  readonly by: 'applicant' | { readonly agent: string };
  readonly intake: Intake;
  /** The pack's group it comes in to. */
  readonly group: string;
  readonly title: string;
  readonly body: string;
  readonly fields: FieldValues;
  /** The mail is a robot's, which wants no answer. */
  readonly isAutomatic: boolean;
  /** The address of the machine that writes about the applicant; null where they write themselves. */
  readonly machine: string | null;
}

/** An agent saves the form once: fields in the pack's words (`owner` is a login), and perhaps a message. */
export interface ChangeStep {
  readonly what: 'change';
  readonly at: Instant;
  readonly by: { readonly agent: string };
  readonly set: FieldValues;
  readonly message: ScriptedMessage | null;
  /** When the helpdesk shall remind of it, if the ticket goes into a waiting state. */
  readonly pendingUntilAt: Instant | null;
}

/** The applicant writes to the ticket, or a robot of theirs does. */
export interface WriteStep {
  readonly what: 'write';
  readonly at: Instant;
  readonly by: 'applicant';
  readonly text: string;
  readonly isAutomatic: boolean;
}

/** An agent merges the ticket into another one of the script. */
export interface MergeStep {
  readonly what: 'merge';
  readonly at: Instant;
  readonly by: { readonly agent: string };
  /** `key` of the ticket it goes into. */
  readonly into: string;
}

export type ScriptedStep = RegisterStep | ChangeStep | WriteStep | MergeStep;

/** One request from its arrival to wherever it gets, as data: nothing here knows how it is played. */
export interface ScriptedTicket {
  readonly key: string;
  /** What the story is about, for the summary: `forgotten`, `handed-over`… */
  readonly plot: string;
  readonly applicant: ScriptedApplicant;
  /** Oldest first; the first registers the ticket. */
  readonly steps: readonly [RegisterStep, ...ScriptedStep[]];
}
