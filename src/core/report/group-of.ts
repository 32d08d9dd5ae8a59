import type { FieldValue } from '../ticket/field-value.ts';
import type { Fact } from '../ticket/fact.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import { fieldLabel, optionIds, optionLabel } from './field-cell.ts';
import type { ReportContext } from './report-context.ts';

/** What a breakdown by people is called, beside the fields. */
const PERSON = 'person';
/** The field whose value says who had a ticket. */
const LINE = 'group';

/** Whom or what something is counted for: a user id or a value of a field; null for nobody and nothing. */
export type Group = string | null;

/**
 * The group that an act counts for. By person: the agent who did it, or whoever was responsible where no agent did.
 * By line: the one that had the ticket right before the act, since a ticket is handed over by the line that had it; at
 * registration the one it was registered with. By any other field: what the ticket came to be about in the end.
 */
export function groupOfAct(
  groupBy: string,
  { act, fact, history }: { readonly act: Act; readonly fact: Fact; readonly history: TicketHistory },
): Group {
  const fields = act.index === 0 ? act.fieldsAfter : act.fieldsBefore;
  if (groupBy === LINE) return groupOfValue(fields[LINE]);
  if (groupBy !== PERSON) return groupOfValue(history.acts.at(-1)?.fieldsAfter[groupBy]);
  return fact.actor === 'agent' && fact.actorId !== null ? fact.actorId : groupOfValue(fields['owner']);
}

/** The group of a ticket as it stands after an act: by person, whoever is responsible. */
export function groupAfter(groupBy: string, { fieldsAfter }: Act): Group {
  return groupOfValue(fieldsAfter[groupBy === PERSON ? 'owner' : groupBy]);
}

/** What the groups of a breakdown are called together. */
export function groupHead(groupBy: string, context: ReportContext): string {
  return groupBy === PERSON ? context.words.person : fieldLabel(context, groupBy);
}

/** What one group is called. */
export function groupLabel(groupBy: string, group: Group, context: ReportContext): string {
  const { words, people } = context;
  if (group === null) return groupBy === PERSON ? words.nobody : words.none;
  return groupBy === PERSON ? (people.get(group) ?? group) : (optionLabel(context, groupBy, group) ?? group);
}

/** What a group is remembered by: a person by id, never by name. */
export function keyOfGroup(group: Group): string {
  return group ?? '-';
}

/** Every group to show: the field's own options also where nothing counts for them, then what else occurs, null last. */
export function orderGroups(
  groupBy: string,
  found: Iterable<Group>,
  context: ReportContext,
): readonly Group[] {
  const own = groupBy === PERSON ? [] : optionIds(context, groupBy);
  const all = new Set(found);
  const others = [...all].filter((group): group is string => group !== null && !own.includes(group));
  const collator = new Intl.Collator(context.language, { numeric: true });
  others.sort((one, other) =>
    collator.compare(groupLabel(groupBy, one, context), groupLabel(groupBy, other, context)),
  );
  return [...own, ...others, ...(all.has(null) ? [null] : [])];
}

function groupOfValue(value: FieldValue | undefined): Group {
  return value === undefined || value === null || value === '' ? null : String(value);
}
