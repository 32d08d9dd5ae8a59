import { crashed, refusedByModel } from '../api-error.ts';
import { ticketModel } from '../models/ticket.ts';
import type { Ticket, User } from '../state/records.ts';
import { isBlank, isObject, listOf, textOf, type Params } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { readableTickets } from './access.ts';
import { attributeColumns } from './attributes.ts';
import { assertConditionRuns } from './condition-check.ts';
import { absoluteTime } from './condition-operators.ts';
import { EmptyConditionError, parseCondition } from './condition-tree.ts';
import { matchesCondition } from './conditions.ts';

export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** `page` and `per_page` (or `limit`) as PostgreSQL takes them. */
export function pageOf(
  params: Params,
  { standard, most }: { readonly standard: number; readonly most: number },
): Page {
  const wanted = Number.parseInt(textOf(params['per_page'] ?? params['limit'] ?? standard), 10);
  const limit = Math.min(Number.isNaN(wanted) ? standard : wanted, most);
  const page = Number.parseInt(textOf(params['page'] ?? 1), 10);
  const offset = ((Number.isNaN(page) ? 1 : page) - 1) * limit;
  if (limit < 0)
    throw refusedByModel('PG::InvalidRowCountInLimitClause: ERROR:  LIMIT must not be negative\n');
  if (offset < 0)
    throw refusedByModel('PG::InvalidRowCountInResultOffsetClause: ERROR:  OFFSET must not be negative\n');
  return { offset, limit };
}

export interface SortKey {
  readonly column: string;
  readonly isDescending: boolean;
}

/** `sort_by` and `order_by`, each a list or a text with commas. */
export function sortKeysOf(
  params: Params,
  isColumn: (name: string) => boolean,
  standard: SortKey,
): SortKey[] {
  const parts = (value: unknown): string[] =>
    (Array.isArray(value) ? value.map(textOf) : textOf(value).split(/\s*,\s*/)).filter((part) => part !== '');
  const columns = parts(params['sort_by']);
  const orders = parts(params['order_by']);
  const unknown = columns.find((column) => !isColumn(column));
  if (unknown !== undefined) throw crashed(`Found invalid column '${unknown}' for sorting.`);
  const strange = orders.find((order) => !/^(?:asc|desc)$/i.test(order));
  if (strange !== undefined) {
    throw crashed(`Found invalid order by value ${strange}. Please use 'asc' or 'desc'.`);
  }
  if (columns.length === 0) return [standard];
  return columns.map((column, index) => ({
    column,
    isDescending: (orders[index] ?? (standard.isDescending ? 'desc' : 'asc')).toLowerCase() === 'desc',
  }));
}

/** Orders rows by the keys, nulls last when ascending as PostgreSQL has them; ties by id in the order of the last key. */
export function sortRows<T extends { readonly id: number; readonly [column: string]: unknown }>(
  rows: readonly T[],
  keys: readonly SortKey[],
): T[] {
  const all = [...keys, { column: 'id', isDescending: keys.at(-1)?.isDescending ?? false }];
  return [...rows].sort((left, right) => {
    for (const { column, isDescending } of all) {
      const order = compareValues(left[column], right[column]);
      if (order !== 0) return isDescending ? -order : order;
    }
    return 0;
  });
}

function compareValues(left: unknown, right: unknown): number {
  const isLeftNull = left === null || left === undefined;
  const isRightNull = right === null || right === undefined;
  if (isLeftNull || isRightNull) return Number(isLeftNull) - Number(isRightNull);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [leftText, rightText] = [textOf(left), textOf(right)];
  return leftText < rightText ? -1 : leftText > rightText ? 1 : 0;
}

export interface SearchResult {
  readonly tickets: readonly Ticket[];
  readonly total: number;
}

const NEWEST_FIRST: SortKey = { column: 'updated_at', isDescending: true };

/** Searches tickets that the user may read, by text, condition and ids. */
export function searchTickets(
  world: World,
  user: User,
  params: Params,
  isTotalWanted: boolean,
): SearchResult {
  const page = pageOf(params, { standard: 50, most: 200 });
  const custom = attributeColumns(world, 'Ticket');
  const isColumn = (name: string): boolean =>
    name in ticketModel.columns || name in custom || ['id', 'created_at', 'updated_at'].includes(name);
  const keys = sortKeysOf(params, isColumn, NEWEST_FIRST);
  let matches: (ticket: Ticket) => boolean;
  try {
    matches = matcherOf(world, user, params);
  } catch (error) {
    if (error instanceof EmptyConditionError) return { tickets: [], total: 0 };
    throw error;
  }
  const isByUpdate =
    keys[0]?.column === 'updated_at' &&
    keys.slice(1).every((key) => key.column === 'id' && key.isDescending === keys[0]?.isDescending);
  if (!isByUpdate) {
    const found = sortRows(world.tickets.filter(matches), keys);
    return { tickets: found.slice(page.offset, page.offset + page.limit), total: found.length };
  }
  return walk(world, matches, {
    page,
    isTotalWanted,
    since: lowerBoundOf(params['condition']),
    isDescending: keys[0]?.isDescending === true,
  });
}

interface Walk {
  readonly page: Page;
  readonly isTotalWanted: boolean;
  readonly since: string | null;
  readonly isDescending: boolean;
}

/** Goes through the tickets by their last change, and no further than the page reaches unless the total is wanted. */
function walk(
  world: World,
  matches: (ticket: Ticket) => boolean,
  { page, isTotalWanted, since, isDescending }: Walk,
): SearchResult {
  const found: Ticket[] = [];
  let total = 0;
  for (const ticket of world.ticketsByUpdate.from(since, isDescending)) {
    if (!matches(ticket)) continue;
    total += 1;
    if (total > page.offset && found.length < page.limit) found.push(ticket);
    if (!isTotalWanted && total >= page.offset + page.limit) break;
  }
  return { tickets: found, total };
}

/** The latest `updated_at after` that every ticket found must meet. */
function lowerBoundOf(condition: unknown): string | null {
  const root = parseCondition(condition);
  if (root.operator !== 'AND') return null;
  const bounds = root.nodes.flatMap((node) =>
    node.kind === 'leaf' &&
    node.subject === 'ticket' &&
    node.attribute === 'updated_at' &&
    node.operator === 'after (absolute)'
      ? [absoluteTime(node.value)]
      : [],
  );
  return bounds.sort().at(-1) ?? null;
}

function matcherOf(world: World, user: User, params: Params): (ticket: Ticket) => boolean {
  const tests: ((ticket: Ticket) => boolean)[] = [readableTickets(world, user)];
  const { condition } = params;
  if (isObject(condition) && Object.keys(condition).length > 0) {
    assertConditionRuns(world, condition);
    tests.unshift((ticket) => matchesCondition(world, condition, ticket, { userId: user.id }));
  }
  const ids = listOf(params['ids']).map(textOf);
  if (ids.length > 0) tests.unshift((ticket) => ids.includes(String(ticket.id)));
  const query = textOf(params['query'] ?? params['term'])
    .replaceAll('*', '')
    .toLowerCase();
  if (!isBlank(query)) tests.push((ticket) => mentionsText(world, ticket, query));
  return (ticket) => tests.every((test) => test(ticket));
}

/** One piece of text, whatever its case, in title, number or an article. */
function mentionsText(world: World, ticket: Ticket, query: string): boolean {
  const has = (text: string | null): boolean => text?.toLowerCase().includes(query) === true;
  if (has(ticket.title) || has(ticket.number)) return true;
  return world
    .articlesOf(ticket.id)
    .some((article) => has(article.body) || has(article.from) || has(article.to) || has(article.subject));
}
