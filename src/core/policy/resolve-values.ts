import { localDateOf } from '../calendar/local-day.ts';
import { MS_PER_DAY } from '../calendar/instant.ts';
import type { SetValue } from '../regulation/schema/rule.ts';
import type { FieldValue, FieldValues } from '../ticket/field-value.ts';
import { findOnDuty } from './find-on-duty.ts';
import type { IntentClass } from './intent.ts';
import { ruleIndexOf } from './rule-index.ts';
import type { RuleOccurrence } from './rule-occurrence.ts';
import { findClock } from './situation.ts';
import type { Situation } from './situation.ts';

const movingFields = new Set(['group', 'owner', 'state', 'type', 'priority']);

/**
 * What a rule's `set` means for this ticket now. What cannot be said (no lead known, no value before) is left out, and
 * so is what stands there already.
 */
export function resolveValues(
  wanted: Readonly<Record<string, SetValue>>,
  occurrence: RuleOccurrence,
  situation: Situation,
): FieldValues {
  const values: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(wanted)) {
    const resolved = resolveValue(field, value, occurrence, situation);
    if (resolved !== undefined && resolved !== (situation.present.fields[field] ?? null))
      values[field] = resolved;
  }
  return values;
}

/**
 * The value of a field before the act of an occurrence; undefined when that act did not change it. Before registration
 * a field of the pack's own was empty; group, state and priority, which no ticket is without, had no value to go back to.
 */
function previousValue(field: string, { act }: RuleOccurrence, { input }: Situation): FieldValue | undefined {
  const fact = act?.facts.find((each) => each.kind === 'field-changed' && each.field === field);
  if (fact?.kind === 'field-changed') return fact.from;
  const isRegistration = act?.facts.some(({ kind }) => kind === 'created') ?? false;
  return isRegistration && input.pack.fields.has(field) ? null : undefined;
}

/** The class of a change of fields: into a waiting state, of what moves a ticket, or of anything else. */
export function classOfChange(values: FieldValues, { input }: Situation): IntentClass {
  if (input.pack.states.get(String(values['state']))?.kind === 'waiting') return 'hold';
  return Object.keys(values).some((field) => movingFields.has(field)) ? 'move' : 'fields';
}

function resolveValue(
  field: string,
  value: SetValue,
  occurrence: RuleOccurrence,
  situation: Situation,
): FieldValue | undefined {
  if (value === null || typeof value !== 'object') return value;
  if ('due_of' in value) return findClock(situation.clocks, value.due_of)?.dueAt ?? undefined;
  if ('occurrence' in value) return occurrenceValue(field, occurrence, situation);
  if ('person' in value) return personFor(value.person, occurrence, situation);
  if ('applicant' in value) return situation.input.ticket.applicant.group ?? undefined;
  return previousValue(field, occurrence, situation);
}

function occurrenceValue(field: string, { at }: RuleOccurrence, { input }: Situation): FieldValue {
  if (input.pack.fields.get(field)?.kind !== 'date') return at;
  return localDateOf(Math.floor(ruleIndexOf(input.pack).wallClock.localAt(at) / MS_PER_DAY));
}

function personFor(
  person: 'duty' | 'lead' | 'actor',
  { fact }: RuleOccurrence,
  { input, present, now }: Situation,
): string | undefined {
  if (person === 'actor') return fact?.actor === 'agent' ? (fact.actorId ?? undefined) : undefined;
  const groupId = String(present.fields['group']);
  const onDuty = person === 'duty' ? findOnDuty(input.directory, { groupId, at: now })[0] : undefined;
  return onDuty?.id ?? input.directory.leads.get(groupId);
}
