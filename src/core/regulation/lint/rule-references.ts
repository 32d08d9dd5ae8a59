import type { Action, Intake, Notice, Occasion, Rule, SetValue } from '../schema/rule.ts';
import { conditionReferences, eventReferences } from './condition-references.ts';
import type { PathOf } from './lint-context.ts';
import { keysOf, namesIn } from './reference.ts';
import type { Reference } from './reference.ts';

/** Everything that a rule names. */
export function* ruleReferences(rule: Rule, pathOf: PathOf): Generator<Reference> {
  yield* occasionReferences(rule.on, pathOf);
  if (rule.when !== undefined) yield* conditionReferences(rule.when, pathOf);
  for (const action of rule.do) yield* actionReferences(action, pathOf);
}

/** Everything that a notice names. */
export function* noticeReferences(
  notice: Notice,
  channelField: string | undefined,
  pathOf: PathOf,
): Generator<Reference> {
  const path = pathOf(notice);
  yield { kind: 'text', name: notice.text, path: [...path, 'text'] };
  if (notice.call_text !== undefined) {
    yield { kind: 'text', name: notice.call_text, path: [...path, 'call_text'] };
  }
  if (notice.call_text !== undefined) {
    yield { kind: 'text', name: notice.call_text, path: [...path, 'call_text'] };
  }
  yield* namesIn('notice', notice.covers, pathOf);
  if (notice.oral_tick !== undefined) {
    yield { kind: 'field', name: notice.oral_tick, path: [...path, 'oral_tick'] };
  }
  for (const channel of Object.keys(notice.by_channel)) {
    const place = [...pathOf(notice.by_channel), channel];
    yield { kind: 'value', field: channelField ?? 'channel', value: channel, path: place };
  }
}

/** Everything that an intake names. */
export function* intakeReferences(intake: Intake, pathOf: PathOf): Generator<Reference> {
  yield* keysOf('field', intake.labels, pathOf);
  yield { kind: 'field', name: intake.applicant, path: [...pathOf(intake), 'applicant'] };
}

function* occasionReferences(on: Occasion, pathOf: PathOf): Generator<Reference> {
  const path = pathOf(on);
  if ('event' in on) yield* eventReferences(on.event, pathOf, [...path, 'event']);
  else if ('of_parent' in on) yield* eventReferences(on.of_parent, pathOf, [...path, 'of_parent']);
  else if ('clock' in on) yield { kind: 'clock', name: on.clock, path: [...path, 'clock'] };
  else if ('while' in on) yield* conditionReferences(on.while, pathOf);
  else if ('field' in on) yield { kind: 'field', name: on.field, path: [...path, 'field'] };
  else yield { kind: 'clock', name: on.due_changed, path: [...path, 'due_changed'] };
}

function* actionReferences(action: Action, pathOf: PathOf): Generator<Reference> {
  const path = pathOf(action);
  if ('text' in action && action.text !== undefined) {
    yield { kind: 'text', name: action.text, path: [...path, 'text'] };
  }
  if ('letter' in action) yield { kind: 'notice', name: action.letter, path: [...path, 'letter'] };
  if ('mail' in action) yield { kind: 'address', name: action.mail, path: [...path, 'mail'] };
  if ('take_in' in action) yield { kind: 'intake', name: action.take_in, path: [...path, 'take_in'] };
  if ('document' in action && action.document !== undefined) {
    yield { kind: 'document', name: action.document, path: [...path, 'document'] };
  }
  const recipients = 'notify' in action ? action.notify : 'to' in action ? (action.to ?? []) : [];
  for (const recipient of recipients) {
    if (typeof recipient === 'object') {
      yield { kind: 'address', name: recipient.address, path: [...pathOf(recipient), 'address'] };
    }
  }
  for (const values of writesOf(action)) yield* writeReferences(values, pathOf);
}

/** The fields that an action writes, with what it writes into them. */
export function writesOf(action: Action): readonly Readonly<Record<string, SetValue>>[] {
  const set = 'set' in action && action.set !== undefined ? [action.set] : [];
  return 'undo' in action ? [...set, action.undo] : set;
}

function* writeReferences(values: Readonly<Record<string, SetValue>>, pathOf: PathOf): Generator<Reference> {
  yield* keysOf('field', values, pathOf);
  for (const [field, value] of Object.entries(values)) {
    const path = [...pathOf(values), field];
    if (typeof value !== 'object' || value === null) yield { kind: 'value', field, value, path };
    else if ('due_of' in value) yield { kind: 'clock', name: value.due_of, path: [...path, 'due_of'] };
  }
}
