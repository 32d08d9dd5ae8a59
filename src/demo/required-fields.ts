import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { Field } from '../core/regulation/schema/catalog.ts';
import type { FormRule } from '../core/regulation/schema/helpdesk.ts';
import type { FieldValue, FieldValues } from '../core/ticket/field-value.ts';
import { momentAt, readHistory } from '../core/ticket/history.ts';
import { holds } from '../core/ticket/holds.ts';
import { hasValue, matchesValue } from '../core/ticket/matches-value.ts';
import { ticketId } from '../core/ticket/ticket-id.ts';

/** Chooses a value for a field; `allowed` are the options that a form leaves, null when it restricts none. */
export type ChooseValue = (
  field: Pick<Field, 'id' | 'kind' | 'options'>,
  allowed: readonly string[] | null,
) => FieldValue;

/** A form may ask for a field that makes another form ask; no pack needs more rounds than this. */
const mostRounds = 6;

/**
 * What somebody who saves a form must enter beside what they wanted to: every field that the pack's forms require in
 * the ticket's new condition, with a value that they allow.
 */
export function completeChange(
  before: FieldValues,
  set: FieldValues,
  { pack, choose }: { readonly pack: CompiledPack; readonly choose: ChooseValue },
): FieldValues {
  let completed = set;
  for (let round = 0; round < mostRounds; round += 1) {
    const after = { ...before, ...completed };
    const forms = pack.helpdesk.forms.filter((form) => form.enforce && isShown(form, before, after, pack));
    const allowed = restrictionsOf(forms);
    const added: Record<string, FieldValue> = {};
    for (const id of new Set([...forms.flatMap(({ require }) => require), ...allowed.keys()])) {
      const isRequired = forms.some(({ require }) => require.includes(id));
      const options = allowed.get(id) ?? null;
      const value = after[id];
      const isFit = hasValue(value) ? (options?.includes(String(value)) ?? true) : !isRequired;
      const field = pack.fields.get(id);
      if (!isFit && field !== undefined) added[id] = choose({ ...field, id }, options);
    }
    if (Object.keys(added).length === 0) break;
    completed = { ...completed, ...added };
  }
  return completed;
}

function isShown(form: FormRule, before: FieldValues, after: FieldValues, pack: CompiledPack): boolean {
  const isJustChosen = Object.entries(form.on_change ?? {}).every(
    ([field, match]) => matchesValue(match, after[field]) && !matchesValue(match, before[field]),
  );
  return isJustChosen && (form.when === undefined || holds(form.when, standing(after, pack)));
}

/** A ticket that stands like this, for conditions to be asked of. */
function standing(fields: FieldValues, pack: CompiledPack) {
  const ticket = {
    id: ticketId('0'),
    number: '0',
    createdAt: 0,
    updatedAt: 0,
    applicant: { id: '0', hasEmail: true, group: null },
    fields,
    timeline: [{ kind: 'created', id: 'created', at: 0, actor: 'agent', actorId: null, fields } as const],
  };
  return momentAt(readHistory(ticket, pack, 0), 0);
}

function restrictionsOf(forms: readonly FormRule[]): ReadonlyMap<string, readonly string[]> {
  const allowed = new Map<string, readonly string[]>();
  for (const [field, values] of forms.flatMap(({ restrict }) => Object.entries(restrict))) {
    const known = allowed.get(field);
    allowed.set(field, known === undefined ? values : known.filter((value) => values.includes(value)));
  }
  return allowed;
}
