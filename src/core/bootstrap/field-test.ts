/**
 * One comparison of a ticket's field, in the helpdesk's names: the value is one of `values`, or with `isNegated`
 * none of them; `null` stands for nothing entered.
 */
export interface FieldTest {
  readonly field: string;
  readonly isNegated: boolean;
  readonly values: readonly TestValue[];
}

/** A value as the helpdesk names it; `null`: nothing entered. */
export type TestValue = string | null;

/** Comparisons that must all hold, at most one for each field. */
export type AllOf = readonly FieldTest[];

/** True when at least one of the alternatives holds; an empty list never holds. */
export type AnyOf = readonly AllOf[];

/**
 * Both joined, or null when nothing can satisfy them. The order of fields and values is that of `a`, then of `b`;
 * comparisons that always hold are left out.
 */
function joinTests(a: AllOf, b: AllOf): AllOf | null {
  const joined = new Map(a.map((test) => [test.field, test]));
  for (const test of b) {
    const known = joined.get(test.field);
    const both = known === undefined ? test : intersect(known, test);
    if (isNever(both)) return null;
    if (!isAlways(both)) joined.set(test.field, both);
  }
  return [...joined.values()];
}

/** Every pairing of alternatives that can hold. */
export function joinAlternatives(a: AnyOf, b: AnyOf): AnyOf {
  return a.flatMap((left) =>
    b.flatMap((right) => {
      const joined = joinTests(left, right);
      return joined === null ? [] : [joined];
    }),
  );
}

/** The comparison that holds exactly when the other does not. */
export function negateTest(test: FieldTest): FieldTest {
  return { ...test, isNegated: !test.isNegated };
}

function isNever({ isNegated, values }: FieldTest): boolean {
  return !isNegated && values.length === 0;
}

function isAlways({ isNegated, values }: FieldTest): boolean {
  return isNegated && values.length === 0;
}

function intersect(a: FieldTest, b: FieldTest): FieldTest {
  const { field } = a;
  if (a.isNegated && b.isNegated) {
    return { field, isNegated: true, values: [...new Set([...a.values, ...b.values])] };
  }
  const [allowed, other] = a.isNegated ? [b, a] : [a, b];
  const values = allowed.values.filter((value) => other.values.includes(value) !== other.isNegated);
  return { field, isNegated: false, values };
}
