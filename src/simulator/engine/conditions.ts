import type { Article, Ticket, User } from '../state/records.ts';
import type { World } from '../state/world.ts';
import { compare, compareList, type Truth } from './condition-operators.ts';
import { leavesOf, parseCondition, type Leaf, type Node } from './condition-tree.ts';
import { workingHoursOf } from './working-time.ts';

/** What happened to a ticket, as triggers ask. */
export type TicketAction = 'create' | 'update' | 'reminder_reached' | 'escalation' | 'escalation_warning';

/** The circumstances in which a condition is asked. */
export interface Circumstances {
  /** Whom `current_user` means. */
  readonly userId: number;
  readonly action?: TicketAction;
  /** Null: an event without an article, about which conditions on articles are false. */
  readonly article?: Article | null;
  /** Columns that the event changed, and `article` when one was added. */
  readonly changed?: ReadonlySet<string>;
  /** An update counts only when it changed something that the condition names. */
  readonly areChangesRequired?: boolean;
}

/** Whether the ticket meets the condition; an empty one is met by all. */
export function matchesCondition(
  world: World,
  condition: unknown,
  ticket: Ticket,
  circumstances: Circumstances,
): boolean {
  const root = parseCondition(condition);
  const leaves = leavesOf(root);
  const changed = changedAmong(leaves, circumstances);
  if (circumstances.areChangesRequired === true && circumstances.action === 'update' && changed.size === 0)
    return false;
  const ask = (article: Article | null | undefined): boolean =>
    truthOf(root, { world, ticket, article, changed, circumstances }) === true;
  const { article } = circumstances;
  if (article !== undefined || !leaves.some((leaf) => leaf.subject === 'article')) return ask(article);
  return world.articlesOf(ticket.id).some(ask);
}

function changedAmong(leaves: readonly Leaf[], { changed, article }: Circumstances): Set<string> {
  const named = new Set<string>();
  if (article !== undefined && article !== null) named.add('article');
  for (const leaf of leaves) {
    if (leaf.subject === 'ticket' && changed?.has(leaf.attribute) === true)
      named.add(`ticket.${leaf.attribute}`);
  }
  return named;
}

interface Question {
  readonly world: World;
  readonly ticket: Ticket;
  readonly article: Article | null | undefined;
  readonly changed: ReadonlySet<string>;
  readonly circumstances: Circumstances;
}

function truthOf(node: Node, question: Question): Truth {
  if (node.kind === 'leaf') return truthOfLeaf(node, question);
  if (node.nodes.length === 0) return true;
  const truths = node.nodes.map((child) => truthOf(child, question));
  if (node.operator === 'OR') return truths.includes(true) ? true : truths.includes(null) ? null : false;
  const all = truths.includes(false) ? false : truths.includes(null) ? null : true;
  if (node.operator === 'AND') return all;
  return all === null ? null : !all;
}

function truthOfLeaf(leaf: Leaf, question: Question): Truth {
  const { world, ticket, article, changed, circumstances } = question;
  if (leaf.subject === 'article' && article === null && leaf.attribute !== 'action') return false;
  const special = truthOfSpecialOperator(leaf, question);
  if (special !== undefined) return special;
  if (leaf.attribute === 'action') return truthOfAction(leaf, circumstances, changed);
  if (leaf.subject === 'ticket' && leaf.attribute === 'tags')
    return compareList(leaf, world.tagsOf(ticket.id));
  if (leaf.subject === 'ticket' && leaf.attribute === 'mention_user_ids')
    return truthOfMentions(leaf, question);
  const actual = valueOf(leaf, question);
  if (leaf.preCondition === undefined || leaf.preCondition === 'specific') {
    return compare(leaf, actual, world.clock.now());
  }
  return truthOfPreCondition(leaf, actual, world.users.get(circumstances.userId));
}

function truthOfSpecialOperator(
  leaf: Leaf,
  { world, changed, circumstances }: Question,
): boolean | undefined {
  switch (leaf.operator) {
    case 'has changed':
      return changed.has(`${leaf.subject}.${leaf.attribute}`);
    case 'has reached':
    case 'has reached warning': {
      const isPending = leaf.attribute === 'pending_time' && circumstances.action === 'reminder_reached';
      const escalation = leaf.operator === 'has reached' ? 'escalation' : 'escalation_warning';
      return isPending || (leaf.attribute === 'escalation_at' && circumstances.action === escalation);
    }
    case 'is in working time':
    case 'is not in working time': {
      const calendar = world.calendars.get(leaf.value);
      if (calendar === undefined) return true;
      const isOpen = workingHoursOf(calendar).isOpen(world.clock.now());
      return isOpen === (leaf.operator === 'is in working time');
    }
    default:
      return undefined;
  }
}

function truthOfAction(leaf: Leaf, circumstances: Circumstances, changed: ReadonlySet<string>): boolean {
  if (leaf.subject === 'article') {
    const hasArticle = circumstances.article !== undefined && circumstances.article !== null;
    return (leaf.operator === 'is') === hasArticle;
  }
  if (leaf.value === 'update' && circumstances.areChangesRequired === true && changed.size === 0)
    return false;
  return (leaf.operator === 'is') === (circumstances.action === leaf.value);
}

function truthOfMentions(leaf: Leaf, { world, ticket, circumstances }: Question): boolean {
  const mentioned = world.mentions.where('ticket_id', ticket.id).map((mention) => String(mention.user_id));
  const isPositive = leaf.operator === 'is';
  if (leaf.preCondition === 'not_set') return isPositive === (mentioned.length === 0);
  const value = leaf.preCondition === 'current_user.id' ? [circumstances.userId] : leaf.value;
  const hasOne =
    compareList({ ...leaf, operator: 'contains one', value: [value].flat() }, mentioned) === true;
  return isPositive === hasOne;
}

const USER_COLUMN = /^(created_by|updated_by|owner|customer|user)_id/;

function truthOfPreCondition(leaf: Leaf, actual: unknown, user: User | undefined): Truth {
  const isPositive = leaf.operator === 'is';
  const isNull = actual === null || actual === undefined;
  if (leaf.preCondition === 'not_set') {
    const isUnset = isNull || (USER_COLUMN.test(leaf.attribute) && actual === 1);
    return isPositive === isUnset;
  }
  const own = leaf.preCondition === 'current_user.organization_id' ? user?.organization_id : user?.id;
  if (isNull) return isPositive ? null : true;
  return isPositive === (actual === own);
}

function valueOf(leaf: Leaf, { world, ticket, article }: Question): unknown {
  switch (leaf.subject) {
    case 'article':
      return article?.[leaf.attribute] ?? null;
    case 'customer':
      return world.users.get(ticket.customer_id)?.[leaf.attribute] ?? null;
    case 'owner':
      return world.users.get(ticket.owner_id)?.[leaf.attribute] ?? null;
    case 'organization':
      return world.organizations.get(ticket.organization_id)?.[leaf.attribute] ?? null;
    case 'ticket_state':
      return world.states.get(ticket.state_id)?.[leaf.attribute] ?? null;
    default:
      return ticket[leaf.attribute] ?? null;
  }
}
