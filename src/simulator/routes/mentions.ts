import { recordNotFound, unprocessable } from '../api-error.ts';
import { assertTicketAccess } from '../engine/access.ts';
import { touchTicket } from '../engine/ticket-writer.ts';
import { created, ok } from '../http/answer.ts';
import type { Context, Route } from '../http/router.ts';
import type { Mention, Ticket, User } from '../state/records.ts';
import type { Params } from '../state/row.ts';
import type { Transaction, World } from '../state/world.ts';

/** Lets a user follow a ticket; twice is once. */
export function subscribe(
  world: World,
  ticket: Ticket,
  user: User | undefined,
  transaction: Transaction,
): void {
  if (user === undefined) throw recordNotFound('User', null);
  if (world.mentions.where('ticket_id', ticket.id).some((mention) => mention.user_id === user.id)) return;
  world.mentions.insert({
    ticket_id: ticket.id,
    user_id: user.id,
    created_by_id: transaction.userId,
    updated_by_id: transaction.userId,
    created_at: transaction.at,
    updated_at: transaction.at,
  });
  touchTicket(world, ticket, transaction);
}

function mentionedTicket({ world, user, params }: Context): Ticket {
  if (params['mentionable_type'] !== 'Ticket') {
    throw unprocessable("The parameter 'mentionable_type' is invalid.");
  }
  const ticket = world.tickets.get(params['mentionable_id']);
  if (ticket === undefined) throw recordNotFound('Ticket', params['mentionable_id']);
  assertTicketAccess(world, user, ticket, 'read');
  return ticket;
}

const shown = ({ ticket_id, ...mention }: Mention): Params => ({
  ...mention,
  mentionable_type: 'Ticket',
  mentionable_id: ticket_id,
});

export const mentionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/mentions',
    handle: (context) => {
      const ticket = mentionedTicket(context);
      return ok({ mentions: context.world.mentions.where('ticket_id', ticket.id).map(shown) });
    },
  },
  {
    method: 'POST',
    path: '/mentions',
    handle: (context) => {
      const { world, user } = context;
      const ticket = mentionedTicket(context);
      world.transaction(user.id, (transaction) => {
        subscribe(world, ticket, user, transaction);
      });
      return created(true);
    },
  },
  {
    method: 'DELETE',
    path: '/mentions/:id',
    handle: ({ world, user, params }) => {
      const mention = world.mentions.get(params['id']);
      const ticket = world.tickets.get(mention?.ticket_id);
      if (mention?.user_id === user.id && ticket !== undefined) {
        world.transaction(user.id, (transaction) => {
          world.mentions.remove(mention);
          touchTicket(world, ticket, transaction);
        });
      }
      return ok(true);
    },
  },
];
