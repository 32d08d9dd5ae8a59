import type { Instant } from '../core/calendar/instant.ts';
import type { Effect, EffectStatus, Ground } from '../core/policy/intent.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';

/** What of a mirrored ticket decides when it is looked at next. */
interface WakeEntry {
  readonly id: TicketId;
  readonly wakeAt: Instant | null;
  /** Pack, overlay, calendar, time-zone data: another fingerprint makes the ticket due at once. */
  readonly fingerprint: string;
}

/** A pulled ticket that was stored because of anything new. */
export interface SavedTicket {
  /** As it is known now. */
  readonly ticket: Ticket;
  /** What was known of it before; null when nothing was. */
  readonly known: Ticket | null;
  readonly isNews: boolean;
}

/** Tickets as last pulled. Facts are append-only: what a later pull lacks is kept and marked gone. */
export interface TicketStore {
  /** Stores the pulled ticket; facts that were known and are missing now stay. True when anything was new. */
  save(ticket: Ticket, pulledAt: Instant): Promise<boolean>;
  /** `save` for a page of tickets in one transaction: those with anything new. What `isNews` says is news is due at once. */
  saveAll(
    tickets: readonly Ticket[],
    pulledAt: Instant,
    isNews?: (pulled: Ticket, known: Ticket | null) => boolean,
  ): Promise<ReadonlyMap<TicketId, SavedTicket>>;
  /** When those of the tickets that are known were last changed. */
  updatedAtOf(ids: readonly TicketId[]): Promise<ReadonlyMap<TicketId, Instant>>;
  get(id: TicketId): Promise<Ticket | null>;
  /** Those of the tickets that are known, in any order. */
  getAll(ids: readonly TicketId[]): Promise<readonly Ticket[]>;
  findByNumber(number: string): Promise<Ticket | null>;
  /** Known tickets with the `updatedAt` last seen, for the sweep. */
  listHeads(): AsyncIterable<
    readonly { readonly id: TicketId; readonly updatedAt: Instant; readonly isGone: boolean }[]
  >;
  /**
   * Every ticket created before `toAt`, oldest first, in batches, but those that have been in one of `finalStates`
   * since before `fromAt`.
   */
  listBetween(
    fromAt: Instant,
    toAt: Instant,
    finalStates?: readonly string[],
  ): AsyncIterable<readonly Ticket[]>;
  listOfApplicant(applicantId: string): Promise<readonly TicketId[]>;
  /** Tickets that name one of these numbers as their parent, oldest first. */
  listChildren(numbers: readonly string[]): Promise<readonly TicketId[]>;
  /**
   * Puts tickets in place of what is known of them, facts included: for erasing, the one exception to facts being
   * append-only. Whether they are gone, and when they are looked at next, stays.
   */
  replaceAll(tickets: readonly Ticket[], at: Instant): Promise<void>;
  markGone(id: TicketId, how: 'deleted' | 'access-lost', at: Instant): Promise<void>;
  setWake(entries: readonly WakeEntry[]): Promise<void>;
  /** Tickets whose wake instant came or whose fingerprint is another, soonest first. */
  listDue(now: Instant, fingerprint: string, limit: number): Promise<readonly TicketId[]>;
  /** Takes every ticket that changed since its last evaluation into `listDue`. */
  wakeNow(ids: readonly TicketId[]): Promise<void>;
  countAll(): Promise<number>;
}

