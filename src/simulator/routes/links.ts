import { ApiError, recordNotFound } from '../api-error.ts';
import { assertTicketAccess } from '../engine/access.ts';
import { addLink, findLink } from '../engine/merge.ts';
import { touchTicket } from '../engine/ticket-writer.ts';
import { created, ok, type Answer } from '../http/answer.ts';
import { collectAssets, type Assets } from '../http/present.ts';
import type { Context, Route } from '../http/router.ts';
import { ticketModel } from '../models/ticket.ts';
import type { Link, Ticket } from '../state/records.ts';
import { textOf, type Params } from '../state/row.ts';
import type { World } from '../state/world.ts';

const OPPOSITE = { normal: 'normal', parent: 'child', child: 'parent' } as const;
const TYPE_IDS = { normal: 1, child: 2, parent: 3 } as const;

/** What the others are to a ticket. */
export function linksOf(world: World, ticketId: number): Params[] {
  const shown = (link_type: string, id: number): Params => ({
    link_type,
    link_object: 'Ticket',
    link_object_value: id,
  });
  return [
    ...world.links
      .where('source_id', ticketId)
      .map((link) => shown(OPPOSITE[link.link_type], link.target_id)),
    ...world.links.where('target_id', ticketId).map((link) => shown(link.link_type, link.source_id)),
  ];
}

function endsOf({ world, user, params }: Context, source: Ticket | undefined) {
  const target = world.tickets.get(params['link_object_target_value']);
  if (target === undefined) throw recordNotFound('Ticket', params['link_object_target_value']);
  if (source === undefined) {
    throw new ApiError(404, `Couldn't find Ticket with [WHERE "tickets"."number" = $1]`);
  }
  assertTicketAccess(world, user, target, 'change');
  const type = textOf(params['link_type']);
  const link_type: Link['link_type'] = type === 'child' || type === 'parent' ? type : 'normal';
  return { source, target, ends: { link_type, source_id: source.id, target_id: target.id } };
}

function add(context: Context): Answer {
  const { world, user, params } = context;
  const number = textOf(params['link_object_source_number']);
  const { source, target, ends } = endsOf(context, world.tickets.where('number', number)[0]);
  const link = world.transaction(user.id, (transaction) => {
    const made = addLink(world, ends, transaction);
    if (made !== undefined) for (const ticket of [source, target]) touchTicket(world, ticket, transaction);
    return made;
  });
  return created({
    id: link?.id ?? null,
    link_type_id: TYPE_IDS[ends.link_type],
    link_object_source_id: 1,
    link_object_source_value: ends.source_id,
    link_object_target_id: 1,
    link_object_target_value: ends.target_id,
    created_at: link?.created_at ?? null,
    updated_at: link?.updated_at ?? null,
  });
}

function remove(context: Context): Answer {
  const { world, user, params } = context;
  const { source, target, ends } = endsOf(context, world.tickets.get(params['link_object_source_value']));
  world.transaction(user.id, (transaction) => {
    const link = findLink(world, ends);
    if (link === undefined) return;
    world.links.remove(link);
    for (const ticket of [source, target]) touchTicket(world, ticket, transaction);
  });
  return created([]);
}

export const linkRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/links',
    handle: ({ world, params }) => {
      const links = linksOf(world, Number(params['link_object_value']));
      const assets: Assets = {};
      for (const link of links) {
        const ticket = world.tickets.get(link['link_object_value']);
        if (ticket !== undefined) collectAssets(world, ticketModel, ticket, assets);
      }
      return ok({ links, assets });
    },
  },
  { method: 'POST', path: '/links/add', handle: add },
  { method: 'DELETE', path: '/links/remove', handle: remove },
];
