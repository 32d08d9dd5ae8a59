import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { conditionWords, type Condition, type ValueMatch } from '../regulation/schema/condition.ts';
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
  try {
    const stated = condition === undefined ? [[]] : translate(condition, false, vocabulary);
    const anyOf = joinAlternatives([[vocabulary.isGoverned]], stated);
    if (anyOf.length === 0) return { isPossible: false, because: 'it can never hold in a governed group' };
    if (anyOf.length > mostAlternatives) return { isPossible: false, because: 'too many alternatives' };
    return { isPossible: true, anyOf };
  } catch (error) {
    if (error instanceof InexpressibleError) return { isPossible: false, because: error.message };
    throw error;
  }
}

/** The field's value is one of those matched, in the helpdesk's names. */
export function testOf(field: string, match: ValueMatch, { naming }: Vocabulary): FieldTest {
  const values = Array.isArray(match) ? match : [match];
  return {
    field: naming.attribute(field),
    isNegated: false,
    values: values.map((value) => (value === null ? null : naming.value(field, value))),
  };
}

class InexpressibleError extends Error {}

function translate(condition: Condition, isNegated: boolean, vocabulary: Vocabulary): AnyOf {
  const parts: AnyOf[] = [];
  const { all, any, not, missing, present, state_kind: stateKind } = condition;
  const nested = (each: Condition): AnyOf => translate(each, isNegated, vocabulary);
  const tests = (allOf: AllOf): void => {
    parts.push(...allOf.map((test) => [[isNegated ? negateTest(test) : test]]));
  };
  for (const word of ['clock', 'told', 'happened', 'applicant'] as const) {
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