/** One line of the ledger: what was promised, done, found, and on which facts. No names, no text. */
export interface LedgerEntry {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: 'effect' | 'finding' | 'run' | 'activation' | 'alarm' | 'admin';
  readonly key: string;
  readonly subject: string;
  readonly ruleId: string;
  readonly ground: Ground;
  readonly status: EffectStatus | 'found' | 'withdrawn' | 'noted';
  readonly packHash: string;
  /** Ids of facts, what the server answered, field ids; never personal data. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: string;
  readonly previousHash: string;
}

/** Everything of an entry but what the chain adds. */
export type LedgerDraft = Omit<LedgerEntry, 'seq' | 'hash' | 'previousHash'>;

/** What the ledger last said of one subject's effects and findings, by key. */
export interface Standing {
  readonly effects: ReadonlyMap<string, Effect>;
  readonly findings: ReadonlyMap<string, 'found' | 'withdrawn'>;
}

/** The append-only, hash-chained record; its pending effects are the queue of one process. */
export interface Ledger {
  append(drafts: readonly LedgerDraft[]): Promise<readonly LedgerEntry[]>;
  /** The latest status of each effect of a subject, by key. */
  effectsOf(subject: string): Promise<ReadonlyMap<string, Effect>>;
  /** Both for many subjects at once; every subject asked for is in the answer. */
  standingsOf(subjects: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
  /** Keys of findings already on record for a subject. */
  findingsOf(subject: string): Promise<ReadonlyMap<string, 'found' | 'withdrawn'>>;
  listByStatus(status: EffectStatus, limit: number): Promise<readonly LedgerEntry[]>;
  /** Entries with `fromAt` ≤ at < `toAt`, in order, in batches. */
  list(range: {
    readonly fromAt?: Instant;
    readonly toAt?: Instant;
    readonly subject?: string;
    readonly status?: LedgerEntry['status'];
  }): AsyncIterable<readonly LedgerEntry[]>;
  head(): Promise<{ readonly seq: number; readonly hash: string } | null>;
  /** What identifies the entry at a place of the chain, unread and unverified; null when there is none. */
  lineAt(seq: number): Promise<Pick<LedgerEntry, 'seq' | 'at' | 'kind' | 'key' | 'hash'> | null>;
  /** Recomputes the chain; the first entry that does not fit, or null. */
  verify(): Promise<{ readonly count: number; readonly brokenAt: number | null }>;
}

/** Small named values: cursor, activation, schedules' last runs, recorded object ids. */
export interface StateStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  /** Sets only when the present value is `expected` (null = absent); false when it was not. */
  compareAndSet(key: string, expected: string | null, value: string): Promise<boolean>;
}

/** A document or workbook that left the house, with its hash. */
export interface IssuedDocument {
  readonly id: string;
  readonly kind: string;
  readonly period: string;
  readonly issuedAt: Instant;
  readonly sha256: string;
  readonly path: string;
  /** The figures it shows, frozen. */
  readonly figures: unknown;
  readonly recipients: readonly string[];
}

/** Register of what was issued. */
export interface DocumentStore {
  add(document: IssuedDocument): Promise<void>;
  list(kind: string | null): Promise<readonly IssuedDocument[]>;
  get(id: string): Promise<IssuedDocument | null>;
}

/** The number of an act: its place in the register of a calendar year of the regulation's zone. */
export interface ActId {
  readonly year: number;
  readonly number: number;
}

/** What an act is registered with. */
export interface ActDraft {
  readonly year: number;
  /** Id of the document in the pack. */
  readonly documentId: string;
  /** `ticket:ID`, or `period:FROM/TO` in local dates, both inclusive. */
  readonly subject: string;
  readonly issuedAt: Instant;
  readonly packHash: string;
  /** The effect that owes it; null for one that a person asked for. */
  readonly effectKey: string | null;
}

/** An act on the register: what it is about, never what it says. */
export interface RegisteredAct extends ActDraft, ActId {
  /** SHA-256 of each file by its kind as it was made first; empty until then: after a crash they are made again. */
  readonly files: Readonly<Record<string, string>>;
  readonly cancelled: { readonly at: Instant; readonly why: string } | null;
}

/** The register of numbered acts: each year's numbers are 1, 2, 3… without a gap, whoever issues at once. */
export interface ActRegister {
  /** Takes the year's next number with the row that registers the act; one effect has one act however often it asks. */
  register(draft: ActDraft): Promise<RegisteredAct>;
  /** Keeps the hashes of an act's files; those that were kept first stay. */
  noteMade(id: ActId, files: RegisteredAct['files']): Promise<void>;
  /**
   * Cancels an act; its number stays taken.
   * @throws AppError `input` when there is no such act, `refused` when it is cancelled already
   */
  cancel(id: ActId, cancelled: NonNullable<RegisteredAct['cancelled']>): Promise<RegisteredAct>;
  /** The acts of a year (null = of all years) in the order of their numbers. */
  list(year: number | null): Promise<readonly RegisteredAct[]>;
  get(id: ActId): Promise<RegisteredAct | null>;
}

/** What one transaction can reach. */
export type StoreInTransaction = Pick<Store, 'tickets' | 'ledger' | 'state' | 'documents' | 'acts'>;

/** Everything Reglament remembers. One process writes an embedded store; others read through it. */
export interface Store {
  readonly tickets: TicketStore;
  readonly ledger: Ledger;
  readonly state: StateStore;
  readonly documents: DocumentStore;
  readonly acts: ActRegister;
  /** Runs the steps in one transaction: all or nothing. Within it, use only the store that is handed in. */
  transaction<T>(work: (store: StoreInTransaction) => Promise<T>): Promise<T>;
  /** One active daemon per helpdesk: takes or renews the lease (ttl 0 gives it up); false when another holds it. */
  lease(holder: string, name: string, ttlMs: number, now: Instant): Promise<boolean>;
  close(): Promise<void>;
}
