import type { Instant } from '../../core/calendar/instant.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import type { ArticleChannel, ArticleFact, CreatedFact, Delivery, Fact } from '../../core/ticket/fact.ts';
import type { FieldValue } from '../../core/ticket/field-value.ts';
import { showsPassword } from '../../core/ticket/shows-password.ts';
import { ticketId } from '../../core/ticket/ticket-id.ts';
import { type FieldCodec, fieldsOf } from './field-codec.ts';
import type { HistoryRow, ZammadArticle, ZammadTicket } from './schema.ts';
import { plainText } from './plain-text.ts';
import { type Surroundings, tellActor } from './tell-actor.ts';

/** Triggers run within the request that creates the ticket; the longest request is over by then. */
const CREATION_LASTS_MS = 60_000;

const channels: Readonly<Record<string, ArticleChannel>> = {
  email: 'email',
  phone: 'phone',
  web: 'web',
  note: 'note',
};
const senders: Readonly<Record<string, ArticleFact['sender']>> = {
  Agent: 'agent',
  Customer: 'applicant',
  System: 'system',
};

/** All that Zammad tells of one ticket. */
export interface TicketRecords {
  readonly ticket: ZammadTicket;
  readonly history: readonly HistoryRow[];
  readonly articles: readonly ZammadArticle[];
}

/** What the records are read by. */
export interface TimelineContext {
  readonly pack: CompiledPack;
  readonly codecs: readonly FieldCodec[];
  readonly around: Surroundings;
}

type FactHead = Pick<Fact, 'at' | 'actor' | 'actorId'>;

function headOf(at: Instant, userId: number, row: HistoryRow | undefined, around: Surroundings): FactHead {
  const isAutomated = row?.sourceable_type != null;
  return { at, actor: tellActor({ userId, isAutomated }, around), actorId: String(userId) };
}

/** The ticket's changes by what they changed, oldest first. */
type Changes = ReadonlyMap<string, readonly HistoryRow[]>;

function changesIn(history: readonly HistoryRow[]): Changes {
  const changes = new Map<string, HistoryRow[]>();
  for (const row of history) {
    if (row.object !== 'Ticket' || row.type !== 'updated' || row.attribute == null) continue;
    const known = changes.get(row.attribute);
    if (known === undefined) changes.set(row.attribute, [row]);
    else known.push(row);
  }
  return changes;
}

/** The history does not tell what a ticket began with: it is where the first change of a field came from. */
function createdFact(
  { ticket, history }: TicketRecords,
  changes: Changes,
  { codecs, around }: TimelineContext,
): CreatedFact {
  const row = history.find(({ object, type }) => object === 'Ticket' && type === 'created');
  const initialOf = (codec: FieldCodec): FieldValue => {
    const first = changes.get(codec.attribute)?.[0];
    return first === undefined ? codec.read(ticket) : codec.readFrom(first);
  };
  return {
    kind: 'created',
    id: 'created',
    ...headOf(ticket.created_at, row?.created_by_id ?? ticket.customer_id, row, around),
    fields: fieldsOf(codecs, initialOf, ticket),
  };
}

function deliveryOf({ type, sender, preferences }: ZammadArticle): Delivery {
  if (type !== 'email' || sender === 'Customer') return 'none';
  if (preferences.delivery_status === 'success') return 'delivered';
  return preferences.delivery_status === 'fail' ? 'failed' : 'pending';
}

/** The letter that a trigger of the pack sends by itself when a ticket arrives. */
function nativeNotice(
  article: ZammadArticle,
  actor: Fact['actor'],
  records: TicketRecords,
  pack: CompiledPack,
) {
  const isArrivalLetter =
    article.sender === 'System' &&
    article.type === 'email' &&
    actor === 'automation' &&
    article.created_at - records.ticket.created_at < CREATION_LASTS_MS;
  if (!isArrivalLetter) return null;
  return [...pack.notices.values()].find((notice) => notice.native_trigger)?.id ?? null;
}

