import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BootstrapPlan, isEmptyPlan } from '../../../src/core/bootstrap/bootstrap-plan.ts';
import type {
  ConfigurationObject,
  ObservedObject,
} from '../../../src/core/bootstrap/configuration-object.ts';
import { objectKinds } from '../../../src/core/bootstrap/desired-object.ts';
import { isSameJson, type Json, type JsonObject } from '../../../src/core/bootstrap/json.ts';
import { canonicalJson } from '../../../src/core/canonical-json.ts';
import { planBootstrap } from '../../../src/core/bootstrap/plan-bootstrap.ts';
import { aDesiredObject, anObservedObject, aPlanInput } from '../../support/a-configuration-object.ts';

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const attributes: fc.Arbitrary<JsonObject> = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), json);
const identity = fc.record({ kind: fc.constantFrom(...objectKinds), name: fc.stringMatching(/^[a-e]$/) });

const desiredSets = fc.uniqueArray(
  fc
    .tuple(identity, attributes, attributes)
    .map(([{ kind, name }, wanted, initial]) =>
      aDesiredObject({ key: `${kind}:${name}`, kind, name, attributes: wanted, initial }),
    ),
  { selector: ({ key }) => key, maxLength: 12 },
);
const observedSets = fc
  .uniqueArray(fc.tuple(identity, attributes), {
    selector: ([{ kind, name }]) => `${kind}:${name}`,
    maxLength: 12,
  })
  .map((rows) =>
    rows.map(([{ kind, name }, present], index) =>
      anObservedObject({ kind, name, id: String(index), attributes: present }),
    ),
  );

describe('planBootstrap, applied', () => {
  it('leaves an empty plan', () => {
    fc.assert(
      fc.property(desiredSets, observedSets, (desired, observed) => {
        const plan = planBootstrap(aPlanInput({ desired, observed }, { allowsMany: true }));
        const after = planBootstrap(aPlanInput({ desired, observed: carryOut(plan, observed) }));
        expect(isEmptyPlan(after)).toBe(true);
      }),
    );
  });

  it('touches nothing that the pack does not want otherwise', () => {
    fc.assert(
      fc.property(desiredSets, observedSets, (desired, observed) => {
        const plan = planBootstrap(aPlanInput({ desired, observed }, { allowsMany: true }));
        for (const { object, differences } of plan.changes) {
          for (const { attribute, from, to } of differences) {
            expect(Object.keys(object.attributes)).toContain(attribute);
            expect(isSameJson(from, to)).toBe(false);
          }
        }
        expect(plan.changes.length + plan.unchanged.length + plan.additions.length).toBe(desired.length);
      }),
    );
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });
});

/** What a helpdesk would hold after it did exactly what the plan says. */
function carryOut(plan: BootstrapPlan, observed: readonly ObservedObject[]): readonly ObservedObject[] {
  const changed = observed.map((each) => {
    const change = plan.changes.find(({ present }) => present === each);
    if (change === undefined) return each;
    return { ...each, attributes: { ...each.attributes, ...written(change.object, change.differences) } };
  });
  const added = plan.additions.map(({ object: { kind, name, initial, attributes: wanted } }, index) =>
    anObservedObject({ kind, name, id: `new ${index}`, attributes: { ...initial, ...wanted } }),
  );
  return [...changed, ...added];
}

function written(object: ConfigurationObject, differences: BootstrapPlan['changes'][number]['differences']) {
  return Object.fromEntries(
    differences.map(({ attribute }) => [attribute, object.attributes[attribute] ?? null] as const),
  );
}

function reversed(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: Json) => reversed(each));
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]: [string, Json]) => [key, reversed(part)]),
  );
}
