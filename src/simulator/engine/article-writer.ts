import { createHash } from 'node:crypto';

import { ApiError, unprocessable } from '../api-error.ts';
import { articleModel } from '../models/ticket.ts';
import type { Article, Ticket, User } from '../state/records.ts';
import { isBlank, isObject, textOf, type Params } from '../state/row.ts';
import type { Transaction, World } from '../state/world.ts';
import { isAgent, isCommunicationType } from './access.ts';
import { addAttachments, attachmentsFrom } from './article-files.ts';
import { idOf, typeNameOf } from './article-kinds.ts';
import { addMetadata } from './article-metadata.ts';
import { castFloat } from './cast.ts';
import { parseMailboxes } from './email-address.ts';
import { authorOf, tellOfArticle, type HistoryAuthor, type HistorySource } from './history.ts';
import { queueMail } from './mail-delivery.ts';
import { pickColumns, resolveNames } from './params.ts';
import { sanitizeHtml } from './sanitize-html.ts';
import { accountTime } from './time-accounting.ts';
import { changeTicket, touchTicket } from './ticket-writer.ts';

/** Adds an article as the controllers do: what a customer may not say about it is overruled. */
export function createArticle(
  world: World,
  user: User,
  ticket: Ticket,
  { params, transaction }: { readonly params: Params; readonly transaction: Transaction },
): Article {
  if (params['body'] === undefined || params['body'] === null) throw bodyMissing();
  const given = pickColumns(world, articleModel, resolveNames(world, articleModel, params));
  given['type_id'] ??= idOf(world.articleTypes, 'note');
  given['sender_id'] ??= idOf(world.articleSenders, isAgent(world, user) ? 'Agent' : 'Customer');
  if (!isAgent(world, user)) overruleCustomer(world, given);
  const files = attachmentsFrom(params['attachments']);
  if (isBlank(given['body'])) throw bodyMissing();
  if (typeNameOf(world, given) === 'email' && parseMailboxes(textOf(given['to'])).length === 0) {
    throw unprocessable('Sending an email without a valid recipient is not possible.');
  }
  const article = insertArticle(world, ticket, given, { transaction });
  addAttachments(world, article, files);
  if (!isBlank(params['time_unit'])) {
    if (world.setting('time_accounting') !== true) throw new TimeAccountingOffError();
    accountTime(world, ticket, {
      time_unit: castFloat(params['time_unit']) ?? 0,
      articleId: article.id,
      transaction,
    });
  }
  return article;
}

/** 403; alone among refusals it leaves the article where no outer transaction takes it back. */
export class TimeAccountingOffError extends ApiError {
  constructor() {
    super(403, 'Not authorized (Time Accounting is not enabled)!');
  }
}

const bodyMissing = (): Error => unprocessable("Need at least an 'article body' field.");

function overruleCustomer(world: World, given: Params): void {
  given['sender_id'] = idOf(world.articleSenders, 'Customer');
  given['origin_by_id'] = null;
  given['internal'] = false;
  if (!['note', 'web'].includes(typeNameOf(world, given)))
    given['type_id'] = idOf(world.articleTypes, 'note');
}

interface ArticleContext {
  readonly transaction: Transaction;
  /** The trigger whose doing it is; then user 1 writes. */
  readonly source?: HistorySource;
}

interface Writing {
  readonly transaction: Transaction;
  readonly author: HistoryAuthor;
}

const ARTICLE_DEFAULTS = {
  detected_language: null,
  from: null,
  to: null,
  cc: null,
  subject: null,
  reply_to: null,
  message_id: null,
  message_id_md5: null,
  in_reply_to: null,
  content_type: 'text/plain',
  internal: false,
  origin_by_id: null,
};

