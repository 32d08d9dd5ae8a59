import { recordNotFound } from '../api-error.ts';
import { assertTicketAccess } from '../engine/access.ts';
import { authorOf } from '../engine/history.ts';
import { addTag, removeTag, tagItemOf } from '../engine/tags.ts';
import { created, ok } from '../http/answer.ts';
import type { Context, Route } from '../http/router.ts';
import type { Ticket } from '../state/records.ts';
import { textOf } from '../state/row.ts';

function taggedTicket({ world, user, params }: Context): Ticket {
  const ticket = world.tickets.get(params['o_id']);
  if (ticket === undefined) throw recordNotFound('Ticket', params['o_id']);
  assertTicketAccess(world, user, ticket, 'change');
  return ticket;
}

const administrators = ['admin.tag'];

export const tagRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/tags',
    handle: ({ world, params }) => ok({ tags: world.tagsOf(Number(params['o_id'])) }),
  },
  {
    method: 'POST',
    path: '/tags/add',
    handle: (context) => {
      const { world, user, params } = context;
      const ticket = taggedTicket(context);
      world.transaction(user.id, (transaction) => {
        addTag(world, ticket, textOf(params['item']), authorOf(transaction));
      });
      return created(true);
    },
  },
  {
    method: 'DELETE',
    path: '/tags/remove',
    handle: (context) => {
      const { world, user, params } = context;
      const ticket = taggedTicket(context);
      world.transaction(user.id, (transaction) => {
        removeTag(world, ticket, textOf(params['item']), authorOf(transaction));
      });
      return ok(true);
    },
  },
  {
    method: 'GET',
    path: '/tag_search',
    handle: ({ world, params }) => {
      const term = textOf(params['term']).toLowerCase();
      const found = world.tagItems.filter((item) => item.name.toLowerCase().includes(term)).slice(0, 10);
      return ok(found.map((item) => ({ id: item.id, value: item.name })));
    },
  },
  {
    method: 'GET',
    path: '/tag_list',
    permissions: administrators,
    handle: ({ world }) =>
      ok(
        world.tagItems
          .all()
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map(({ id, name }) => ({ id, name, count: world.tagUses.where('item_id', id).length })),
      ),
  },
  {
    method: 'POST',
    path: '/tag_list',
    permissions: administrators,
    handle: ({ world, params }) => {
      tagItemOf(world, textOf(params['name']).trim());
      return ok({});
    },
  },
  {
    method: 'PUT',
    path: '/tag_list/:id',
    permissions: administrators,
    handle: ({ world, params }) => {
      const item = world.tagItems.get(params['id']);
      if (item === undefined) throw recordNotFound('Tag::Item', params['id']);
      world.tagItems.update(item, { name: textOf(params['name']).trim() });
      return ok({});
    },
  },
  {
    method: 'DELETE',
    path: '/tag_list/:id',
    permissions: administrators,
    handle: ({ world, params }) => {
      const item = world.tagItems.get(params['id']);
      if (item === undefined) throw recordNotFound('Tag::Item', params['id']);
      for (const use of world.tagUses.where('item_id', item.id)) world.tagUses.remove(use);
      world.tagItems.remove(item);
      return ok({});
    },
  },
];
