import { ticketModel } from '../models/ticket.ts';
import type { Article, Ticket, Trigger } from '../state/records.ts';
import { isObject, textOf, type JsonObject, type Params } from '../state/row.ts';
import type { Transaction, World } from '../state/world.ts';
import { insertArticle } from './article-writer.ts';
import { attributeColumns, liveAttributes } from './attributes.ts';
import { castValue } from './cast.ts';
import { shiftInstant } from './condition-operators.ts';
import type { HistoryAuthor } from './history.ts';
import { recipientsOf } from './recipients.ts';
import { addTag, removeTag } from './tags.ts';
import { renderTemplate, type TemplateSubjects } from './templates.ts';
import { changeTicket } from './ticket-writer.ts';

/** A trigger about to act on a ticket. */
export interface Performance {
  readonly world: World;
  readonly ticket: Ticket;
  readonly trigger: Trigger;
  /** The article that set it off. */
  readonly article: Article | undefined;
  /** Whom `current_user` means. */
  readonly userId: number;
  readonly transaction: Transaction;
}

const SYSTEM_USER_ID = 1;

/** Does what a trigger says: first the attributes, then notes and letters. False: one of its attributes does not exist. */
export function perform(performance: Performance): boolean {
  const { world, trigger } = performance;
  const attributes = Object.entries(trigger.perform).filter(([key]) => key.startsWith('ticket.'));
  const isKnown = ([key]: [string, unknown]): boolean => isAttributeKnown(world, key.slice('ticket.'.length));
  if (!attributes.every(isKnown)) return false;
  applyAttributes(performance, attributes);
  for (const [key, action] of Object.entries(trigger.perform)) {
    if (!isObject(action)) continue;
    if (key === 'article.note') addNote(performance, action);
    if (key === 'notification.email') sendLetter(performance, action);
  }
  return true;
}

const NOT_COLUMNS = ['tags', 'subscribe', 'unsubscribe', 'action'];

const isAttributeKnown = (world: World, name: string): boolean =>
  NOT_COLUMNS.includes(name) || name in ticketModel.columns || name in attributeColumns(world, 'Ticket');

const authorOf = ({ trigger, transaction }: Performance): HistoryAuthor => ({
  userId: SYSTEM_USER_ID,
  at: transaction.at,
  source: { type: 'Trigger', id: trigger.id, name: trigger.name },
});

function applyAttributes(
  performance: Performance,
  attributes: readonly (readonly [string, unknown])[],
): void {
  const { world, ticket, transaction } = performance;
  const changes: Params = {};
  for (const [key, action] of attributes) {
    if (!isObject(action)) continue;
    const name = key.slice('ticket.'.length);
    if (name === 'tags') applyTags(performance, action);
    else if (!NOT_COLUMNS.includes(name)) changes[name] = valueFor(performance, name, action);
  }
  if (Object.keys(changes).length === 0) return;
  changeTicket(world, ticket, changes, { transaction, author: authorOf(performance) });
}

function applyTags(performance: Performance, action: JsonObject): void {
  const { world, ticket } = performance;
  const names = textOf(action['value']).split(',');
  for (const name of names.filter((one) => one.trim() !== '')) {
    if (action['operator'] === 'add') addTag(world, ticket, name, authorOf(performance));
    if (action['operator'] === 'remove') removeTag(world, ticket, name, authorOf(performance));
  }
}

function valueFor(performance: Performance, name: string, action: JsonObject): unknown {
  const { world, userId } = performance;
  const type = ticketModel.columns[name]?.type ?? attributeColumns(world, 'Ticket')[name] ?? 'string';
  const preCondition = textOf(action['pre_condition']);
  if (preCondition.startsWith('not_set')) return 1;
  if (preCondition.startsWith('current_user.')) return userId;
  const isTime = liveAttributes(world, 'Ticket').some(
    (attribute) => attribute.name === name && ['date', 'datetime'].includes(attribute.data_type),
  );
  if (isTime && action['operator'] === 'relative') {
    const atMs = shiftInstant(world.clock.now(), Number(action['value']) || 0, textOf(action['range']));
    return castValue(type, new Date(Math.floor(atMs / 60_000) * 60_000).toISOString());
  }
  const value = action['value'];
  const isText = typeof value === 'string' && value.includes('#{');
  return castValue(type, isText ? renderTemplate(value, subjectsOf(performance), false) : value);
}

const subjectsOf = ({ world, ticket, trigger, article }: Performance): TemplateSubjects => ({
  world,
  ticket,
  article: article ?? world.articlesOf(ticket.id).at(-1),
  locale: textOf(trigger['localization']) || null,
  timezone: textOf(trigger['timezone']) || null,
});

function addNote(performance: Performance, action: JsonObject): void {
  const { world, ticket, transaction } = performance;
  const subjects = subjectsOf(performance);
  const given = {
    type_id: idOf(world.articleTypes, 'note'),
    sender_id: idOf(world.articleSenders, 'System'),
    subject: renderTemplate(textOf(action['subject']), subjects, true),
    content_type: 'text/html',
    body: renderTemplate(textOf(action['body']), subjects, true),
    internal: castValue('boolean', action['internal']) ?? false,
    preferences: { perform_origin: 'trigger', notification: true },
  };
  insertArticle(world, ticket, given, { transaction, source: authorOf(performance).source ?? null });
}

function sendLetter(performance: Performance, action: JsonObject): void {
  const { world, ticket, transaction } = performance;
  const recipients = recipientsOf(performance, action);
  const address = world.emailAddresses.get(world.groups.get(ticket.group_id)?.email_address_id);
  const channel = world.channels.get(address?.channel_id);
  if (recipients.length === 0 || channel?.active !== true) return;
  const subjects = subjectsOf(performance);
  const given = {
    type_id: idOf(world.articleTypes, 'email'),
    sender_id: idOf(world.articleSenders, 'System'),
    to: recipients.join(', '),
    subject: renderTemplate(textOf(action['subject']), subjects, false),
    content_type: 'text/html',
    body: renderTemplate(textOf(action['body']), subjects, true),
    internal: castValue('boolean', action['internal']) ?? false,
    preferences: { perform_origin: 'trigger' },
  };
  insertArticle(world, ticket, given, { transaction, source: authorOf(performance).source ?? null });
}

const idOf = (table: World['articleTypes'], name: string): number =>
  table.find((row) => row.name === name)?.id ?? 0;
