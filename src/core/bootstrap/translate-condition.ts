import type { CompiledPack } from '../regulation/compiled-pack.ts';
import {
  conditionWords,
  serviceWords,
  type Condition,
  type ValueMatch,
} from '../regulation/schema/condition.ts';
import { type AllOf, type AnyOf, joinAlternatives, negateTest, type FieldTest } from './field-test.ts';
import type { Naming } from './naming.ts';

/** A condition in the helpdesk's terms, or what in it a helpdesk cannot know. */
export type Translation =
  | { readonly isPossible: true; readonly anyOf: AnyOf }
  | { readonly isPossible: false; readonly because: string };

/** What a condition is translated with. */
export interface Vocabulary {
  readonly pack: CompiledPack;
  readonly naming: Naming;
  /** The ticket lies in a governed group: part of every condition, so that other tickets stay untouched. */
  readonly isGoverned: FieldTest;
}

const words: ReadonlySet<string> = new Set(conditionWords);
const mostAlternatives = 24;

/**
 * Puts a condition of the pack into alternatives of comparisons. Helpdesks compare fields and nothing else: clocks,
 * events, tellings and the applicant's circumstances have no counterpart. An absent condition holds for every ticket of
 * the governed groups, and no condition for any other.
 */
export function translateCondition(condition: Condition | undefined, vocabulary: Vocabulary): Translation {
  return attempt(() => {
    const stated = condition === undefined ? [[]] : translate(condition, false, vocabulary);
    const anyOf = joinAlternatives([[vocabulary.isGoverned]], stated);
    if (anyOf.length === 0) throw new InexpressibleError('it can never hold in a governed group');
    if (anyOf.length > mostAlternatives) throw new InexpressibleError('it has too many alternatives');
    return anyOf;
  });
}

/** Puts values of fields that must all be there into one alternative. */
export function translateValues(
  values: Readonly<Record<string, ValueMatch>>,
  vocabulary: Vocabulary,
): Translation {
  return attempt(() => [Object.entries(values).map(([field, match]) => testOf(field, match, vocabulary))]);
}

function attempt(translation: () => AnyOf): Translation {
  try {
    return { isPossible: true, anyOf: translation() };
  } catch (error) {
    if (error instanceof InexpressibleError) return { isPossible: false, because: error.message };
    throw error;
  }
}

/**
 * The field's value is one of those matched. "Nothing entered" beside values means every value but the others: what a
 * ticket never had a value for is not found by comparing with an empty one.
 */
function testOf(field: string, match: ValueMatch, { pack, naming }: Vocabulary): FieldTest {
  const values = Array.isArray(match) ? match : [match];
  const names = values.filter((value) => value !== null).map((value) => naming.value(field, value));
  const attribute = naming.attribute(field);
  if (!values.includes(null)) return { field: attribute, isNegated: false, values: names };
  const isNamedByPack = field === 'priority' || field === 'state';
  if (names.length === 0 && !isNamedByPack) return { field: attribute, isNegated: false, values: [null] };
  const others = knownValues(field, pack)?.map((value) => naming.value(field, value));
  if (others === undefined)
    throw new InexpressibleError(`"${field}" cannot be compared with nothing and a value`);
  return { field: attribute, isNegated: true, values: others.filter((name) => !names.includes(name)) };
}

/** Every value that a field can have, or undefined when they cannot be listed. */
function knownValues(field: string, pack: CompiledPack): readonly string[] | undefined {
  if (field === 'priority') return [...pack.priorities.keys()];
  if (field === 'state') return [...pack.states.keys()];
  const { kind, options } = pack.fields.get(field) ?? {};
  return kind === 'boolean' ? ['true', 'false'] : options?.map(({ id }) => id);
}

class InexpressibleError extends Error {}

function translate(condition: Condition, isNegated: boolean, vocabulary: Vocabulary): AnyOf {
  const parts: AnyOf[] = [];
  const { all, any, not, missing, present, state_kind: stateKind } = condition;
  const nested = (each: Condition): AnyOf => translate(each, isNegated, vocabulary);
  const tests = (allOf: AllOf): void => {
    parts.push(...allOf.map((test) => [[isNegated ? negateTest(test) : test]]));
  };
  for (const word of serviceWords) {
    if (condition[word] !== undefined) throw new InexpressibleError(`"${word}" is not known to the helpdesk`);
  }
  if (all !== undefined) parts.push(conjunction(all.map(nested), isNegated));
  if (any !== undefined) parts.push(conjunction(any.map(nested), !isNegated));
  if (not !== undefined) parts.push(translate(not, !isNegated, vocabulary));
  tests((missing ?? []).map((field) => testOf(field, null, vocabulary)));
  tests((present ?? []).map((field) => negateTest(testOf(field, null, vocabulary))));
  if (stateKind !== undefined) tests([stateKindTest(stateKind, vocabulary)]);
  for (const [field, match] of Object.entries(condition)) {
    if (!words.has(field)) tests([testOf(field, match as ValueMatch, vocabulary)]);
  }
  return conjunction(parts, isNegated);
}

/** All of the parts; under a negation, by De Morgan, any of them. */
function conjunction(parts: readonly AnyOf[], isAnyOf: boolean): AnyOf {
  return isAnyOf ? parts.flat() : parts.reduce<AnyOf>(joinAlternatives, [[]]);
}

function stateKindTest(match: ValueMatch, { pack, naming }: Vocabulary): FieldTest {
  const kinds: readonly unknown[] = Array.isArray(match) ? match : [match];
  const states = pack.catalog.states.filter(({ kind }) => kinds.includes(kind));
  return { field: 'state', isNegated: false, values: states.map(naming.state) };
}
