import { MS_PER_MINUTE, type Instant } from '../core/calendar/instant.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { FieldChangedFact } from '../core/ticket/fact.ts';
import type { FieldValue, FieldValues } from '../core/ticket/field-value.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { TicketChange } from '../helpdesk/helpdesk.ts';

/** Fields over which people and the service can meet. */
const contestedFields = new Set(['state', 'owner', 'group', 'priority', 'type']);

/** The helpdesk's clock is known to the second; a row of that second before the reading tells nothing false. */
const clockNoiseMs = 2_000;

/** What a write was based on: the contested values as they were read, and the instant just before the reading. */
export interface WriteBasis {
  readonly readAt: Instant;
  readonly expected: FieldValues;
}

/** The contested fields of a change with their values as read: kept with the promise until it is settled. */
export function basisOf(ticket: Ticket, set: FieldValues, readAt: Instant): WriteBasis {
  const fields = Object.keys(set).filter((field) => contestedFields.has(field));
  return {
    readAt,
    expected: Object.fromEntries(fields.map((field) => [field, ticket.fields[field] ?? null])),
  };
}

/**
 * What a person entered between our reading and our writing, and our write then replaced: field → the person's value.
 * It shows in the history: our row came from another value than the one we read, and a person had put it there.
 * A value that somebody changed again since is nobody's loss.
 */
export function findOverwritten(basis: WriteBasis, after: Ticket): FieldValues {
  const lost = Object.entries(basis.expected).flatMap(([field, expected]) => {
    const rows = changesOf(field, after).filter(({ at }) => at >= basis.readAt - clockNoiseMs);
    const ours = rows.findLast(({ actor }) => actor === 'service');
    if (ours === undefined || rows.at(-1) !== ours || ours.from === expected) return [];
    const theirs = rows.findLast(({ actor, to }) => actor === 'agent' && to === ours.from);
    return theirs === undefined ? [] : [[field, theirs.to] as const];
  });
  return Object.fromEntries(lost);
}

/**
 * Fields that do not show what we wrote although no person changed them since: something undid it at once. What private
 * fields hold is not known here.
 */
export function findUndone(
  after: Ticket,
  { set, applicantId }: Pick<TicketChange, 'set' | 'applicantId'>,
  { fields }: Pick<CompiledPack, 'fields'>,
): readonly string[] {
  const isOther = applicantId !== undefined && after.applicant.id !== applicantId;
  const undone = Object.keys(set).filter((field) => {
    // A field that was removed from the helpdesk is an alarm of its own.
    if (fields.get(field)?.private === true || after.fields[field] === undefined) return false;
    if (isSameValue(after.fields[field] ?? null, set[field] ?? null)) return false;
    const last = changesOf(field, after).at(-1);
    return last === undefined || (last.actor !== 'agent' && last.actor !== 'applicant');
  });
  return isOther ? [...undone, 'applicant'] : undone;
}

/** Helpdesks keep date-times to the second or minute. */
function isSameValue(one: FieldValue, other: FieldValue): boolean {
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other) < MS_PER_MINUTE;
  return one === other;
}

function changesOf(field: string, { timeline }: Ticket): readonly FieldChangedFact[] {
  return timeline.filter(
    (fact): fact is FieldChangedFact => fact.kind === 'field-changed' && fact.field === field,
  );
}
