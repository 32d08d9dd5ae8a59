import type { FieldChangedFact } from '../core/ticket/fact.ts';
import type { FieldValues } from '../core/ticket/field-value.ts';
import type { Ticket } from '../core/ticket/ticket.ts';

/** Fields over which people and the service can meet. */
const contested = new Set(['state', 'owner', 'group', 'priority', 'type']);

/**
 * What a person entered between our reading (`before`) and our writing, and our write then replaced: field → the
 * person's value. Read from the history after the write.
 */
export function findOverwritten(before: Ticket, after: Ticket, set: FieldValues): FieldValues {
  const known = new Set(before.timeline.map(({ id }) => id));
  const fresh = after.timeline.filter(
    (fact): fact is FieldChangedFact => fact.kind === 'field-changed' && !known.has(fact.id),
  );
  const lost = Object.keys(set)
    .filter((field) => contested.has(field))
    .flatMap((field) => {
      const changes = fresh.filter((fact) => fact.field === field);
      const ours = changes.findIndex(({ actor }) => actor === 'service');
      const theirs = changes.slice(0, Math.max(0, ours)).findLast(({ actor }) => actor === 'agent');
      return theirs === undefined ? [] : [[field, theirs.to] as const];
    });
  return Object.fromEntries(lost);
}

/** Fields that do not show what we wrote: a trigger or somebody undid it at once. */
export function findUndone(after: Ticket, set: FieldValues): readonly string[] {
  return Object.keys(set).filter((field) => after.fields[field] !== set[field]);
}
