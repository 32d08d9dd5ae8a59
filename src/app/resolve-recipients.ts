import type { Directory, Person } from '../core/policy/evaluation.ts';
import type { RecipientRole } from '../core/policy/intent.ts';
import type { FieldValues } from '../core/ticket/field-value.ts';

/**
 * Turns roles into people who are there: an owner who is away is stood in for by the group's deputy, a deputy by the
 * lead. Everybody once; nobody for a role that no person fills (the caller puts that on record).
 */
export function resolveRecipients(
  roles: readonly RecipientRole[],
  { group, owner }: FieldValues,
  directory: Directory,
): readonly Person[] {
  const chainOf = (role: RecipientRole): readonly (string | undefined)[] => {
    const lead = directory.leads.get(String(group));
    const deputy = directory.deputies.get(String(group));
    if (role === 'owner') return [owner == null ? undefined : String(owner), deputy, lead];
    if (role === 'deputy') return [deputy, lead];
    if (role === 'lead') return [lead, deputy];
    return role === 'duty' ? [deputy, lead] : [];
  };
  const found = roles.flatMap((role) => {
    const present = chainOf(role).map((id) => (id === undefined ? undefined : directory.people.get(id)));
    return present.find((person) => person?.isActive === true && !person.isOutOfOffice) ?? [];
  });
  return [...new Map(found.map((person) => [person.id, person])).values()];
}
