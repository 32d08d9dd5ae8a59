import type { Params } from '../state/row.ts';

const columns = (...names: string[]): Params => ({
  d: names,
  s: names,
  m: ['number', ...names],
  view_mode_default: 's',
});
const byAge = { by: 'created_at', direction: 'ASC' };
const newestFirst = { by: 'created_at', direction: 'DESC' };
const states = (...ids: number[]): Params => ({ operator: 'is', value: ids });
const mine = { operator: 'is', pre_condition: 'current_user.id' };
const isReached = { operator: 'before (relative)', value: 0, range: 'minute' };
const short = columns('title', 'customer', 'group', 'created_at');
const withOwner = columns('title', 'customer', 'group', 'owner', 'created_at');
const withState = columns('title', 'customer', 'group', 'state', 'owner', 'created_at');
const withEscalation = columns('title', 'customer', 'group', 'owner', 'escalation_at');

const agents = (name: string, link: string, prio: number, rest: Params): Params => ({
  name,
  link,
  prio,
  roles: ['Agent'],
  order: byAge,
  view: short,
  ...rest,
});

/** The overviews that an installation brings. */
export const OVERVIEWS: readonly Params[] = [
  agents('My Assigned Tickets', 'my_assigned', 1000, {
    condition: { 'ticket.state_id': states(1, 2, 3, 6), 'ticket.owner_id': mine },
  }),
  agents('Unassigned & Open Tickets', 'all_unassigned', 1010, {
    condition: {
      'ticket.state_id': states(1, 2, 3),
      'ticket.owner_id': { operator: 'is', pre_condition: 'not_set' },
    },
  }),
  agents('My Pending Reached Tickets', 'my_pending_reached', 1020, {
    condition: { 'ticket.state_id': states(3), 'ticket.owner_id': mine, 'ticket.pending_time': isReached },
  }),
  agents('My Subscribed Tickets', 'my_subscribed_tickets', 1025, {
    condition: { 'ticket.mention_user_ids': { ...mine, value: '', value_completion: '' } },
  }),
  agents('Open Tickets', 'all_open', 1030, {
    condition: { 'ticket.state_id': states(1, 2, 3) },
    view: withState,
  }),
  agents('Pending Reached Tickets', 'all_pending_reached', 1040, {
    condition: { 'ticket.state_id': states(3), 'ticket.pending_time': isReached },
    view: withOwner,
  }),
  agents('Escalated Tickets', 'all_escalated', 1050, {
    condition: { 'ticket.escalation_at': { operator: 'till (relative)', value: '10', range: 'minute' } },
    order: { by: 'escalation_at', direction: 'ASC' },
    view: withEscalation,
  }),
  agents('My Replacement Tickets', 'my_replacement_tickets', 1080, {
    out_of_office: true,
    condition: { 'ticket.state_id': states(1, 2, 3, 6), 'ticket.out_of_office_replacement_id': mine },
    order: newestFirst,
    view: withEscalation,
  }),
  agents('My Tickets', 'my_tickets', 1100, {
    roles: ['Customer'],
    condition: { 'ticket.state_id': states(1, 2, 3, 4, 6), 'ticket.customer_id': mine },
    order: newestFirst,
  }),
  agents('My Organization Tickets', 'my_organization_tickets', 1200, {
    roles: ['Customer'],
    organization_shared: true,
    condition: {
      'ticket.state_id': states(1, 2, 3, 4, 6),
      'ticket.organization_id': { operator: 'is', pre_condition: 'current_user.organization_id' },
    },
    order: newestFirst,
  }),
];
