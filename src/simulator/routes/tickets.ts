import { crashed, forbidden, recordNotFound } from '../api-error.ts';
import {
  assertMayDeleteTicket,
  assertMayFollowUp,
  assertTicketAccess,
  hasGroupAccess,
  mayReadArticle,
  readableTickets,
} from '../engine/access.ts';
import { createArticle } from '../engine/article-writer.ts';
import { authorOf } from '../engine/history.ts';
import { settleEscalations, settleTriggers } from '../engine/commit.ts';
import { addLink, destroyTicket, mergeTickets } from '../engine/merge.ts';
import { pageOf, searchTickets } from '../engine/search.ts';
import { addTag } from '../engine/tags.ts';
import { createTicket, updateTicket } from '../engine/ticket-writer.ts';
import { created, ok, type Answer } from '../http/answer.ts';
import { collectAssets, presentTicketColumns, type Assets } from '../http/present.ts';
import { isAsked, renderList, renderRecord } from '../http/render.ts';
import type { Context, Route } from '../http/router.ts';
import { articleModel, ticketModel } from '../models/ticket.ts';
import type { Link, Ticket } from '../state/records.ts';
import { isBlank, isObject, listOf, textOf, type Params } from '../state/row.ts';
import type { Transaction } from '../state/world.ts';
import { presentHistory } from './history.ts';
import { linksOf } from './links.ts';
import { subscribe } from './mentions.ts';

const SPOKEN_TO = ['ticket.agent', 'ticket.customer'];

export function findTicket({ world }: Context, id: unknown): Ticket {
  const ticket = world.tickets.get(id);
  if (ticket === undefined) throw recordNotFound('Ticket', id);
  return ticket;
}

function renderTicket(context: Context, ticket: Ticket): Params {
  const { world, params } = context;
  const isPlain = !isAsked(params, 'expand') && !isAsked(params, 'full');
  return isPlain && isAsked(params, 'all')
    ? renderAll(context, ticket)
    : renderRecord(world, ticketModel, ticket, params);
}

/** Everything that the ticket's page shows. */
function renderAll({ world, user }: Context, ticket: Ticket): Params {
  const assets: Assets = {};
  collectAssets(world, ticketModel, ticket, assets);
  const articles = world
    .articlesOf(ticket.id)
    .filter((article) => mayReadArticle(world, user, ticket, article));
  for (const article of articles) collectAssets(world, articleModel, article, assets);
  return {
    ticket_id: ticket.id,
    ticket_article_ids: articles.map((article) => article.id),
    assets,
    links: linksOf(world, ticket.id),
    tags: world.tagsOf(ticket.id),
    mentions: world.mentions.where('ticket_id', ticket.id),
    time_accountings: world.timeAccountings.where('ticket_id', ticket.id),
    form_meta: { filter: { type_id: [10, 5] } },
  };
}

function create(context: Context): Answer {
  const { world, user, params } = context;
  const ticket = world.transaction(user.id, (transaction) => {
    const made = createTicket(world, user, params, transaction);
    addExtras(context, made, transaction);
    if (isObject(params['article']))
      createArticle(world, user, made, { params: params['article'], transaction });
    addLinks(context, made, transaction);
    settleTriggers(world, transaction);
    settleEscalations(world, transaction);
    return made;
  });
  return created(renderTicket(context, ticket));
}

function addExtras({ world, user, params }: Context, ticket: Ticket, transaction: Transaction): void {
  const { tags } = params;
  if (!isBlank(tags)) {
    if (typeof tags !== 'string') throw crashed("undefined method `split' for an instance of Array");
    for (const tag of tags.split(',')) addTag(world, ticket, tag, authorOf(transaction));
  }
  const mentioned = listOf(params['mentions']);
  if (mentioned.length > 0 && !hasGroupAccess(world, user, ticket.group_id, 'read')) {
    throw forbidden('Not authorized (You have insufficient permissions to mention other users.)!');
  }
  for (const id of mentioned) subscribe(world, ticket, world.users.get(id), transaction);
}

function addLinks({ world, params }: Context, ticket: Ticket, transaction: Transaction): void {
  if (!isObject(params['links'])) return;
  const byType = params['links']['Ticket'];
  if (!isObject(byType)) return;
  for (const [type, ids] of Object.entries(byType)) {
    for (const id of listOf(ids)) {
      const ends = { link_type: type as Link['link_type'], source_id: ticket.id, target_id: Number(id) };
      addLink(world, ends, transaction);
    }
  }
}

/** The answer shows the ticket before the triggers had their turn. */
function update(context: Context): Answer {
  const { world, user, params } = context;
  const ticket = findTicket(context, params['id']);
  assertMayFollowUp(world, user, ticket);
  const transaction = world.transaction(user.id, (started) => {
    change(context, ticket, params, started);
    return started;
  });
  return { ...ok(renderTicket(context, ticket)), afterwards: triggersOf(context, transaction) };
}

function change({ world, user }: Context, ticket: Ticket, params: Params, transaction: Transaction): void {
  updateTicket(world, user, ticket, { params, transaction });
  const { article } = params;
  if (isObject(article) && !isBlank(article))
    createArticle(world, user, ticket, { params: article, transaction });
  settleEscalations(world, transaction);
}

