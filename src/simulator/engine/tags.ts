import type { HistoryAuthor } from './history.ts';
import { tellOfTicket } from './history.ts';
import type { TagItem, Ticket } from '../state/records.ts';
import type { World } from '../state/world.ts';

/** The tag of a name, to the letter; made when it is new. */
export const tagItemOf = (world: World, name: string): TagItem =>
  world.tagItems.where('name', name)[0] ?? world.tagItems.insert({ name });

/** Adds a tag; false when the ticket had it. */
export function addTag(world: World, ticket: Ticket, name: string, author: HistoryAuthor): boolean {
  const item = tagItemOf(world, name.trim());
  if (world.tagsOf(ticket.id).includes(item.name)) return false;
  world.tagUses.insert({ item_id: item.id, object: 'Ticket', o_id: ticket.id });
  world.tickets.update(ticket, { updated_at: author.at });
  tellOfTicket(
    world,
    ticket.id,
    { type: 'added', attribute: 'tag', value_from: null, value_to: item.name },
    author,
  );
  return true;
}

export function removeTag(world: World, ticket: Ticket, name: string, author: HistoryAuthor): void {
  const item = tagItemOf(world, name.trim());
  const uses = world.tagUses.where('o_id', ticket.id).filter((use) => use.item_id === item.id);
  for (const use of uses) {
    world.tagUses.remove(use);
    tellOfTicket(
      world,
      ticket.id,
      { type: 'removed', attribute: 'tag', value_from: null, value_to: item.name },
      author,
    );
  }
  world.tickets.update(ticket, { updated_at: author.at });
}
