import { ApiError, forbidden, recordNotFound } from '../api-error.ts';
import {
  assertMayDeleteArticle,
  assertTicketAccess,
  hasGroupAccess,
  mayReadArticle,
} from '../engine/access.ts';
import { createArticle, TimeAccountingOffError } from '../engine/article-writer.ts';
import { castValue, isSameValue } from '../engine/cast.ts';
import { settleEscalations } from '../engine/commit.ts';
import { authorOf, tellOfArticle } from '../engine/history.ts';
import { changeTicket, touchTicket } from '../engine/ticket-writer.ts';
import { created, ok, type Answer } from '../http/answer.ts';
import { collectAssets, presentNames, type Assets } from '../http/present.ts';
import { isAsked, renderIndex } from '../http/render.ts';
import type { Context, Route } from '../http/router.ts';
import { articleModel } from '../models/ticket.ts';
import type { Article, Ticket } from '../state/records.ts';
import { findTicket, triggersOf } from './tickets.ts';

function findArticle({ world }: Context, id: unknown): Article {
  const article = world.articles.get(id);
  if (article === undefined) throw recordNotFound('Ticket::Article', id);
  return article;
}

function ticketOf(context: Context, article: Article): Ticket {
  return findTicket(context, article.ticket_id);
}

function readableArticle(context: Context, id: unknown): Article {
  const article = findArticle(context, id);
  if (!mayReadArticle(context.world, context.user, ticketOf(context, article), article)) throw forbidden();
  return article;
}

function listByTicket(context: Context): Answer {
  const { world, user, params } = context;
  const ticket = findTicket(context, params['id']);
  assertTicketAccess(world, user, ticket, 'read');
  const articles = world
    .articlesOf(ticket.id)
    .filter((article) => mayReadArticle(world, user, ticket, article));
  if (isAsked(params, 'expand') || !isAsked(params, 'full')) {
    return ok(articles.map((article) => presentNames(world, articleModel, article)));
  }
  const assets: Assets = {};
  for (const article of articles) collectAssets(world, articleModel, article, assets);
  return ok({ record_ids: articles.map((article) => article.id), assets });
}

/** Asks for the access to create, not to change. */
function create(context: Context): Answer {
  const { world, user, params } = context;
  if (params['ticket_id'] === undefined || params['ticket_id'] === null) {
    throw new ApiError(404, "Couldn't find Ticket without an ID");
  }
  const ticket = findTicket(context, params['ticket_id']);
  assertTicketAccess(world, user, ticket, 'create');
  let refusal: ApiError | undefined;
  const { article, transaction } = world.transaction(user.id, (started) => {
    let made: Article | undefined;
    try {
      made = createArticle(world, user, ticket, { params, transaction: started });
    } catch (error) {
      if (!(error instanceof TimeAccountingOffError)) throw error;
      refusal = error;
    }
    settleEscalations(world, started);
    return { article: made, transaction: started };
  });
  const afterwards = triggersOf(context, transaction);
  if (article === undefined) {
    afterwards();
    throw refusal ?? forbidden();
  }
  return { ...created(presentNames(world, articleModel, article)), afterwards };
}

/** Only whether it is internal can be changed; the rest is overlooked. */
function update(context: Context): Answer {
  const { world, user, params } = context;
  const article = findArticle(context, params['id']);
  const ticket = ticketOf(context, article);
  if (!hasGroupAccess(world, user, ticket.group_id, 'change')) throw forbidden();
  const internal = castValue('boolean', params['internal'] ?? article.internal);
  if (!isSameValue(internal, article.internal)) {
    world.transaction(user.id, (transaction) => {
      const before = String(article.internal);
      world.articles.update(article, { internal, updated_by_id: user.id, updated_at: transaction.at });
      const told = { type: 'updated', attribute: 'internal', value_from: before, value_to: String(internal) };
      tellOfArticle(world, article, told, authorOf(transaction));
      touchTicket(world, ticket, transaction);
    });
  }
  return ok(presentNames(world, articleModel, article));
}

function destroy(context: Context): Answer {
  const { world, user, params } = context;
  const article = findArticle(context, params['id']);
  const ticket = ticketOf(context, article);
  assertMayDeleteArticle(world, user, ticket, article);
  world.transaction(user.id, (transaction) => {
    for (const file of world.attachments.where('article_id', article.id)) world.attachments.remove(file);
    world.articles.remove(article);
    const entries = world.history.where('ticket_id', ticket.id);
    for (const entry of entries) {
      if (entry.object === 'Ticket::Article' && entry.o_id === article.id) world.history.remove(entry);
    }
    const count = world.articlesOf(ticket.id).filter((one) => world.senderName(one) !== 'System').length;
    if (count === ticket.article_count) touchTicket(world, ticket, transaction);
    else changeTicket(world, ticket, { article_count: count }, { transaction });
  });
  return ok({});
}

function download(context: Context): Answer {
  const { world, user, params } = context;
  const ticket = findTicket(context, params['ticket_id']);
  assertTicketAccess(world, user, ticket, 'read');
  const article = findArticle(context, params['article_id']);
  if (article.ticket_id !== ticket.id) {
    if (world.stateTypeName(ticket.state_id) !== 'merged') {
      throw forbidden('The article does not belong to the specified ticket.');
    }
    assertTicketAccess(world, user, ticketOf(context, article), 'read');
  }
  const file = world.attachments.get(params['id']);
  if (file?.article_id !== article.id) throw forbidden('The file does not belong to the specified article.');
  const plain = file.filename.replace(/[^\x20-\x7e]/g, '%3F').replaceAll('"', '%22');
  return {
    status: 200,
    body: file.data,
    headers: {
      'content-type': file.preferences['Mime-Type'] ?? 'application/octet-stream',
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    },
  };
}

export const articleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/ticket_articles',
    permissions: ['admin'],
    handle: ({ world, params }) => ok(renderIndex(world, articleModel, world.articles.all(), { params })),
  },
  {
    method: 'GET',
    path: '/ticket_articles/:id',
    handle: (context) =>
      ok(presentNames(context.world, articleModel, readableArticle(context, context.params['id']))),
  },
  { method: 'GET', path: '/ticket_articles/by_ticket/:id', handle: listByTicket },
  { method: 'POST', path: '/ticket_articles', handle: create },
  { method: 'PUT', path: '/ticket_articles/:id', handle: update },
  { method: 'DELETE', path: '/ticket_articles/:id', handle: destroy },
  { method: 'GET', path: '/ticket_attachment/:ticket_id/:article_id/:id', handle: download },
];
