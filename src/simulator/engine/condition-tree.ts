import { crashed } from '../api-error.ts';
import { isBlank, isObject, textOf } from '../state/row.ts';

/** One comparison of a condition: `ticket.state_id is [1, 2]`. */
export interface Leaf {
  readonly kind: 'leaf';
  /** What the attribute is of: ticket, article, customer, … */
  readonly subject: string;
  readonly attribute: string;
  readonly operator: string;
  readonly value: unknown;
  readonly range: string | undefined;
  readonly preCondition: string | undefined;
}

export interface Branch {
  readonly kind: 'branch';
  readonly operator: 'AND' | 'OR' | 'NOT';
  readonly nodes: readonly Node[];
}

export type Node = Leaf | Branch;

/** A condition which Zammad gives up on without an error: it then finds nothing. */
export class EmptyConditionError extends Error {}

const OPERATORS = new Set([
  'after (absolute)',
  'after (relative)',
  'before (absolute)',
  'before (relative)',
  'contains',
  'contains all',
  'contains all not',
  'contains not',
  'contains one',
  'contains one not',
  'does not match regex',
  'ends with',
  'ends with one of',
  'from (relative)',
  'has changed',
  'has reached',
  'has reached warning',
  'is',
  'is any of',
  'is in working time',
  'is none of',
  'is not',
  'is not in working time',
  'is set',
  'matches regex',
  'not set',
  'starts with',
  'starts with one of',
  'till (relative)',
  'today',
  'within last (relative)',
  'within next (relative)',
]);

const SUBJECTS = new Set([
  'ticket',
  'article',
  'customer',
  'organization',
  'owner',
  'ticket_state',
  'execution_time',
]);

const parsed = new WeakMap<object, Branch>();

/** Reads both forms of a condition: the flat one, and the tree of `operator` and `conditions`. */
export function parseCondition(condition: unknown): Branch {
  if (!isObject(condition)) return { kind: 'branch', operator: 'AND', nodes: [] };
  const known = parsed.get(condition);
  if (known !== undefined) return known;
  const branch = Array.isArray(condition['conditions']) ? branchOf(condition) : flatBranchOf(condition);
  parsed.set(condition, branch);
  return branch;
}

function flatBranchOf(condition: Record<string, unknown>): Branch {
  const leaves = Object.entries(condition).map(([name, rule]) => ({ name, ...(isObject(rule) ? rule : {}) }));
  return { kind: 'branch', operator: 'AND', nodes: leaves.flatMap(leafOf) };
}

function branchOf(block: Record<string, unknown>): Branch {
  const operator = block['operator'];
  const blocks = (block['conditions'] as unknown[]).filter(isObject);
  return {
    kind: 'branch',
    operator: operator === 'OR' || operator === 'NOT' ? operator : 'AND',
    nodes: blocks.flatMap((item): Node[] =>
      Array.isArray(item['conditions']) ? [branchOf(item)] : leafOf(item),
    ),
  };
}

function leafOf(rule: Record<string, unknown>): Leaf[] {
  const name = textOf(rule['name']);
  if (name === '') throw new EmptyConditionError('no name');
  const [subject = '', attribute = ''] = name.split('.');
  if (attribute === '') return [];
  if (!SUBJECTS.has(subject)) throw crashed(`invalid selector ${subject}, ${attribute}`);
  const operator = textOf(rule['operator']);
  if (operator === '') throw crashed(`Invalid condition, operator missing ${inspect(rule)}`);
  if (!OPERATORS.has(operator)) {
    throw crashed(`Invalid condition, operator '${operator}' is invalid ${inspect(rule)}`);
  }
  const preCondition = isBlank(rule['pre_condition']) ? undefined : textOf(rule['pre_condition']);
  const leaf: Leaf = {
    kind: 'leaf',
    subject,
    attribute,
    operator,
    value: rule['value'],
    range: rule['range'] === undefined ? undefined : textOf(rule['range']),
    preCondition,
  };
  assertHasValue(leaf, 'value' in rule);
  return [leaf];
}

const WITHOUT_VALUE = new Set([
  'has changed',
  'has reached',
  'has reached warning',
  'is any of',
  'is none of',
  'is set',
  'not set',
]);

function assertHasValue(leaf: Leaf, isGiven: boolean): void {
  if (WITHOUT_VALUE.has(leaf.operator)) return;
  const isEmpty =
    (leaf.operator !== 'today' && !isGiven) ||
    (Array.isArray(leaf.value) && leaf.value.length === 0) ||
    (leaf.operator.startsWith('contains') && isBlank(leaf.value));
  if (isEmpty && (leaf.preCondition === undefined || leaf.preCondition === 'specific')) {
    throw new EmptyConditionError(`${leaf.subject}.${leaf.attribute} has no value`);
  }
}

/** As Ruby prints a hash with symbols for keys. */
function inspect(rule: Record<string, unknown>): string {
  const pairs = Object.entries(rule).map(([key, value]) => `:${key}=>${JSON.stringify(value)}`);
  return `{${pairs.join(', ')}}`;
}

/** All comparisons of a condition, in order. */
export function leavesOf(node: Node): Leaf[] {
  return node.kind === 'leaf' ? [node] : node.nodes.flatMap(leavesOf);
}
