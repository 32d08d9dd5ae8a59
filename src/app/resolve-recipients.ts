import type { Directory, Person } from '../core/policy/evaluation.ts';
import type { RecipientRole } from '../core/policy/intent.ts';
import type { Instant } from '../core/calendar/instant.ts';
import { findOnDuty } from '../core/policy/find-on-duty.ts';
import type { FieldValues } from '../core/ticket/field-value.ts';

/** Whom a note goes to: people by mention, mailboxes by mail. */
export interface Recipients {
  readonly people: readonly Person[];
  readonly mailboxes: readonly string[];
}

/**
 * Turns roles into people who are there: an owner who is away is stood in for by the group's deputy, a deputy by the
 * lead. On duty is whom the roster names for that instant, else the lead; the deputy where there are no rosters. Named addresses are mailboxes, and the duty mailbox gets what no person can be found for. Everybody once;
 * nobody at all is for the caller to put on record.
 */
export function resolveRecipients(
  roles: readonly RecipientRole[],
  { fields: { group, owner }, at }: { readonly fields: FieldValues; readonly at: Instant },
  directory: Directory,
): Recipients {
  const lead = directory.leads.get(String(group));
  const deputy = directory.deputies.get(String(group));
  const onDuty = findOnDuty(directory, { groupId: String(group), at });
  const chains: Readonly<Record<Extract<RecipientRole, string>, readonly (string | undefined)[]>> = {
    owner: [owner == null ? undefined : String(owner), deputy, lead],
    deputy: [deputy, lead],
    lead: [lead, deputy],
    duty: [
      ...onDuty.map(({ id }) => id),
      ...(directory.rosters === undefined ? [deputy, lead] : [lead, deputy]),
    ],
  };
  const people = roles.flatMap((role) => {
    if (typeof role !== 'string') return [];
    const present = chains[role].map((id) => (id === undefined ? undefined : directory.people.get(id)));
    return present.find((person) => person?.isActive === true && !person.isOutOfOffice) ?? [];
  });
  const named = roles.flatMap((role) =>
    typeof role === 'string' ? [] : (directory.addresses.get(role.address) ?? []),
  );
  const mailboxes =
    people.length + named.length === 0 && directory.dutyAddress !== null ? [directory.dutyAddress] : named;
  return {
    people: [...new Map(people.map((person) => [person.id, person])).values()],
    mailboxes: [...new Set(mailboxes)],
  };
}
