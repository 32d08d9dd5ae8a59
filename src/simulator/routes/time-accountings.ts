import { recordNotFound, unprocessable } from '../api-error.ts';
import { assertTicketAccess } from '../engine/access.ts';
import { castFloat } from '../engine/cast.ts';
import { accountTime, decimalText, sumUp } from '../engine/time-accounting.ts';
import { created, ok } from '../http/answer.ts';
import type { Context, Route } from '../http/router.ts';
import type { Ticket, TimeAccounting } from '../state/records.ts';
import { isBlank, type Params } from '../state/row.ts';
import { findTicket } from './tickets.ts';

const shown = ({ time_unit, ...entry }: TimeAccounting): Params => ({
  ...entry,
  time_unit: decimalText(time_unit),
});

function accountedTicket(context: Context): Ticket {
  const ticket = findTicket(context, context.params['ticket_id']);
  assertTicketAccess(context.world, context.user, ticket, 'change');
  return ticket;
}

export const timeAccountingRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/tickets/:ticket_id/time_accountings',
    handle: (context) => {
      const ticket = accountedTicket(context);
      return ok(context.world.timeAccountings.where('ticket_id', ticket.id).map(shown));
    },
  },
  {
    method: 'POST',
    path: '/tickets/:ticket_id/time_accountings',
    handle: (context) => {
      const { world, user, params } = context;
      const ticket = accountedTicket(context);
      if (isBlank(params['time_unit'])) throw unprocessable("Time unit can't be blank");
      const entry = world.transaction(user.id, (transaction) =>
        accountTime(world, ticket, {
          time_unit: castFloat(params['time_unit']) ?? 0,
          articleId: null,
          transaction,
        }),
      );
      return created(shown(entry));
    },
  },
  {
    method: 'DELETE',
    path: '/tickets/:ticket_id/time_accountings/:id',
    handle: (context) => {
      const { world, user, params } = context;
      const ticket = accountedTicket(context);
      const entry = world.timeAccountings.get(params['id']);
      if (entry?.ticket_id !== ticket.id) throw recordNotFound('Ticket::TimeAccounting', params['id']);
      world.transaction(user.id, (transaction) => {
        world.timeAccountings.remove(entry);
        sumUp(world, ticket, transaction);
      });
      return ok({});
    },
  },
];
