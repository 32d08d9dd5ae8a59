import { conditionWords } from '../schema/condition.ts';
import type { ChangeMatch, Condition, EventMatch, ValueMatch } from '../schema/condition.ts';
import type { PathOf } from './lint-context.ts';
import { keysOf, namesIn } from './reference.ts';
import type { NameKind, PlainValue, Reference } from './reference.ts';

const WORDS: ReadonlySet<string> = new Set(conditionWords);

/** The field comparisons of a condition: every key that is no word of the vocabulary. */
export function comparisonsOf(
  condition: Condition,
): readonly (readonly [field: string, match: ValueMatch])[] {
  return Object.entries(condition).flatMap(([key, match]) =>
    WORDS.has(key) || match === undefined ? [] : [[key, match as ValueMatch] as const],
  );
}

/** Everything that a condition names. */
export function* conditionReferences(condition: Condition, pathOf: PathOf): Generator<Reference> {
  for (const part of [...(condition.all ?? []), ...(condition.any ?? [])]) {
    yield* conditionReferences(part, pathOf);
  }
  if (condition.not !== undefined) yield* conditionReferences(condition.not, pathOf);
  for (const fields of [condition.missing, condition.present]) {
    if (fields !== undefined) yield* namesIn('field', fields, pathOf);
  }
  const { clock, told, letter_of: letterOf, happened, applicant } = condition;
  if (clock !== undefined) {
    yield* keysOf('clock', clock, pathOf);
    for (const id of Object.keys(clock)) yield* matchReferences('clock state', clock, id, pathOf);
  }
  if (told !== undefined) yield { kind: 'notice', name: told, path: [...pathOf(condition), 'told'] };
  if (letterOf !== undefined)
    yield { kind: 'intake', name: letterOf, path: [...pathOf(condition), 'letter_of'] };
  if (happened !== undefined) {
    yield* eventReferences(happened, pathOf, [...pathOf(condition), 'happened']);
  }
  if (applicant !== undefined) yield* matchReferences('user group', applicant, 'group', pathOf);
  yield* matchReferences('state kind', condition, 'state_kind', pathOf);
  for (const [field] of comparisonsOf(condition)) {
    yield { kind: 'field', name: field, path: [...pathOf(condition), field], atKey: true };
    yield* valueReferences(field, condition, field, pathOf);
  }
}

/** Everything that an event names. `path` is where it stands, for events that are a single word. */
export function* eventReferences(
  event: EventMatch,
  pathOf: PathOf,
  path: readonly (string | number)[],
): Generator<Reference> {
  if (typeof event === 'string') return;
  if ('any' in event) {
    for (const [index, part] of event.any.entries()) yield* eventReferences(part, pathOf, [...path, index]);
    return;
  }
  const { changed, handed_over: handedOver, before, when } = event;
  if (changed !== undefined) {
    yield* keysOf('field', changed, pathOf);
    for (const [field, change] of Object.entries(changed)) {
      yield* changeReferences(field, change, changed, pathOf);
    }
  }
  if (handedOver !== undefined) {
    yield* matchReferences('group', handedOver, 'from', pathOf);
    yield* matchReferences('group', handedOver, 'to', pathOf);
  }
  for (const condition of [before, when]) {
    if (condition !== undefined) yield* conditionReferences(condition, pathOf);
  }
}

/** The values under a key of `owner` that a field is compared with or set to. */
export function* valueReferences(
  field: string,
  owner: object,
  key: string,
  pathOf: PathOf,
): Generator<Reference> {
  for (const { value, path } of plainValues(owner, key, pathOf)) yield { kind: 'value', field, value, path };
}

function* changeReferences(
  field: string,
  change: ChangeMatch,
  owner: object,
  pathOf: PathOf,
): Generator<Reference> {
  if (typeof change !== 'object' || change === null || Array.isArray(change)) {
    yield* valueReferences(field, owner, field, pathOf);
  } else {
    yield* valueReferences(field, change, 'from', pathOf);
    yield* valueReferences(field, change, 'to', pathOf);
  }
}

function* matchReferences(kind: NameKind, owner: object, key: string, pathOf: PathOf): Generator<Reference> {
  for (const { value, path } of plainValues(owner, key, pathOf)) {
    if (value !== null) yield { kind, name: String(value), path };
  }
}

function plainValues(
  owner: object,
  key: string,
  pathOf: PathOf,
): readonly { readonly value: PlainValue; readonly path: readonly (string | number)[] }[] {
  const match = (owner as Readonly<Record<string, ValueMatch | undefined>>)[key];
  if (match === undefined) return [];
  if (!Array.isArray(match)) return [{ value: match, path: [...pathOf(owner), key] }];
  return match.map((value, index) => ({ value, path: [...pathOf(match), index] }));
}
