import { flag, integer, store, text, time } from './column.ts';
import type { Model } from './model.ts';

const checked = (name: string, target: string) => ({ name, target, isChecked: true });

/** Tickets have a controller of their own; this serves names, ids and casts. */
export const ticketModel: Model = {
  name: 'Ticket',
  relation: 'tickets',
  assetKey: 'Ticket',
  table: (world) => world.tickets,
  columns: {
    group_id: integer(),
    priority_id: integer(),
    state_id: integer(),
    organization_id: integer(),
    number: text(),
    title: text(),
    owner_id: integer(),
    customer_id: integer(),
    note: text(),
    first_response_at: time(),
    first_response_escalation_at: time(),
    first_response_in_min: integer(),
    first_response_diff_in_min: integer(),
    close_at: time(),
    close_escalation_at: time(),
    close_in_min: integer(),
    close_diff_in_min: integer(),
    update_escalation_at: time(),
    update_in_min: integer(),
    update_diff_in_min: integer(),
    last_close_at: time(),
    last_contact_at: time(),
    last_contact_agent_at: time(),
    last_contact_customer_at: time(),
    last_owner_update_at: time(),
    create_article_type_id: integer(),
    create_article_sender_id: integer(),
    article_count: integer(),
    escalation_at: time(),
    pending_time: time(),
    type: text(),
    time_unit: { type: 'float', default: null },
    preferences: store(),
  },
  attributesOf: 'Ticket',
  associations: [
    { name: 'group', target: 'Group' },
    { name: 'organization', target: 'Organization' },
    checked('state', 'Ticket::State'),
    checked('priority', 'Ticket::Priority'),
    checked('owner', 'User'),
    checked('customer', 'User'),
    checked('create_article_type', 'Ticket::Article::Type'),
    checked('create_article_sender', 'Ticket::Article::Sender'),
  ],
};

export const articleModel: Model = {
  name: 'Ticket::Article',
  relation: 'ticket_articles',
  assetKey: 'TicketArticle',
  table: (world) => world.articles,
  columns: {
    ticket_id: integer(),
    type_id: integer(),
    sender_id: integer(),
    detected_language: text(),
    from: text(),
    to: text(),
    cc: text(),
    subject: text(),
    reply_to: text(),
    message_id: text(),
    message_id_md5: text(),
    in_reply_to: text(),
    content_type: text('text/plain'),
    body: text(),
    internal: flag(false),
    preferences: store(),
    origin_by_id: integer(),
  },
  associations: [
    checked('type', 'Ticket::Article::Type'),
    checked('sender', 'Ticket::Article::Sender'),
    checked('origin_by', 'User'),
  ],
};

const nameOnly = (name: string, relation: string, table: Model['table']): Model => ({
  name,
  relation,
  assetKey: name.replaceAll('::', ''),
  table,
  columns: { name: text() },
});

export const articleTypeModel = nameOnly(
  'Ticket::Article::Type',
  'ticket_article_types',
  (world) => world.articleTypes,
);
export const articleSenderModel = nameOnly(
  'Ticket::Article::Sender',
  'ticket_article_senders',
  (world) => world.articleSenders,
);
export const stateTypeModel = nameOnly(
  'Ticket::StateType',
  'ticket_state_types',
  (world) => world.stateTypes,
);
