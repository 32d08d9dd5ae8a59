import type { FieldValues } from '../core/ticket/field-value.ts';

/** What a request may be about. Ids are of the pack it was written for; in another pack it is not used. */
export interface Topic {
  readonly type: string;
  /** The priorities that fit it; all of its type when left out. */
  readonly priorities?: readonly string[];
  /** Value of the field in the role `process`. */
  readonly process?: string;
  readonly title: string;
  readonly body: string;
  /** What a careful agent enters beside type, priority and process. */
  readonly fields?: FieldValues;
  /** The state that a careful agent chooses instead of taking it into work. */
  readonly state?: string;
  /** The field whose date ends that waiting. */
  readonly resumesWith?: string;
  /** Everything after the classification is done by others. */
  readonly isDoneElsewhere?: boolean;
  /** Fields with which it is closed. */
  readonly closing?: FieldValues;
  /** What is entered in one request out of six. */
  readonly rarely?: FieldValues;
  /** How whoever takes a call marks when they began to enter it: in one of these ways. */
  readonly entering?: readonly EntryMark[];
  /** The group that it is handed over to; any other one when left out. */
  readonly handedTo?: string;
  /** Working minutes until they give it back, least and most; a share of the time to solve when left out. */
  readonly returnedAfter?: readonly [number, number];
  /** Fields that another group fills in before it gives the request back. */
  readonly returning?: FieldValues;
  /** The state in which a careful agent sends back what is not quite mended; one in four is not. */
  readonly rework?: string;
  /** States that a careful agent lets it pass through before closing, once it was given back. */
  readonly checks?: readonly string[];
  /** Dates and times that are entered with those fields: field → working hours from that moment (0 = now). */
  readonly moments?: Readonly<
    Partial<Record<'fields' | 'returning' | 'closing', Readonly<Record<string, number>>>>
  >;
  /** Working minutes from taking it to closing it, least and most; a share of the time to solve when left out. */
  readonly solvedWithin?: readonly [number, number];
  /** The field in which a caller's mark is entered at the end, and the marks that are given. */
  readonly rating?: { readonly field: string; readonly marks: readonly number[] };
  /** The group that closes it. */
  readonly closedBy?: string;
}

/** A box to tick, or (with seconds, least and most) an instant before the saving, entered to the minute. */
export interface EntryMark {
  readonly field: string;
  readonly secondsBefore?: readonly [number, number];
}

/** The words of one language. In texts, `{topic}` stands for the title of the request. */
export interface Phrases {
  readonly surnames: readonly string[];
  readonly givenNames: readonly string[];
  readonly greeting: string;
  readonly topics: readonly Topic[];
  /** Bodies of requests in a pack that the topics were not written for. */
  readonly bodies: readonly string[];
  readonly answers: readonly string[];
  readonly questions: readonly string[];
  readonly replies: readonly string[];
  readonly complaints: readonly string[];
  readonly handovers: readonly string[];
  readonly handbacks: readonly string[];
  readonly calls: readonly string[];
  readonly absences: readonly string[];
  /** Names of works in a schedule. */
  readonly works: readonly string[];
  readonly spam: readonly { readonly title: string; readonly body: string }[];
  /** Values for text fields that a form requires, by field id; `default` for the rest. */
  readonly entries: Readonly<Record<string, readonly string[]>> & { readonly default: readonly string[] };
}
