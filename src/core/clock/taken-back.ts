import type { Fact, FieldChangedFact } from '../ticket/fact.ts';
import { findUndone } from '../ticket/find-undone.ts';
import { readHistory } from '../ticket/history.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';

/**
 * The history as clocks read it: what a rule took back is read as if the act had done what the rule put in its place,
 * and the putting back as nothing. So a closing that the regulation does not admit stops no clock, and no term
 * depends on how soon it was noticed. The very same history where nothing was taken back.
 */
export function withoutTakenBack(history: TicketHistory): TicketHistory {
  const instead = findReplaced(history);
  if (instead.size === 0) return history;
  const { ticket, pack, now, clockStateAt } = history;
  const timeline = ticket.timeline.flatMap((fact) => instead.get(fact) ?? [fact]);
  return readHistory({ ...ticket, timeline }, pack, now, clockStateAt);
}

/** What stands in the place of which fact. */
type Replaced = Map<Fact, readonly Fact[]>;

function findReplaced(history: TicketHistory): Replaced {
  const replaced: Replaced = new Map();
  for (const act of history.acts) {
    // Most messages change no field.
    if (act.fieldsAfter === act.fieldsBefore) continue;
    for (const fact of act.facts) {
      if (fact.kind === 'article' && fact.effectKey !== null)
        takeBack(fact.effectKey, act, history, replaced);
    }
  }
  return replaced;
}

/** Adds what one effect took back, by the request that carried its key. */
function takeBack(effectKey: string, by: Act, history: TicketHistory, replaced: Replaced): void {
  const undone = findUndone(effectKey, history);
  if (undone === null) return;
  for (const back of by.facts) {
    if (back.kind !== 'field-changed' || !undone.fields.has(back.field)) continue;
    if (replaceIn(undone.act, back, replaced)) replaced.set(back, []);
  }
}

/** Lets an act do what was put back; false where it did not leave the field as that was found. */
function replaceIn({ facts, fieldsAfter }: Act, back: FieldChangedFact, replaced: Replaced): boolean {
  const taken = facts.find((fact) => left(fact, back));
  if (taken !== undefined) {
    replaced.set(
      taken,
      (replaced.get(taken) ?? [taken]).map((fact) => withValue(fact, back)),
    );
    return true;
  }
  const last = facts.at(-1);
  if (last === undefined || (fieldsAfter[back.field] ?? null) !== back.from) return false;
  // The value had stood there before; by this act it became one that the regulation does not admit.
  const { at, actor, actorId } = last;
  replaced.set(last, [...(replaced.get(last) ?? [last]), { ...back, at, actor, actorId }]);
  return true;
}

/** Whether a fact gave the field the value that was put back. */
function left(fact: Fact, { field, from }: FieldChangedFact): boolean {
  if (fact.kind === 'created') return (fact.fields[field] ?? null) === from;
  return fact.kind === 'field-changed' && fact.field === field && fact.to === from;
}

function withValue(fact: Fact, { field, to }: FieldChangedFact): Fact {
  if (fact.kind === 'created') return { ...fact, fields: { ...fact.fields, [field]: to } };
  return fact.kind === 'field-changed' && fact.field === field ? { ...fact, to } : fact;
}
