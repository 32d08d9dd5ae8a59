import type { Instant } from '../calendar/instant.ts';
import type { FieldValue, FieldValues } from '../ticket/field-value.ts';

/** What is acted on: `ticket:ID`, `desk`, `period:2026-W47`, `roster:2026-12`. */
export type Subject = string;

/** Says why: a clause demands it, or it is our addition (which may be *about* a clause, never demanded by it). */
export type Ground =
  | { readonly kind: 'clause'; readonly clause: string }
  | { readonly kind: 'product'; readonly about: string | null };

/** What violates which clause, with the facts that show it. */
export interface Finding {
  /** `subject/rule/occurrence`: the same violation always has the same key. */
  readonly key: string;
  readonly subject: Subject;
  readonly ruleId: string;
  readonly code: string;
  readonly ground: Ground;
  readonly at: Instant;
  /** Ids of the facts and clocks it rests on. */
  readonly evidence: readonly string[];
  /** Set when a later reclassification took the ground away; the finding stays on record. */
  readonly withdrawn: { readonly at: Instant; readonly actorId: string | null } | null;
}

/** A person or mailbox a notice is for, before the directory turns it into addresses. */
export type RecipientRole = 'owner' | 'deputy' | 'lead' | 'duty' | { readonly address: string };

/** A message to be written in the ticket. `textId` names a text of the pack; `data` fills it. */
type ArticleDraft =
  | {
      readonly kind: 'letter';
      readonly applicantId: string;
      readonly notice: string;
      /** Clock id → the due instant that this letter tells, by which a later change is seen. */
      readonly told: Readonly<Record<string, Instant>>;
      readonly textId: string;
      readonly data: TextData;
    }
  | {
      readonly kind: 'note';
      readonly to: readonly RecipientRole[];
      /** The notice that this note asks an agent to tell by word of mouth; null for any other note. */
      readonly asksToTell: string | null;
      /** The document of the pack that is made and attached with it; left out for none. */
      readonly documentId?: string;
      /** The intake by whose layout the ticket's first letter is read when this is carried out; absent for any other note. */
      readonly takesIn?: string;
      readonly textId: string;
      readonly data: TextData;
    };

/** What a text may show: instants carry their kind so that the text formats them in the pack's zone and language. */
export type TextData = Readonly<Record<string, TextValue>>;
/** One value for a text. */
export type TextValue = string | number | boolean | null | { readonly instant: Instant } | readonly string[];

/** The order in which several intents for one ticket leave: the first class first. */
export const intentClasses = ['undo', 'hold', 'move', 'letter', 'mail', 'reminder', 'fields'] as const;
/** One of {@link intentClasses}. */
export type IntentClass = (typeof intentClasses)[number];

/** One thing to be done to the helpdesk (or by mail), once. Data: printing it is the dry run. */
export interface Intent {
  /** `subject/rule/occurrence[/n]`: the same obligation always has the same key. */
  readonly key: string;
  readonly subject: Subject;
  readonly ruleId: string;
  readonly ground: Ground;
  readonly class: IntentClass;
  /** When it became owed. */
  readonly owedAt: Instant;
  /** Not before this (reminders wait for open hours); equals `owedAt` when at once. */
  readonly notBefore: Instant;
  /** Done in the pack's open hours only, however late it is. */
  readonly inOpenHours: boolean;
  /** After this it is recorded as skipped instead of done; null = never stale. */
  readonly staleAt: Instant | null;
  /** Field values to write, in the pack's words. */
  readonly set: FieldValues;
  /** For `set`: the values these rest on; a person's change since then makes the intent be re-evaluated. */
  readonly expect: Readonly<Record<string, FieldValue>>;
  readonly article: ArticleDraft | null;
  /** A mail outside the helpdesk, to a named address of the pack or overlay. */
  readonly mail: { readonly to: string; readonly textId: string; readonly data: TextData } | null;
  /** Ids of the facts and clocks it rests on; what named the person on duty, where that was asked. */
  readonly evidence: readonly string[];
  /** Names a change outside the ticket (a pack, a calendar) that may owe the same to many; null for an own occasion. */
  readonly change: string | null;
}

/** An intent that is not done, with the reason. */
export interface SkippedIntent {
  readonly intent: Intent;
  readonly why: 'stale' | 'superseded';
}

/** What became of an intent. */
export type EffectStatus =
  | 'pending' // promised, not known to be done
  | 'done'
  | 'held' // a cap or an approval stops it
  | 'skipped' // stale, superseded, or before activation: on record, not done
  | 'ineffective' // done, and something undid it at once
  | 'refused' // the helpdesk said no; told to the lead, not retried
  | 'possibly-twice';

/** What we did or promised, by key. */
export interface Effect {
  readonly key: string;
  readonly status: EffectStatus;
  readonly at: Instant;
  /** The ledger entry's details; `told` holds clock id → due instant (ms) that a letter told the applicant. */
  readonly details: Readonly<Record<string, unknown>>;
}
