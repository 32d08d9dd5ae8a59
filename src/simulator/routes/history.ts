import { collectAssets, type Assets } from '../http/present.ts';
import { articleModel, ticketModel } from '../models/ticket.ts';
import { userModel } from '../models/user.ts';
import type { HistoryEntry, Ticket } from '../state/records.ts';
import type { Params } from '../state/row.ts';
import type { World } from '../state/world.ts';

/** A ticket's story, oldest first, and the records that it speaks of. */
export function presentHistory(world: World, ticket: Ticket): Params {
  const entries = world.history.where('ticket_id', ticket.id);
  const assets: Assets = {};
  collectAssets(world, ticketModel, ticket, assets);
  for (const entry of entries) {
    const article = entry.object === 'Ticket::Article' ? world.articles.get(entry.o_id) : undefined;
    if (article !== undefined) collectAssets(world, articleModel, article, assets);
    const user = world.users.get(entry.created_by_id);
    if (user !== undefined) collectAssets(world, userModel, user, assets);
  }
  return { history: entries.map(presentEntry), assets };
}

function presentEntry(entry: HistoryEntry): Params {
  const shown: Params = { id: entry.id };
  if (entry.attribute === null) shown['history_attribute_id'] = null;
  shown['sourceable_type'] = entry.source?.type ?? null;
  shown['sourceable_id'] = entry.source?.id ?? null;
  shown['sourceable_name'] = entry.source?.name ?? null;
  shown['o_id'] = entry.o_id;
  if (entry.object === 'Ticket') shown['related_history_object_id'] = null;
  else shown['related_o_id'] = entry.ticket_id;
  for (const key of ['id_to', 'id_from', 'value_from', 'value_to'] as const) {
    if (entry[key] !== undefined) shown[key] = entry[key];
  }
  shown['created_by_id'] = entry.created_by_id;
  shown['created_at'] = entry.created_at;
  shown['object'] = entry.object;
  shown['type'] = entry.type;
  if (entry.attribute !== null) shown['attribute'] = entry.attribute;
  if (entry.object === 'Ticket::Article') shown['related_object'] = 'Ticket';
  return shown;
}
