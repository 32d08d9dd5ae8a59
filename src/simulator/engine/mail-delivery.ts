import type { Article } from '../state/records.ts';
import { textOf } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { parseMailboxes } from './email-address.ts';
import { tellOfArticle } from './history.ts';
import { touchTicket } from './ticket-writer.ts';

/** How long the background worker takes to come to a letter. */
const DELIVERY_DELAY_MS = 1_000;

/** Leaves a letter to the background: its status is known a moment later. */
export function queueMail(world: World, article: Article): void {
  world.clock.schedule(world.clock.now() + DELIVERY_DELAY_MS, () => {
    if (world.articles.has(article)) deliver(world, article);
  });
}

function deliver(world: World, article: Article): void {
  const ticket = world.tickets.get(article.ticket_id);
  if (ticket === undefined) return;
  world.transaction(article.updated_by_id, (transaction) => {
    const failure = failureOf(world, article);
    const attempts = Number(article.preferences['delivery_retry'] ?? 0) + 1;
    world.articles.update(article, {
      preferences: {
        ...article.preferences,
        delivery_retry: attempts,
        delivery_channel_id: addressOf(world, article)?.channel_id ?? null,
        delivery_status_message: failure,
        delivery_status: failure === null ? 'success' : 'fail',
        delivery_status_date: transaction.at,
      },
      updated_at: transaction.at,
    });
    world.outbox.push({
      at: transaction.at,
      articleId: article.id,
      ticketId: ticket.id,
      messageId: article.message_id ?? '',
      from: article.from ?? '',
      to: article.to ?? '',
      cc: article.cc,
      subject: `${article.subject ?? ''} [Ticket#${ticket.number}]`.trim(),
      body: article.body,
      contentType: article.content_type,
      status: failure === null ? 'success' : 'fail',
    });
    if (failure === null) {
      const recipients = [article.to, article.cc].filter((line) => line !== null && line !== '').join(',');
      tellOfArticle(
        world,
        article,
        { type: 'email', value_from: article.subject, value_to: recipients },
        { userId: article.created_by_id, at: transaction.at },
      );
    }
    touchTicket(world, ticket, transaction);
  });
}

const addressOf = (world: World, article: Article) =>
  world.emailAddresses.get(article.preferences['email_address_id']) ??
  world.emailAddresses.get(
    world.groups.get(world.tickets.get(article.ticket_id)?.group_id)?.email_address_id,
  );

/** Why a letter cannot leave; null when it can. */
function failureOf(world: World, article: Article): string | null {
  const address = addressOf(world, article);
  if (address === undefined) return `No email address defined for group id!`;
  if (address.channel_id === null) return `No channel defined for email_address id '${address.id}'!`;
  if (world.channels.get(address.channel_id)?.active !== true) {
    return `Channel defined for email address id '${address.id}' is not active!`;
  }
  for (const { address: recipient } of parseMailboxes(`${textOf(article.to)},${textOf(article.cc)}`)) {
    const refusal = world.refuseMail(recipient);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Marks a letter as undeliverable, as when the other side turned it away after all. */
export function markBounced(world: World, article: Article, reason: string): void {
  const ticket = world.tickets.get(article.ticket_id);
  if (ticket === undefined) return;
  world.transaction(article.updated_by_id, (transaction) => {
    world.articles.update(article, {
      preferences: {
        ...article.preferences,
        delivery_status: 'fail',
        delivery_status_message: reason,
        delivery_status_date: transaction.at,
      },
      updated_at: transaction.at,
    });
    for (const { address } of parseMailboxes(article.to)) {
      for (const user of world.users.where('email', address)) {
        world.users.update(user, {
          preferences: {
            ...user.preferences,
            mail_delivery_failed: true,
            mail_delivery_failed_data: transaction.at,
          },
        });
      }
    }
    touchTicket(world, ticket, transaction);
  });
}
