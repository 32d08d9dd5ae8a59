import type { ObjectReference, ConfigurationObject, Survey } from '../core/bootstrap/configuration-object.ts';
import type { DesiredObject } from '../core/bootstrap/desired-object.ts';
import type { IdentityHints } from '../core/bootstrap/identify-object.ts';
import type { JsonObject } from '../core/bootstrap/json.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { TicketTexts } from '../core/document/document-ticket.ts';
import type { Person } from '../core/policy/evaluation.ts';
import type { FieldValues } from '../core/ticket/field-value.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';

/**
 * What a helpdesk can do. Where it cannot, the core does without: e.g. no `atomicUpdate` means one effect is several
 * requests and its mark is written last; no `minutesInSla` means deadlines live in our fields only.
 */
export interface HelpdeskCapabilities {
  /** Fields and one message in one request, all or nothing, carrying our key. */
  readonly atomicUpdate: boolean;
  /** Every field change with instant and actor can be read. */
  readonly history: boolean;
  readonly customFields: boolean;
  /** Its own SLA clock stops while waiting. */
  readonly nativePause: boolean;
  /** It writes the arrival letter itself. */
  readonly nativeLetters: boolean;
  readonly minutesInSla: boolean;
  /** The longest a request may run on its side after we stopped waiting, in ms. */
  readonly longestRequestMs: number;
}

/** Where a pull stands: everything updated before this was seen. Opaque to callers, plain text to store. */
export type SyncCursor = string;

/** Enough of a ticket to see that it changed. */
export interface TicketHead {
  readonly id: TicketId;
  readonly updatedAt: Instant;
}

/** One page of changes, oldest first, and the cursor to go on from once it is stored. */
export interface ChangePage {
  readonly heads: readonly TicketHead[];
  readonly cursor: SyncCursor;
  readonly isLast: boolean;
}

/** Something that the pack speaks of and the helpdesk no longer has as it should. */
export interface Lack {
  readonly kind: 'group' | 'priority' | 'state' | 'field';
  /** The pack's id. */
  readonly id: string;
  /** `missing`: removed or renamed; `inactive`: switched off, it still reads and writes. */
  readonly how: 'missing' | 'inactive';
}

/** Who we are there, and what we may. */
export interface ServiceIdentity {
  readonly userId: string;
  readonly login: string;
  /** Pack group id → access rights, for the governed groups we can see. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly permissions: readonly string[];
  /** What it lacks of the pack, as far as this account sees it. */
  readonly lacks: readonly Lack[];
  /** The server's clock as it answered, to the second. */
  readonly serverAt: Instant;
}

/** One change to one ticket, in one request. */
export interface TicketChange {
  /** Field values in the pack's words. */
  readonly set: FieldValues;
  /** The helpdesk's id of the person who becomes the applicant; absent when nobody does. */
  readonly applicantId?: string;
  readonly article: ArticleToWrite | null;
  /** The intent's key: written with the article so that the effect can be found again. */
  readonly key: string;
}

/** A message ready to send: rendered, addressed. */
export interface ArticleToWrite {
  readonly kind: 'letter' | 'note';
  readonly isInternal: boolean;
  /** Recipient of a letter; null = the applicant's own address. */
  readonly to: string | null;
  readonly subject: string | null;
  /** Safe HTML. */
  readonly html: string;
  /** The pack's notice id the letter carries. */
  readonly notice: string | null;
  readonly mentionUserIds: readonly string[];
  readonly attachments?: readonly FileToAttach[];
}

