import type { Action } from '../regulation/schema/rule.ts';
import type { Fact } from '../ticket/fact.ts';
import type { FieldValue } from '../ticket/field-value.ts';
import { effectIsSettled } from './effect-standing.ts';
import type { Intent } from './intent.ts';
import type { OwedAction } from './owed-action.ts';
import { makeIntent } from './owed-action.ts';
import { resolveValues } from './resolve-values.ts';
import type { Situation } from './situation.ts';

/** The action of a rule that puts back what an act did. */
export type UndoAction = OwedAction<Extract<Action, { undo: unknown }>>;

/**
 * Puts back what an act did, with an explanation, as long as it stands as that act left it. A ticket on which this
 * rule put something back before is not fought over: its lead is told instead. Null when nothing is left to do.
 */
export function undoIntent(situation: Situation, owed: UndoAction): Intent | null {
  const { action, occurrence } = owed;
  if (effectIsSettled(owed.key, situation)) return null;
  const values = resolveValues(action.undo, occurrence, situation);
  const fields = Object.keys(values);
  if (fields.length === 0 || !fields.every((field) => standsAsLeft(field, owed, situation))) return null;
  if (hasUndoneBefore(situation, owed)) return tellLead(situation, owed);
  return makeIntent(situation, owed, {
    class: 'undo',
    set: values,
    expect: Object.fromEntries(fields.map((field) => [field, situation.present.fields[field] ?? null])),
    article: {
      kind: 'note',
      to: action.to ?? ['owner'],
      asksToTell: null,
      textId: action.text,
      data: {},
    },
  });
}

function tellLead(situation: Situation, owed: UndoAction): Intent | null {
  const key = `${owed.key}/lead`;
  if (effectIsSettled(key, situation)) return null;
  const article = {
    kind: 'note',
    to: ['lead'],
    asksToTell: null,
    textId: owed.action.text,
    data: {},
  } as const;
  return makeIntent(situation, { ...owed, key }, { class: 'reminder', article });
}

function standsAsLeft(field: string, { occurrence }: UndoAction, { present }: Situation): boolean {
  const { act } = occurrence;
  if (act === null || !act.facts.some((fact) => sets(field, fact))) return true;
  const left: FieldValue = act.fieldsAfter[field] ?? null;
  return left === (present.fields[field] ?? null);
}

function sets(field: string, fact: Fact): boolean {
  return fact.kind === 'created' || (fact.kind === 'field-changed' && fact.field === field);
}

function hasUndoneBefore({ input, subject, effectMarks }: Situation, { indexed, key }: UndoAction): boolean {
  const prefix = `${subject}/${indexed.rule.id}/`;
  const isEarlier = (other: string): boolean =>
    other.startsWith(prefix) && other !== key && !other.startsWith(`${key}/`);
  for (const [other, { status }] of input.effects) {
    if (isEarlier(other) && status !== 'skipped' && status !== 'refused') return true;
  }
  return [...effectMarks].some(isEarlier);
}
