import type { ApiError } from '../api-error.ts';
import { forbidden, unprocessable } from '../api-error.ts';
import type { Article, Ticket, User } from '../state/records.ts';
import type { World } from '../state/world.ts';

/** Whether a list of permissions holds one of the wanted; `admin` holds `admin.sla`, and `admin.*` asks for any of its parts. */
export function holdsPermission(held: readonly string[], wanted: readonly string[]): boolean {
  return wanted.some((want) => {
    if (want.endsWith('.*')) {
      const root = want.slice(0, -2);
      return held.some((have) => have === root || have.startsWith(`${root}.`));
    }
    return held.some((have) => have === want || want.startsWith(`${have}.`));
  });
}

/** The names of the permissions that a user's active roles give. */
export function permissionsOf(world: World, user: User): string[] {
  const names = new Set<string>();
  for (const roleId of user.role_ids) {
    const role = world.roles.get(roleId);
    if (role?.active !== true) continue;
    for (const id of role.permission_ids) {
      const permission = world.permissions.get(id);
      if (permission !== undefined) names.add(permission.name);
    }
  }
  return [...names];
}

export const hasPermission = (world: World, user: User, ...wanted: string[]): boolean =>
  holdsPermission(permissionsOf(world, user), wanted);

export const isAgent = (world: World, user: User): boolean => hasPermission(world, user, 'ticket.agent');

/** Whether a user has one of the accesses to an active group, by themselves or by a role; full includes the others. */
export function hasGroupAccess(world: World, user: User, groupId: number, ...accesses: string[]): boolean {
  if (!user.active || world.groups.get(groupId)?.active !== true || !isAgent(world, user)) return false;
  const key = String(groupId);
  const allows = (held: readonly string[] | undefined): boolean =>
    held !== undefined && (held.includes('full') || accesses.some((access) => held.includes(access)));
  if (allows(user.group_ids[key])) return true;
  return user.role_ids.some((id) => {
    const role = world.roles.get(id);
    return role?.active === true && allows(role.group_ids[key]);
  });
}

/** The groups where an agent has one of the accesses. */
export function groupsWithAccess(world: World, user: User, ...accesses: string[]): Set<number> {
  return new Set(
    world.groups
      .filter((group) => hasGroupAccess(world, user, group.id, ...accesses))
      .map((group) => group.id),
  );
}

/** A filter for the tickets that a user may read: those of their groups, and their own and their organization's. */
export function readableTickets(world: World, user: User): (ticket: Ticket) => boolean {
  const groups = groupsWithAccess(world, user, 'read');
  const isCustomer = hasPermission(world, user, 'ticket.customer');
  return (ticket) => groups.has(ticket.group_id) || (isCustomer && isOwnTicket(world, user, ticket));
}

function isOwnTicket(world: World, user: User, ticket: Ticket): boolean {
  if (ticket.customer_id === user.id) return true;
  if (ticket.organization_id === null || ticket.organization_id !== user.organization_id) return false;
  return world.organizations.get(ticket.organization_id)?.['shared'] === true;
}

export type TicketAccess = 'read' | 'create' | 'change' | 'full';

/** Whether a user may do something with a ticket, as agent of its group or as its customer. */
export function mayAccessTicket(world: World, user: User, ticket: Ticket, access: TicketAccess): boolean {
  if (hasGroupAccess(world, user, ticket.group_id, access)) return true;
  return hasPermission(world, user, 'ticket.customer') && isOwnTicket(world, user, ticket);
}

export function assertTicketAccess(world: World, user: User, ticket: Ticket, access: TicketAccess): void {
  if (!mayAccessTicket(world, user, ticket, access)) throw forbidden();
}

/** An update; a closed ticket is open to its customer only as far as the group's rule on follow-ups goes. */
export function assertMayFollowUp(world: World, user: User, ticket: Ticket): void {
  const isClosed = world.stateTypeName(ticket.state_id) === 'closed';
  if (
    isClosed &&
    !hasGroupAccess(world, user, ticket.group_id, 'change') &&
    !isFollowUpPossible(world, ticket)
  ) {
    throw unprocessable('Cannot follow-up on a closed ticket. Please create a new ticket.');
  }
  assertTicketAccess(world, user, ticket, 'change');
}

const DAY_MS = 86_400_000;

/** Whether the group lets a closed ticket be taken up again. */
export function isFollowUpPossible(world: World, ticket: Ticket): boolean {
  const group = world.groups.get(ticket.group_id);
  if (group?.follow_up_possible === 'yes') return true;
  if (group?.follow_up_possible !== 'new_ticket_after_certain_time') return false;
  const closedMs = Date.parse(ticket.last_close_at ?? ticket.close_at ?? '');
  return world.clock.now() - closedMs <= (group.reopen_time_in_days ?? 0) * DAY_MS;
}

export function assertMayDeleteTicket(world: World, user: User, ticket: Ticket): void {
  if (hasPermission(world, user, 'admin')) return;
  if (!hasGroupAccess(world, user, ticket.group_id, 'delete')) throw forbidden();
  throw forbidden('Not authorized (admin permission required)!');
}

/** Internal articles are for agents who may read the ticket. */
export function mayReadArticle(world: World, user: User, ticket: Ticket, article: Article): boolean {
  if (article.internal && !hasGroupAccess(world, user, ticket.group_id, 'read')) return false;
  return mayAccessTicket(world, user, ticket, 'read');
}

const DELETABLE_FOR_MS = 600_000;

/** Whether articles of the type count as talking to the customer. */
export const isCommunicationType = (typeName: string): boolean => typeName !== 'note';

export function assertMayDeleteArticle(world: World, user: User, ticket: Ticket, article: Article): void {
  const refuse = (why: string): ApiError => forbidden(`Not authorized (${why})!`);
  if (!mayReadArticle(world, user, ticket, article)) throw forbidden();
  if (!isAgent(world, user)) throw refuse('agent permission required');
  if (article.created_by_id !== user.id) throw refuse('you can only delete your own notes');
  if (isCommunicationType(world.articleTypeName(article)) && !article.internal) {
    throw refuse('communication articles cannot be deleted');
  }
  if (world.clock.now() - Date.parse(article.created_at) >= DELETABLE_FOR_MS) {
    throw refuse('note is too old to be deleted');
  }
}
