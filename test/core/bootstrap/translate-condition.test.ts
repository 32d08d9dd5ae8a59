import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyOf, FieldTest } from '../../../src/core/bootstrap/field-test.ts';
import { scopeOf } from '../../../src/core/bootstrap/desired/scope.ts';
import { translateCondition, translateValues } from '../../../src/core/bootstrap/translate-condition.ts';
import type { Condition } from '../../../src/core/regulation/schema/condition.ts';
import type { FieldValues } from '../../../src/core/ticket/field-value.ts';
import type { TicketMoment } from '../../../src/core/ticket/history.ts';
import { holds } from '../../../src/core/ticket/holds.ts';
import { compileTestPack } from '../../support/a-pack.ts';

const pack = compileTestPack();
const scope = scopeOf(pack, false);
const isGoverned: FieldTest = { field: 'group', isNegated: false, values: ['Front desk', 'Back office'] };

function anyOfFor(condition: Condition): AnyOf {
  const translation = translateCondition(condition, scope);
  return translation.isPossible ? translation.anyOf : [];
}

describe('translateCondition', () => {
  it('holds for every governed ticket when there is no condition', () => {
    expect(translateCondition(undefined, scope)).toEqual({ isPossible: true, anyOf: [[isGoverned]] });
  });

  it('names what the helpdesk names and keeps the ids of options', () => {
    expect(
      anyOfFor({ group: 'front', type: 'fault', priority: ['high'], state: 'new', channel: 'email' }),
    ).toEqual([
      [
        { field: 'group', isNegated: false, values: ['Front desk'] },
        { field: 'request_type', isNegated: false, values: ['fault'] },
        { field: 'priority', isNegated: false, values: ['High'] },
        { field: 'state', isNegated: false, values: ['new'] },
        { field: 'channel', isNegated: false, values: ['email'] },
      ],
    ]);
  });

  it('lists the states of a kind', () => {
    expect(anyOfFor({ state_kind: 'closed' })).toEqual([
      [isGoverned, { field: 'state', isNegated: false, values: ['closed', 'spam'] }],
    ]);
  });

  it('compares with nothing entered', () => {
    expect(anyOfFor({ missing: ['type'], present: ['process'] })).toEqual([
      [
        isGoverned,
        { field: 'request_type', isNegated: false, values: [null] },
        { field: 'process', isNegated: true, values: [null] },
      ],
    ]);
  });

  it.each<[string, Condition, FieldTest]>([
    ['a tick', { told_number: [false, null] }, { field: 'told_number', isNegated: true, values: ['true'] }],
    [
      'a choice',
      { channel: ['email', null] },
      { field: 'channel', isNegated: true, values: ['phone', 'form'] },
    ],
    ['a priority', { priority: null }, { field: 'priority', isNegated: true, values: ['High', 'Low'] }],
  ])('asks for every other value when %s may also be empty', (_what, condition, test) => {
    expect(anyOfFor(condition)).toEqual([[isGoverned, test]]);
  });

  it.each<[string, Condition, string]>([
    ['clocks', { clock: { reaction: 'breached' } }, '"clock" is not known to the helpdesk'],
    ['tellings', { not: { told: 'registered' } }, '"told" is not known to the helpdesk'],
    [
      'dates beside nothing',
      { postponed_until: ['2026-12-01', null] },
      'cannot be compared with nothing and a value',
    ],
    ['groups of others', { group: 'sales' }, 'it can never hold in a governed group'],
    ['contradictions', { all: [{ type: 'fault' }, { type: 'question' }] }, 'it can never hold'],
  ])('says that %s cannot be expressed', (_what, condition, because) => {
    const translation = translateCondition(condition, scope);
    expect(translation.isPossible ? '' : translation.because).toContain(because);
  });

  it('holds of exactly the governed tickets of which the condition holds', () => {
    fc.assert(
      fc.property(conditions, tickets, (condition, fields) => {
        const translation = translateCondition(condition, scope);
        fc.pre(translation.isPossible || translation.because.startsWith('it can never hold'));
        const anyOf = translation.isPossible ? translation.anyOf : [];
        const moment = { fields, at: 0, history: { pack } } as unknown as TicketMoment;
        expect(anyOf.some((allOf) => allOf.every((test) => passes(test, fields)))).toBe(
          holds(condition, moment),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('translateValues', () => {
  it('puts every value into one alternative', () => {
    expect(translateValues({ state: 'closed', group: ['front'] }, scope)).toEqual({
      isPossible: true,
      anyOf: [
        [
          { field: 'state', isNegated: false, values: ['closed'] },
          { field: 'group', isNegated: false, values: ['Front desk'] },
        ],
      ],
    });
  });
});

/** As a helpdesk compares: by name, nothing entered being a value like any other. */
function passes({ field, isNegated, values }: FieldTest, fields: FieldValues): boolean {
  const id = field === 'request_type' ? 'type' : field;
  const value = fields[id] ?? null;
  const name = value === null ? null : scope.naming.value(id, value);
  return values.includes(name) !== isNegated;
}

const domains: Readonly<Record<string, readonly (string | boolean | null)[]>> = {
  group: ['front', 'back'],
  type: ['fault', 'question', null],
  priority: ['high', 'low', null],
  state: ['new', 'open', 'awaiting-applicant', 'closed', 'spam'],
  channel: ['email', 'phone', 'form', null],
  told_number: [true, false, null],
};

const tickets: fc.Arbitrary<FieldValues> = fc.record(
  Object.fromEntries(Object.entries(domains).map(([field, values]) => [field, fc.constantFrom(...values)])),
);

const comparison: fc.Arbitrary<Condition> = fc
  .constantFrom(...Object.keys(domains))
  .chain((field) =>
    fc
      .subarray([...(domains[field] ?? [])], { minLength: 1 })
      .map((values): Condition => ({ [field]: values.length === 1 ? values[0] : values })),
  );
const emptiness: fc.Arbitrary<Condition> = fc
  .tuple(
    fc.constantFrom('missing', 'present'),
    fc.subarray(['type', 'channel', 'priority'], { minLength: 1 }),
  )
  .map(([word, fields]): Condition => ({ [word]: fields }));
const kind: fc.Arbitrary<Condition> = fc
  .constantFrom('new', 'open', 'waiting', 'closed')
  .map((stateKind): Condition => ({ state_kind: stateKind }));

const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    comparison,
    emptiness,
    kind,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('condition').map((not): Condition => ({ not })),
    fc.tuple(comparison, comparison).map(([a, b]): Condition => ({ ...a, ...b })),
  ),
})).condition;