/** A file that goes with a message. */
export interface FileToAttach {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** What the helpdesk answered to a write. */
export interface WriteOutcome {
  readonly updatedAt: Instant;
  readonly articleId: string | null;
}

/**
 * A helpdesk as the use cases need it. Reads and writes speak the pack's words; the adapter translates.
 * @throws AppError `unavailable` (retry later), `unauthorized`, `forbidden`, `not-found`, `rejected` (content refused),
 * `unknown-outcome` (a write without an answer), `outside` (an answer that makes no sense).
 */
export interface Helpdesk {
  readonly capabilities: HelpdeskCapabilities;
  /** The server's version and clock (its `Date` header, to the second). */
  ping(): Promise<{ readonly version: string | null; readonly serverAt: Instant }>;
  identify(): Promise<ServiceIdentity>;
  /** Agents of the governed groups. */
  listPeople(): Promise<readonly Person[]>;
  /** Tickets of governed groups updated since the cursor (null = from the beginning), oldest first. */
  changesSince(cursor: SyncCursor | null): AsyncIterable<ChangePage>;
  /** Every ticket of the governed groups, in any order: for the sweep. */
  listHeads(): AsyncIterable<readonly TicketHead[]>;
  /** The whole ticket with its timeline; fields that were removed there are called unseen. `not-found` = deleted, `forbidden` = access lost. */
  readTicket(id: TicketId): Promise<Ticket>;
  /** The ticket of which this one was made by splitting, or whose child it was called; null for none that we may see. */
  originOf(id: TicketId): Promise<TicketId | null>;
  /** What is written in a ticket, for a document that is made now: shown, never kept. Errors as `readTicket`. */
  readTexts(id: TicketId): Promise<TicketTexts>;
  /** True when an article with that key exists on the ticket. */
  hasMark(id: TicketId, key: string): Promise<boolean>;
  /** The first message of a ticket as plain text, for reading once: nobody stores it. Empty when there is none. */
  readFirstText(id: TicketId): Promise<string>;
  /** The id of the person with this address (lower case), made an applicant if unknown; `rejected` when that fails. */
  applicantCalled(email: string): Promise<string>;
  /** The e-mail address of a ticket's applicant, to be kept nowhere. `rejected` when there is none. */
  applicantAddress(id: TicketId): Promise<string>;
  /** The change in one request. Retries nothing. */
  write(id: TicketId, change: TicketChange): Promise<WriteOutcome>;
  /** Requests sent so far, for the cost figures. */
  requestCount(): number;
}

/** An automation of others, active and able to touch governed tickets. */
export interface ForeignAutomation {
  readonly kind: 'trigger' | 'scheduler' | 'sla';
  readonly name: string;
  /** It deletes tickets (K 4.3 and the like keep them for years). */
  readonly deletes: boolean;
}

/** What an administrator should know about the helpdesk before rules bind there. Facts only; `doctor` judges. */
export interface Inspection {
  readonly version: string | null;
  /** Rights the admin token lacks, by the helpdesk's name. */
  readonly deniedRights: readonly string[];
  /** Attribute changes staged by anybody and not yet migrated. */
  readonly stagedAttributes: readonly string[];
  /** Governed groups (pack ids) that do not exist yet. */
  readonly missingGroups: readonly string[];
  /** Governed groups (pack ids) that cannot send mail. */
  readonly groupsWithoutSender: readonly string[];
  readonly foreign: readonly ForeignAutomation[];
  /** People who may delete requests: login and right. */
  readonly deleters: readonly string[];
  /** Deletions ordered for data privacy and not yet carried out. */
  readonly privacyTasks: number;
  /** Active channels for messengers and social networks. */
  readonly socialChannels: readonly string[];
}

/** Looks at a helpdesk with the admin credential and changes nothing. */
export interface HelpdeskInspector {
  /** `ownNames`: automations that the pack itself configures. */
  inspect(ownNames: ReadonlySet<string>): Promise<Inspection>;
}

/** What a survey must know beside the desired objects. */
export interface SurveyScope {
  /** Seeded priorities and states count as something to take over. */
  readonly isExclusive: boolean;
  /** Names of the governed groups. */
  readonly groups: readonly string[];
  /** An object that is ours under another name counts, wherever it is pointed at, under the name it should have. */
  readonly hints: IdentityHints;
}

/**
 * A helpdesk's configuration, with the admin credential. Objects are spoken of in its own terms, with names for ids.
 * Nothing here retries a write.
 * @throws AppError as `Helpdesk` does; `rejected` when the helpdesk refuses an object.
 */
export interface HelpdeskConfiguration {
  /** What it would hold of the desired objects, and what it holds. Reads only. */
  survey(desired: readonly DesiredObject[], scope: SurveyScope): Promise<Survey>;
  /** Creates an object of the last survey, which others may then name. */
  create(object: ConfigurationObject): Promise<ObjectReference>;
  /** Writes these attributes of an object; `name` renames it. */
  change(target: ObjectReference, values: JsonObject): Promise<void>;
  /** Writes values as a takeover of the last survey, or its record, holds them. */
  alter(target: ObjectReference, values: JsonObject): Promise<void>;
  /** Brings staged fields into force; the helpdesk may restart itself after it answered. */
  migrate(): Promise<void>;
  /** Whether it answers now. */
  isUp(): Promise<boolean>;
}