export const triggersOf =
  ({ world }: Context, transaction: Transaction) =>
  (): void => {
    world.journal.atomically(() => {
      settleTriggers(world, transaction);
    });
  };

/** Several tickets in one go, all or none. */
function updateMany(context: Context): Answer {
  const { world, user, params } = context;
  const tickets = listOf(params['ticket_ids']).map((id) => findTicket(context, id));
  const attributes = isObject(params['attributes']) ? params['attributes'] : {};
  const transaction = world.transaction(user.id, (started) => {
    for (const ticket of tickets) {
      assertMayFollowUp(world, user, ticket);
      change(context, ticket, { ...attributes, article: params['article'] }, started);
    }
    return started;
  });
  const assets: Assets = {};
  for (const ticket of tickets) collectAssets(world, ticketModel, ticket, assets);
  const body = { ticket_ids: tickets.map((ticket) => ticket.id), assets };
  return { ...ok(body), afterwards: triggersOf(context, transaction) };
}

function search({ world, user, params }: Context): Answer {
  const isTotalWanted = isAsked(params, 'full') || isAsked(params, 'only_total_count');
  const { tickets, total } = searchTickets(world, user, params, isTotalWanted);
  if (isAsked(params, 'only_total_count')) return ok({ total_count: total });
  return ok(renderList(world, ticketModel, tickets, { params, total }));
}

/** A taste of what a condition finds, for whoever is setting one up. */
function preview({ world, user, params }: Context): Answer {
  const condition = isObject(params['condition']) ? params['condition'] : {};
  const sorting = { sort_by: 'id', order_by: 'asc', per_page: PREVIEW_LENGTH };
  const { tickets, total } = searchTickets(world, user, { condition, ...sorting }, true);
  const assets: Assets = {};
  for (const ticket of tickets) collectAssets(world, ticketModel, ticket, assets);
  return ok({ object_ids: tickets.map((ticket) => ticket.id), object_count: total, assets });
}

const PREVIEW_LENGTH = 6;

function merge(context: Context): Answer {
  const { world, user, params } = context;
  const failed = (message: string): Answer => ok({ result: 'failed', message });
  const target = world.tickets.where('number', textOf(params['target_number']))[0];
  if (target === undefined) return failed('The target ticket number could not be found.');
  const source = world.tickets.get(params['source_id']);
  if (source === undefined) return failed('The source ticket could not be found.');
  assertTicketAccess(world, user, source, 'change');
  assertTicketAccess(world, user, target, 'change');
  const { shown, transaction } = world.transaction(user.id, (started) => {
    mergeTickets(world, source, target, started);
    const beforeEscalation = presentTicketColumns(world, source);
    settleEscalations(world, started);
    return { shown: beforeEscalation, transaction: started };
  });
  const body = {
    result: 'success',
    target_ticket: presentTicketColumns(world, target),
    source_ticket: shown,
  };
  return { ...ok(body), afterwards: triggersOf(context, transaction) };
}

export const ticketRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/tickets',
    handle: ({ world, user, params }) => {
      const page = pageOf(params, { standard: 100, most: 100 });
      const readable = world.tickets.filter(readableTickets(world, user)).sort((a, b) => a.id - b.id);
      const tickets = readable.slice(page.offset, page.offset + page.limit);
      const isPlain = !isAsked(params, 'expand') && !isAsked(params, 'full');
      return ok(
        isPlain
          ? tickets.map((ticket) => presentTicketColumns(world, ticket))
          : renderList(world, ticketModel, tickets, { params }),
      );
    },
  },
  { method: 'GET', path: '/tickets/search', handle: search },
  { method: 'POST', path: '/tickets/search', handle: search },
  { method: 'POST', path: '/tickets/selector', permissions: ['admin.*'], handle: preview },
  { method: 'POST', path: '/tickets/mass_update', handle: updateMany },
  {
    method: 'GET',
    path: '/tickets/:id',
    handle: (context) => {
      const ticket = findTicket(context, context.params['id']);
      assertTicketAccess(context.world, context.user, ticket, 'read');
      return ok(renderTicket(context, ticket));
    },
  },
  { method: 'POST', path: '/tickets', permissions: SPOKEN_TO, handle: create },
  { method: 'PUT', path: '/tickets/:id', handle: update },
  {
    method: 'DELETE',
    path: '/tickets/:id',
    handle: (context) => {
      const { world, user } = context;
      const ticket = findTicket(context, context.params['id']);
      assertMayDeleteTicket(world, user, ticket);
      world.transaction(user.id, () => {
        destroyTicket(world, ticket);
      });
      return ok(undefined);
    },
  },
  {
    method: 'PUT',
    path: '/ticket_merge/:source_id/:target_number',
    permissions: ['ticket.agent'],
    handle: merge,
  },
  {
    method: 'GET',
    path: '/ticket_history/:id',
    permissions: ['ticket.agent'],
    handle: (context) => {
      const ticket = findTicket(context, context.params['id']);
      assertTicketAccess(context.world, context.user, ticket, 'read');
      return ok(presentHistory(context.world, ticket));
    },
  },
];
