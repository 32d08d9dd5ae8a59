import type { Instant } from '../core/calendar/instant.ts';
import type { Fact } from '../core/ticket/fact.ts';
import type { FieldValues } from '../core/ticket/field-value.ts';
import type { Ticket } from '../core/ticket/ticket.ts';

function byTime(a: Fact, b: Fact): number {
  if (a.kind === 'created' || b.kind === 'created')
    return Number(b.kind === 'created') - Number(a.kind === 'created');
  return a.at - b.at;
}

/**
 * What is known of a ticket after another pull: the later pull's values, and every fact that either of them has.
 * A fact that both have is told by the later one (a letter's delivery becomes known after it was sent).
 * `access-lost` goes when the helpdesk shows the ticket again. A field that the later pull does not see (it was removed
 * from the helpdesk) stands as it was.
 */
export function mergePull(known: Ticket, pulled: Ticket): Ticket {
  const [older, newer] = pulled.updatedAt < known.updatedAt ? [pulled, known] : [known, pulled];
  const told = new Set(newer.timeline.map(({ id }) => id));
  const missing = older.timeline.filter(({ id, kind }) => !told.has(id) && kind !== 'access-lost');
  const { unseenFields = [] } = newer;
  const timeline = newer.timeline.map((fact) => withKnownFields(fact, older, unseenFields));
  return {
    ...newer,
    fields: { ...pick(unseenFields, older.fields), ...newer.fields },
    timeline: [...timeline, ...missing].sort(byTime),
  };
}

function withKnownFields(fact: Fact, older: Ticket, unseenFields: readonly string[]): Fact {
  const known = older.timeline[0];
  if (fact.kind !== 'created' || known?.kind !== 'created' || unseenFields.length === 0) return fact;
  return { ...fact, fields: { ...pick(unseenFields, known.fields), ...fact.fields } };
}

function pick(names: readonly string[], values: FieldValues): FieldValues {
  return Object.fromEntries(names.flatMap((name) => (name in values ? [[name, values[name] ?? null]] : [])));
}

/** The ticket with a last fact that says how it went out of sight. */
export function withGoneFact(ticket: Ticket, how: 'deleted' | 'access-lost', at: Instant): Ticket {
  const gone: Fact = { kind: how, id: `${how}:${at}`, at, actor: 'automation', actorId: null };
  return { ...ticket, timeline: [...ticket.timeline, gone] };
}

/** Since when the ticket has been in the state it is in. */
export function stateSinceAt(ticket: Ticket): Instant {
  const last = ticket.timeline.findLast((fact) => fact.kind === 'field-changed' && fact.field === 'state');
  return last?.at ?? ticket.createdAt;
}
