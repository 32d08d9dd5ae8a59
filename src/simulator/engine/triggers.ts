import { DateTime } from 'luxon';

import type { Article, Ticket, Trigger } from '../state/records.ts';
import { isObject, listOf, textOf } from '../state/row.ts';
import type { TicketEvent, Transaction, World } from '../state/world.ts';
import { matchesCondition, type TicketAction } from './conditions.ts';
import { tellOfTicket } from './history.ts';
import { perform } from './perform.ts';

/** Lets the triggers act on what the transaction did to tickets; what they do sets off none. */
export function fireTriggers(world: World, transaction: Transaction): void {
  const events = [...transaction.events.values()];
  transaction.events.clear();
  if (events.length === 0) return;
  const triggers = activeTriggers(world, 'action');
  for (const event of events) {
    const ticket = world.tickets.get(event.ticketId);
    if (ticket === undefined) continue;
    fireFor(world, ticket, { event, triggers, transaction });
  }
  transaction.events.clear();
}

const activeTriggers = (world: World, activator: Trigger['activator']): Trigger[] =>
  world.triggers
    .filter((trigger) => trigger.active && trigger.activator === activator)
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

interface Firing {
  readonly event: TicketEvent;
  readonly triggers: readonly Trigger[];
  readonly transaction: Transaction;
}

function fireFor(world: World, ticket: Ticket, { event, triggers, transaction }: Firing): void {
  const article = world.articles.get(event.articleId) ?? null;
  const wantsNoAnswer = article?.preferences['send-auto-response'] === false;
  for (const trigger of triggers) {
    const userId = article?.updated_by_id ?? ticket.updated_by_id;
    const isMet = matchesCondition(world, trigger.condition, ticket, {
      userId,
      action: event.type,
      article,
      changed: event.changed,
      areChangesRequired: trigger.execution_condition_mode === 'selective',
    });
    if (!isMet || (wantsNoAnswer && writesToCustomer(trigger))) continue;
    const isDone = perform({ world, ticket, trigger, article: article ?? undefined, userId, transaction });
    if (!isDone) return;
  }
}

function writesToCustomer(trigger: Trigger): boolean {
  const letter = trigger.perform['notification.email'];
  const recipients = isObject(letter) ? listOf(letter['recipient']).map(textOf) : [];
  return recipients.some((kind) => kind === 'ticket_customer' || kind === 'article_last_sender');
}

/** Runs the triggers that wait for a time; each at most once a day for a ticket and a kind of event. */
export function fireTimeTriggers(
  world: World,
  ticket: Ticket,
  action: TicketAction,
  transaction: Transaction,
): void {
  const midnight = startOfDay(world, transaction.at);
  for (const trigger of activeTriggers(world, 'time')) {
    const article: Article | null = lastSpoken(world, ticket) ?? null;
    const userId = article?.updated_by_id ?? ticket.updated_by_id;
    if (!matchesCondition(world, trigger.condition, ticket, { userId, action, article })) continue;
    const wasDoneToday = world.history
      .where('ticket_id', ticket.id)
      .some(
        (entry) =>
          entry.type === 'time_trigger_performed' &&
          entry.source?.id === trigger.id &&
          entry.value_from === action &&
          entry.created_at > midnight,
      );
    if (wasDoneToday) continue;
    perform({ world, ticket, trigger, article: article ?? undefined, userId, transaction });
    const source = { type: 'Trigger', id: trigger.id, name: trigger.name };
    tellOfTicket(
      world,
      ticket.id,
      { type: 'time_trigger_performed', value_from: action, value_to: null },
      { userId: 1, at: transaction.at, source },
    );
  }
}

/** The last midnight in the zone of the installation. */
function startOfDay(world: World, at: string): string {
  const zone = textOf(world.setting('timezone_default')) || 'UTC';
  return DateTime.fromISO(at, { zone }).startOf('day').toUTC().toISO() ?? at;
}

const lastSpoken = (world: World, ticket: Ticket): Article | undefined =>
  world
    .articlesOf(ticket.id)
    .filter((article) => world.senderName(article) !== 'System')
    .at(-1);

export const hasTimeTriggers = (world: World): boolean => activeTriggers(world, 'time').length > 0;