function textOf({ body, content_type: type }: ZammadArticle): string {
  return type?.startsWith('text/html') === true ? plainText(body ?? '') : (body ?? '');
}

/** The intake whose sender wrote it. The address itself is not remembered. */
function intakeOf({ sender, type, from }: ZammadArticle, { intakeSenders }: CompiledPack) {
  if (intakeSenders.size === 0 || sender !== 'Customer' || type !== 'email') return {};
  const [, bracketed] = /<([^<>]{1,254})>\s*$/.exec(from ?? '') ?? [];
  const address = (bracketed ?? from ?? '').trim().toLowerCase();
  const intake = [...intakeSenders].find(([, known]) => known === address)?.[0];
  return intake === undefined ? {} : { intake };
}

function articleFact(article: ZammadArticle, records: TicketRecords, context: TimelineContext): ArticleFact {
  const { preferences } = article;
  const row = records.history.find(
    ({ object, type, o_id }) => object === 'Ticket::Article' && type === 'created' && o_id === article.id,
  );
  const head = headOf(article.created_at, article.created_by_id, row, context.around);
  const isIncoming = article.sender === 'Customer';
  return {
    kind: 'article',
    id: `a${article.id}`,
    ...head,
    articleId: String(article.id),
    sender: senders[article.sender] ?? 'agent',
    channel: channels[article.type] ?? 'other',
    isInternal: article.internal,
    effectKey: preferences.reglament?.key ?? null,
    notice: preferences.reglament?.notice ?? nativeNotice(article, head.actor, records, context.pack),
    delivery: deliveryOf(article),
    isAutomatic:
      isIncoming && (preferences['is-auto-response'] === true || preferences['send-auto-response'] === false),
    ...intakeOf(article, context.pack),
    ...(article.sender !== 'System' && showsPassword(textOf(article)) ? { showsPassword: true } : {}),
    attachmentNames: article.attachments.map(({ filename }) => filename),
    // An article's beginning stays in the history of the ticket where it began.
    isMerged: row === undefined && records.history.some(({ type }) => type === 'received_merge'),
  };
}

function changeFacts(changes: Changes, { codecs, around }: TimelineContext): readonly Fact[] {
  return codecs.flatMap((codec) =>
    (changes.get(codec.attribute) ?? []).flatMap((row): Fact[] => {
      const [from, to] = [codec.readFrom(row), codec.readTo(row)];
      // From one value that is not the pack's to another: nothing happened in its words.
      if (from === to) return [];
      const head = headOf(row.created_at, row.created_by_id, row, around);
      return [{ kind: 'field-changed', id: `h${row.id}`, ...head, field: codec.field, from, to }];
    }),
  );
}

function mergedFacts({ history }: TicketRecords, { around }: TimelineContext): readonly Fact[] {
  return history
    .filter(({ type }) => type === 'merged_into')
    .map((row) => ({
      kind: 'merged',
      id: `h${row.id}`,
      ...headOf(row.created_at, row.created_by_id, row, around),
      into: row.id_to == null ? null : ticketId(row.id_to),
    }));
}

/** The order in which Zammad wrote things down, for facts of one millisecond. */
function createOrder(history: readonly HistoryRow[]): (fact: Fact) => number {
  const places = new Map(
    history.map((row, place) => [row.object === 'Ticket::Article' ? `a${row.o_id}` : `h${row.id}`, place]),
  );
  return ({ id }) => places.get(id) ?? history.length;
}

/** What happened to a ticket, oldest first, as its history and its articles tell it together. */
export function tellTimeline(records: TicketRecords, context: TimelineContext): readonly Fact[] {
  const order = createOrder(records.history);
  const changes = changesIn(records.history);
  const later = [
    ...changeFacts(changes, context),
    ...mergedFacts(records, context),
    ...records.articles.map((article) => articleFact(article, records, context)),
  ].sort((a, b) => a.at - b.at || order(a) - order(b));
  return [createdFact(records, changes, context), ...later];
}
