import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Fact } from './fact.ts';
import type { FieldValue, FieldValues } from './field-value.ts';
import type { Ticket } from './ticket.ts';

/** What stands where something was entered: conditions that ask no more than that go on holding. */
const erased = '•';

const wordless = new Set(['select', 'date', 'datetime', 'integer', 'boolean']);
const known = new Set(['type', 'priority', 'group', 'state', 'owner']);

/**
 * The ticket without anything that tells who asked: their id, what was typed into text fields, names of files (their
 * endings stay). Tickets of one person cannot be told to be so any more. When things happened and how it was classified stay, and so do all clocks and counts.
 */
export function erasePersonal(ticket: Ticket, { catalog }: CompiledPack): Ticket {
  const kept = new Set([
    ...known,
    ...catalog.fields.filter(({ kind }) => wordless.has(kind)).map(({ id }) => id),
  ]);
  return {
    ...ticket,
    applicant: { ...ticket.applicant, id: `erased-${ticket.id}`, hasEmail: false },
    fields: eraseFields(ticket.fields, kept),
    timeline: ticket.timeline.map((fact) => eraseFact(fact, kept)),
  };
}

function eraseFact(fact: Fact, kept: ReadonlySet<string>): Fact {
  const known = fact.actor === 'applicant' ? { ...fact, actorId: null } : fact;
  switch (known.kind) {
    case 'created':
      return { ...known, fields: eraseFields(known.fields, kept) };
    case 'field-changed':
      return kept.has(known.field)
        ? known
        : { ...known, from: eraseValue(known.from), to: eraseValue(known.to) };
    case 'article':
      return { ...known, attachmentNames: known.attachmentNames.map(eraseName) };
    default:
      return known;
  }
}

function eraseFields(fields: FieldValues, kept: ReadonlySet<string>): FieldValues {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, kept.has(field) ? value : eraseValue(value)]),
  );
}

function eraseValue(value: FieldValue): FieldValue {
  return typeof value === 'string' && value !== '' ? erased : value;
}

function eraseName(name: string): string {
  const ending = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0] ?? '';
  return `${erased}${ending}`;
}
