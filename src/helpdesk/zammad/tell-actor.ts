import type { ActorKind } from '../../core/ticket/fact.ts';
import type { Binding } from './binding.ts';
import type { ZammadUser } from './schema.ts';

/** Triggers, schedulers and the mail robot write as this user. */
const SYSTEM_USER = 1;

/** Who wrote a line of the history or an article. */
export interface Authorship {
  readonly userId: number;
  /** A trigger's or scheduler's doing. */
  readonly isAutomated: boolean;
}

/** What is known of the people around one ticket. */
export interface Surroundings {
  readonly binding: Binding;
  /** Our own account's id. */
  readonly serviceUserId: number;
  readonly customerId: number;
  readonly users: Readonly<Record<string, ZammadUser>>;
}

function hasRole(user: ZammadUser | undefined, roleIds: ReadonlySet<number>): boolean {
  return user?.role_ids.some((id) => roleIds.has(id)) ?? false;
}

/** What kind of actor an author is. A former account of ours is known by its role; nobody else's roles are a secret. */
export function tellActor({ userId, isAutomated }: Authorship, around: Surroundings): ActorKind {
  const { binding, serviceUserId, customerId, users } = around;
  const user = users[userId];
  if (isAutomated || userId === SYSTEM_USER) return 'automation';
  if (userId === serviceUserId || hasRole(user, binding.serviceRoleIds)) return 'service';
  if (hasRole(user, binding.agentRoleIds)) return 'agent';
  // Whom Zammad does not tell us about is no customer of the ticket, so it is one of those who work there.
  return user === undefined && userId !== customerId ? 'agent' : 'applicant';
}
