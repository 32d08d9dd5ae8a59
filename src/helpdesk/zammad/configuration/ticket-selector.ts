import type { DesiredField } from '../../../core/bootstrap/desired-object.ts';
import type { AllOf, AnyOf, FieldTest } from '../../../core/bootstrap/field-test.ts';
import type { Json, JsonObject } from '../../../core/bootstrap/json.ts';

/** What the attributes of the pack hold, by attribute name. */
export type AttributeKinds = ReadonlyMap<string, DesiredField['data']>;

const builtIn: Readonly<Record<string, string>> = {
  group: 'ticket.group_id',
  priority: 'ticket.priority_id',
  state: 'ticket.state_id',
  owner: 'ticket.owner_id',
};

/** How Zammad names a field of the ticket in conditions and performs. */
export function selectorName(field: string): string {
  return builtIn[field] ?? `ticket.${field}`;
}

const columns: Readonly<Record<string, string>> = {
  applicant: 'customer',
  received: 'created_at',
  updated: 'updated_at',
};

/** How Zammad names a field of the ticket as a column of an overview. */
export function columnName(field: string): string {
  return columns[field] ?? field;
}

/** A condition as SLAs, overviews and triggers take it: flat when there is one alternative, a tree otherwise. */
export function ticketSelector(anyOf: AnyOf, kinds: AttributeKinds): JsonObject {
  const [only, ...others] = anyOf;
  if (only !== undefined && others.length === 0) {
    return Object.fromEntries(
      only.map((test) => [selectorName(test.field), comparison(test, kinds)] as const),
    );
  }
  return {
    operator: 'OR',
    conditions: anyOf.map((allOf) => ({
      operator: 'AND',
      conditions: allOf.map((test) => ({ name: selectorName(test.field), ...comparison(test, kinds) })),
    })),
  };
}

/** A condition as core workflows take it: one comparison for each attribute. */
export function workflowSelector(allOf: AllOf): JsonObject {
  return Object.fromEntries(
    allOf.map(({ field, isNegated, values }): [string, Json] => {
      const [first, ...others] = values;
      if (first === null && others.length === 0) {
        return [selectorName(field), { operator: isNegated ? 'is set' : 'not set', value: [] }];
      }
      return [
        selectorName(field),
        { operator: isNegated ? 'is not' : 'is', value: sorted(values.map((value) => value ?? '')) },
      ];
    }),
  );
}

/** Only texts and selects can be compared with an empty value; the others are null in the database. */
function comparison({ field, isNegated, values }: FieldTest, kinds: AttributeKinds): JsonObject {
  const operator = isNegated ? 'is not' : 'is';
  const hasEmptyText = ['text', 'longtext', 'select'].includes(kinds.get(field) ?? '');
  if (values.includes(null) && !hasEmptyText) return { operator, pre_condition: 'not_set', value: [] };
  return { operator, value: sorted(values.map((value) => value ?? '')) };
}

function sorted(values: readonly string[]): readonly string[] {
  return [...values].sort();
}
