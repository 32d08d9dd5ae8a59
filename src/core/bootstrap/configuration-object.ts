import type { ObjectKind, Remark } from './desired-object.ts';
import type { JsonObject } from './json.ts';

/** A desired object in one helpdesk's own terms, with names where the helpdesk has ids. */
export interface ConfigurationObject {
  readonly key: string;
  readonly kind: ObjectKind;
  readonly name: string;
  readonly previously: readonly string[];
  readonly clauses: readonly string[];
  /** Compared with what is there, and written when it differs. */
  readonly attributes: JsonObject;
  /** Written when the object is created and then left to people. */
  readonly initial: JsonObject;
  /** Attributes that cannot be changed once the object exists. */
  readonly fixed: readonly string[];
  /** The helpdesk brings it along: it is never created. */
  readonly isSeeded: boolean;
}

/** An object that is not ours to name, only to point at. */
export interface ObjectReference {
  readonly kind: ObjectKind;
  readonly id: string;
  readonly name: string;
  /** The helpdesk's own creation time: with the id it tells the object from any other, also of another installation. */
  readonly createdAt: string;
}

/** An object that the helpdesk holds, in the same terms as a `ConfigurationObject`. */
export interface ObservedObject extends ObjectReference {
  readonly attributes: JsonObject;
  /** Changing it could lock administrators out. */
  readonly isProtected: boolean;
}

/** Something of the helpdesk or of people that enforcing takes over, and `enforce off` gives back. */
export interface Takeover extends ObjectReference {
  /** Why, in words for the plan. */
  readonly why: string;
  /** The values to give back. */
  readonly before: JsonObject;
  /** The values while taken over. */
  readonly taken: JsonObject;
}

/** A state or priority that tickets have, as many as the admin account sees of them. */
export interface OccupiedObject extends ObjectReference {
  readonly tickets: number;
}

/** What a helpdesk would hold, what it holds, and what stands in between. */
export interface Survey {
  readonly desired: readonly ConfigurationObject[];
  readonly observed: readonly ObservedObject[];
  /** Names of fields with a change that is staged and not yet in force. */
  readonly staged: readonly string[];
  readonly takeovers: readonly Takeover[];
  /** States and priorities that may go out of use and that tickets have. */
  readonly occupied: readonly OccupiedObject[];
  readonly remarks: readonly Remark[];
}
