import type { SimulatorClock } from '../clock.ts';
import { createRandom, type Random } from '../random.ts';
import { Journal } from './journal.ts';
import type {
  Article,
  Attachment,
  Calendar,
  Channel,
  CoreWorkflow,
  EmailAddress,
  Group,
  HistoryEntry,
  Link,
  Mention,
  Named,
  ObjectAttribute,
  Overview,
  Permission,
  Role,
  Setting,
  Sla,
  TagItem,
  TagUse,
  Ticket,
  TicketState,
  TimeAccounting,
  Token,
  Trigger,
  User,
} from './records.ts';
import type { Row, StampedRow } from './row.ts';
import { Table } from './table.ts';
import { UpdateLog } from './update-log.ts';

/** A letter as it left the house; nothing is really sent. */
export interface SentMail {
  readonly at: string;
  readonly articleId: number;
  readonly ticketId: number;
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly cc: string | null;
  readonly subject: string;
  readonly body: string;
  readonly contentType: string;
  readonly status: 'success' | 'fail';
}

/** What happened to a ticket within a transaction, gathered for the triggers. */
export interface TicketEvent {
  readonly ticketId: number;
  type: 'create' | 'update';
  readonly changed: Set<string>;
  articleId: number | null;
}

/** What one request, letter or job changes, under one time. */
export interface Transaction {
  /** Whose doing it is. */
  readonly userId: number;
  /** The time written into records; {@link World.restamp} moves it on. */
  at: string;
  readonly events: Map<number, TicketEvent>;
  /** Tickets whose escalation is to be looked at again. */
  readonly touched: Set<number>;
  /** Whether a letter is being taken in, about which Zammad makes fewer assumptions. */
  readonly isMail: boolean;
}

const table = <T extends Row>(journal: Journal, ...indexedColumns: string[]): Table<T> =>
  new Table<T>(journal, indexedColumns);

/** All that the server knows. Every change goes through a table, inside {@link World.transaction}. */
export class World {
  readonly journal = new Journal();
  readonly users = table<User>(this.journal, 'login', 'email');
  readonly roles = table<Role>(this.journal);
  readonly permissions = table<Permission>(this.journal, 'name');
  readonly tokens = table<Token>(this.journal, 'token');
  readonly groups = table<Group>(this.journal);
  readonly organizations = table<StampedRow>(this.journal);
  readonly stateTypes = table<Named>(this.journal);
  readonly states = table<TicketState>(this.journal);
  readonly priorities = table<Named>(this.journal);
  readonly articleTypes = table<Named>(this.journal);
  readonly articleSenders = table<Named>(this.journal);
  readonly calendars = table<Calendar>(this.journal);
  readonly slas = table<Sla>(this.journal);
  readonly triggers = table<Trigger>(this.journal);
  readonly workflows = table<CoreWorkflow>(this.journal);
  readonly macros = table<Named>(this.journal);
  readonly overviews = table<Overview>(this.journal);
  readonly jobs = table<Named>(this.journal);
  readonly textModules = table<Named>(this.journal);
  readonly templates = table<Named>(this.journal);
  readonly webhooks = table<Named>(this.journal);
  readonly reportProfiles = table<Named>(this.journal);
  readonly signatures = table<Named>(this.journal);
  readonly channels = table<Channel>(this.journal);
  readonly emailAddresses = table<EmailAddress>(this.journal);
  readonly attributes = table<ObjectAttribute>(this.journal);
  readonly settings = table<Setting>(this.journal, 'name');
  readonly tickets = table<Ticket>(this.journal, 'number', 'customer_id');
  readonly articles = table<Article>(this.journal, 'ticket_id', 'message_id_md5');
  readonly attachments = table<Attachment>(this.journal, 'article_id');
  readonly history = table<HistoryEntry>(this.journal, 'ticket_id');
  readonly tagItems = table<TagItem>(this.journal, 'name');
  readonly tagUses = table<TagUse>(this.journal, 'o_id', 'item_id');
  readonly links = table<Link>(this.journal, 'source_id', 'target_id');
  readonly mentions = table<Mention>(this.journal, 'ticket_id');
  readonly timeAccountings = table<TimeAccounting>(this.journal, 'ticket_id');
  readonly ticketsByUpdate = new UpdateLog<Ticket>((ticket) => this.tickets.has(ticket));
  readonly outbox: SentMail[] = [];
  readonly clock: SimulatorClock;
  readonly random: Random;
  ticketCounter = 0;
  /** Grows with every change of an attribute's definition. */
  attributesVersion = 0;
  /** A definition that the server chokes on has been migrated: it will not start again. */
  isBricked = false;
  #lastStampMs = 0;
  #lastNowMs = 0;
  /** Why the mail server of the recipient turns a letter away; null when it takes it. */
  refuseMail: (address: string) => string | null = () => null;
  /** What is to be recalculated in the background after an SLA or a calendar was changed. */
  onEscalationRulesChanged: () => void = () => undefined;

  constructor(clock: SimulatorClock, seed: number) {
    this.clock = clock;
    this.random = createRandom(seed);
    this.tickets.observer = {
      changed: (ticket) => {
        this.ticketsByUpdate.note(ticket);
      },
    };
    this.attributes.observer = {
      changed: () => {
        this.attributesVersion += 1;
      },
    };
  }

  /** Runs the work with a time of its own; when it throws, nothing of it remains. */
  transaction<Result>(userId: number, work: (transaction: Transaction) => Result, isMail = false): Result {
    return this.journal.atomically(() =>
      work({ userId, at: this.stamp(), events: new Map(), touched: new Set(), isMail }),
    );
  }

  /** Lets what follows in the transaction count as later. */
  restamp(transaction: Transaction): void {
    transaction.at = this.stamp();
  }

  /** The time for the next write. No two writes share a millisecond, as on a real server, where each takes several. */
  stamp(): string {
    const nowMs = this.clock.now();
    const isClockTurnedBack = nowMs < this.#lastNowMs;
    this.#lastNowMs = nowMs;
    this.#lastStampMs = isClockTurnedBack ? nowMs : Math.max(nowMs, this.#lastStampMs + 1);
    return new Date(this.#lastStampMs).toISOString();
  }

  setting(name: string): unknown {
    return this.settings.where('name', name)[0]?.state_current.value;
  }

  articlesOf(ticketId: number): Article[] {
    return this.articles.where('ticket_id', ticketId);
  }

  tagsOf(ticketId: number): string[] {
    return this.tagUses
      .where('o_id', ticketId)
      .filter((use) => use.object === 'Ticket')
      .map((use) => this.tagItems.get(use.item_id)?.name ?? '');
  }

  articleTypeName(article: { readonly type_id: number }): string {
    return this.articleTypes.get(article.type_id)?.name ?? '';
  }

  senderName(article: { readonly sender_id: number }): string {
    return this.articleSenders.get(article.sender_id)?.name ?? '';
  }

  stateTypeName(stateId: number): string {
    return this.stateTypes.get(this.states.get(stateId)?.state_type_id)?.name ?? '';
  }
}
