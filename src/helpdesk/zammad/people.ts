import { DateTime } from 'luxon';
import type { Person } from '../../core/policy/evaluation.ts';
import type { ServiceIdentity } from '../helpdesk.ts';
import type { Binding } from './binding.ts';
import type { ZammadHttp } from './http/zammad-http.ts';
import { type ZammadRole, ZammadUser } from './schema.ts';

/** A user's own access and that of their roles: Zammad tells only the own one with the user. */
function accessOf(user: ZammadUser, roles: readonly ZammadRole[], groupId: number): readonly string[] {
  const held = roles.filter(({ id, active }) => active && user.role_ids.includes(id));
  const sources = [user.group_ids, ...held.map(({ group_ids }) => group_ids)];
  return [...new Set(sources.flatMap((groups) => groups[groupId] ?? []))].sort();
}

/** Who the token's user is, and what the account may do in the governed groups. */
export function describeIdentity(
  user: ZammadUser,
  { roles, groups }: Binding,
): Omit<ServiceIdentity, 'serverAt' | 'lacks'> {
  const held = roles.filter(({ id, active }) => active && user.role_ids.includes(id));
  const access = [...groups.toPack].map(([id, packId]) => [packId, accessOf(user, roles, id)] as const);
  return {
    userId: String(user.id),
    login: user.login,
    groups: new Map(access.filter(([, rights]) => rights.length > 0)),
    permissions: [...new Set(held.flatMap(({ permissions }) => permissions))].sort(),
  };
}

/** Zammad's dates of absence are local ones, both inclusive. */
function isOutOfOffice(user: ZammadUser, todayOn: string): boolean {
  return (
    user.out_of_office === true &&
    (user.out_of_office_start_at ?? todayOn) <= todayOn &&
    (user.out_of_office_end_at ?? todayOn) >= todayOn
  );
}

function personOf(user: ZammadUser, todayOn: string): Person {
  return {
    id: String(user.id),
    login: user.login,
    email: user.email === '' ? null : (user.email ?? null),
    isActive: user.active,
    isOutOfOffice: isOutOfOffice(user, todayOn),
  };
}

/** Everybody who may work in one of the governed groups, as of an instant in a zone. */
export async function listAgents(
  http: ZammadHttp,
  { roles, groups, agentRoleIds }: Binding,
  now: { readonly at: number; readonly zone: string },
): Promise<readonly Person[]> {
  const roleQuery = [...agentRoleIds].map((id) => `role_ids[]=${id}`).join('&');
  const users = await http.getAll(`users/search?query=*&${roleQuery}&sort_by=id&order_by=asc`, ZammadUser);
  const todayOn = DateTime.fromMillis(now.at, { zone: now.zone }).toISODate() ?? '';
  const isGoverned = (user: ZammadUser): boolean =>
    [...groups.toPack.keys()].some((groupId) => accessOf(user, roles, groupId).length > 0);
  return users.filter(isGoverned).map((user) => personOf(user, todayOn));
}
