import { unprocessable } from '../api-error.ts';
import type { Link, Ticket } from '../state/records.ts';
import type { Transaction, World } from '../state/world.ts';
import { insertArticle } from './article-writer.ts';
import { authorOf, tellOfTicket } from './history.ts';
import { changeTicket, touchTicket } from './ticket-writer.ts';

/** Moves the articles of one ticket to another and ends it as merged. */
export function mergeTickets(world: World, source: Ticket, target: Ticket, transaction: Transaction): void {
  if (world.stateTypeName(target.state_id) === 'merged') {
    throw unprocessable('It is not possible to merge into an already merged ticket.');
  }
  if (source === target) throw unprocessable('A ticket cannot be merged into itself.');
  for (const article of world.articlesOf(source.id)) {
    world.articles.update(article, { ticket_id: target.id, updated_at: transaction.at });
  }
  const author = authorOf(transaction);
  tellOfTicket(world, target.id, { type: 'received_merge', id_from: source.id, id_to: target.id }, author);
  tellOfTicket(world, source.id, { type: 'merged_into', id_from: source.id, id_to: target.id }, author);
  moveMentions(world, source, target);
  moveLinks(world, source, target);
  addLink(world, { link_type: 'parent', source_id: target.id, target_id: source.id }, transaction);
  insertArticle(world, source, mergedNote(world), { transaction });
  const merged = world.states.find((state) => world.stateTypeName(state.id) === 'merged');
  changeTicket(world, source, { state_id: merged?.id, owner_id: 1 }, { transaction });
  touchTicket(world, target, transaction);
}

const mergedNote = (world: World) => ({
  type_id: world.articleTypes.find((type) => type.name === 'note')?.id,
  sender_id: world.articleSenders.find((sender) => sender.name === 'Agent')?.id,
  body: 'merged',
});

function moveMentions(world: World, source: Ticket, target: Ticket): void {
  const known = new Set(world.mentions.where('ticket_id', target.id).map((mention) => mention.user_id));
  for (const mention of world.mentions.where('ticket_id', source.id)) {
    if (known.has(mention.user_id)) world.mentions.remove(mention);
    else world.mentions.update(mention, { ticket_id: target.id });
  }
}

function moveLinks(world: World, source: Ticket, target: Ticket): void {
  for (const link of world.links.where('source_id', source.id))
    world.links.update(link, { source_id: target.id });
  for (const link of world.links.where('target_id', source.id))
    world.links.update(link, { target_id: target.id });
  for (const link of world.links.filter((one) => one.source_id === one.target_id)) world.links.remove(link);
}

type LinkEnds = Pick<Link, 'link_type' | 'source_id' | 'target_id'>;

/** Links two tickets; undefined when they are linked so already. */
export function addLink(world: World, ends: LinkEnds, transaction: Transaction): Link | undefined {
  if (findLink(world, ends) !== undefined) return undefined;
  return world.links.insert({ ...ends, created_at: transaction.at, updated_at: transaction.at });
}

export const findLink = (world: World, ends: LinkEnds): Link | undefined =>
  world.links
    .where('source_id', ends.source_id)
    .find((link) => link.target_id === ends.target_id && link.link_type === ends.link_type);

/** Takes a ticket away with everything of it; only a gap in the ids remains. */
export function destroyTicket(world: World, ticket: Ticket): void {
  for (const article of world.articlesOf(ticket.id)) {
    for (const file of world.attachments.where('article_id', article.id)) world.attachments.remove(file);
    world.articles.remove(article);
  }
  for (const entry of world.history.where('ticket_id', ticket.id)) world.history.remove(entry);
  for (const mention of world.mentions.where('ticket_id', ticket.id)) world.mentions.remove(mention);
  for (const time of world.timeAccountings.where('ticket_id', ticket.id)) world.timeAccountings.remove(time);
  for (const use of world.tagUses.where('o_id', ticket.id)) world.tagUses.remove(use);
  for (const link of [
    ...world.links.where('source_id', ticket.id),
    ...world.links.where('target_id', ticket.id),
  ]) {
    if (world.links.has(link)) world.links.remove(link);
  }
  world.tickets.remove(ticket);
}