/** Adds an article with all that follows for its ticket: first response, last contacts, the count, the state. */
export function insertArticle(
  world: World,
  ticket: Ticket,
  given: Params,
  { transaction, source = null }: ArticleContext,
): Article {
  const author: HistoryAuthor =
    source === null ? authorOf(transaction) : { userId: 1, at: transaction.at, source };
  const values: Params = { ...ARTICLE_DEFAULTS, ...given, ticket_id: ticket.id };
  values['preferences'] = isObject(values['preferences']) ? { ...values['preferences'] } : {};
  if (typeof values['subject'] === 'string') values['subject'] = values['subject'].replace(/\s/g, ' ');
  if (/html/i.test(textOf(values['content_type']))) values['body'] = sanitizeHtml(textOf(values['body']));
  if (!transaction.isMail || source !== null) addMetadata(world, ticket, values, author.userId);
  if (!isBlank(values['message_id'])) {
    values['message_id_md5'] = createHash('md5').update(textOf(values['message_id'])).digest('hex');
  }
  const article = world.articles.insert({
    ...values,
    created_by_id: author.userId,
    updated_by_id: author.userId,
    created_at: transaction.at,
    updated_at: transaction.at,
  });
  tellOfArticle(world, article, { type: 'created' }, author);
  updateContacts(world, ticket, article, { transaction, author });
  if (!transaction.isMail || source !== null) openOnReply(world, ticket, article, { transaction, author });
  noteArticle(transaction, ticket.id, article.id, source);
  const isOutgoing = typeNameOf(world, values) === 'email' && world.senderName(article) !== 'Customer';
  if (isOutgoing && (!transaction.isMail || source !== null)) queueMail(world, article);
  return article;
}

function noteArticle(
  transaction: Transaction,
  ticketId: number,
  articleId: number,
  source: HistorySource,
): void {
  if (source !== null) return;
  const event = transaction.events.get(ticketId);
  if (event !== undefined) event.articleId = articleId;
  else transaction.events.set(ticketId, { ticketId, type: 'update', changed: new Set(), articleId });
}

function updateContacts(
  world: World,
  ticket: Ticket,
  article: Article,
  { transaction, author }: Writing,
): void {
  const articles = world.articlesOf(ticket.id);
  const changes: Params = {};
  const count = articles.filter((one) => world.senderName(one) !== 'System').length;
  if (count !== (ticket.article_count ?? 0)) changes['article_count'] = count;
  if (articles.length === 1) {
    changes['create_article_type_id'] = article.type_id;
    changes['create_article_sender_id'] = article.sender_id;
  }
  if (!article.internal && isCommunicationType(world.articleTypeName(article))) {
    Object.assign(changes, contactsAfter(ticket, world.senderName(article), article.created_at));
  }
  if (Object.keys(changes).length === 0) touchTicket(world, ticket, transaction);
  else changeTicket(world, ticket, changes, { transaction, author });
}

function contactsAfter(ticket: Ticket, sender: string, at: string): Params {
  if (sender === 'Agent') {
    const firstResponse = ticket.first_response_at === null ? { first_response_at: at } : {};
    return { ...firstResponse, last_contact_agent_at: at, last_contact_at: at };
  }
  if (sender !== 'Customer') return {};
  const {
    last_contact_at: last,
    last_contact_customer_at: customerAt,
    last_contact_agent_at: agentAt,
  } = ticket;
  const isSecondWord = customerAt !== null && customerAt === last;
  const isAnswer = customerAt === null || agentAt === null || agentAt > customerAt;
  return !isSecondWord && isAnswer ? { last_contact_customer_at: at, last_contact_at: at } : {};
}

/** A public word of an agent to the customer opens a new ticket. */
function openOnReply(world: World, ticket: Ticket, article: Article, { transaction, author }: Writing): void {
  if (article.internal || world.senderName(article) !== 'Agent') return;
  if (!isCommunicationType(world.articleTypeName(article))) return;
  if (world.states.get(ticket.state_id)?.default_create !== true) return;
  const followUp = world.states.find((state) => state.default_follow_up);
  if (followUp !== undefined) changeTicket(world, ticket, { state_id: followUp.id }, { transaction, author });
}
