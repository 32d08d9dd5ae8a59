import type { Action } from '../regulation/schema/rule.ts';
import { effectIsSettled } from './effect-standing.ts';
import type { Intent } from './intent.ts';
import type { OwedAction } from './owed-action.ts';
import { makeIntent } from './owed-action.ts';
import { classOfChange, resolveValues } from './resolve-values.ts';
import type { Situation } from './situation.ts';

/** A note to people of the desk, with fields where the rule sets some. */
export function notifyIntent(
  situation: Situation,
  owed: OwedAction<Extract<Action, { notify: unknown }>>,
): Intent | null {
  if (effectIsSettled(owed.key, situation)) return null;
  const { notify, text, set, document } = owed.action;
  const values = resolveValues(set ?? {}, owed.occurrence, situation);
  const change = classOfChange(values, situation);
  return makeIntent(situation, owed, {
    class: change === 'fields' ? 'reminder' : change,
    set: values,
    article: {
      kind: 'note',
      to: notify,
      asksToTell: null,
      ...(document === undefined ? {} : { documentId: document }),
      textId: text,
      data: {},
    },
  });
}

/** A change of fields without a message; null when they stand like that already. */
export function setIntent(
  situation: Situation,
  owed: OwedAction<Extract<Action, { set: unknown }>>,
): Intent | null {
  if (effectIsSettled(owed.key, situation)) return null;
  const values = resolveValues(owed.action.set, owed.occurrence, situation);
  const fields = Object.keys(values);
  if (fields.length === 0) return null;
  return makeIntent(situation, owed, {
    class: classOfChange(values, situation),
    set: values,
    expect: Object.fromEntries(fields.map((field) => [field, situation.present.fields[field] ?? null])),
  });
}

/** A letter to a named mailbox of the pack, with fields where the rule sets some. */
export function mailIntent(
  situation: Situation,
  owed: OwedAction<Extract<Action, { mail: string }>>,
): Intent | null {
  if (effectIsSettled(owed.key, situation)) return null;
  const { mail, text, set } = owed.action;
  return makeIntent(situation, owed, {
    class: 'mail',
    set: resolveValues(set ?? {}, owed.occurrence, situation),
    mail: { to: mail, textId: text, data: {} },
  });
}

/** The reading of a machine's letter, with a note that says what came of it; what it brings is known when it is read. */
export function takeInIntent(
  situation: Situation,
  owed: OwedAction<Extract<Action, { take_in: string }>>,
): Intent | null {
  if (effectIsSettled(owed.key, situation)) return null;
  const { take_in: takesIn, text, to = ['owner', 'lead'], set } = owed.action;
  return makeIntent(situation, owed, {
    class: 'move',
    set: resolveValues(set ?? {}, owed.occurrence, situation),
    article: { kind: 'note', to, asksToTell: null, takesIn, textId: text, data: {} },
  });
}
