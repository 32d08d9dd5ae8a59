import type { ObjectKind } from '../../../core/bootstrap/desired-object.ts';
import type { Takeover } from '../../../core/bootstrap/configuration-object.ts';
import {
  isJsonList,
  isJsonObject,
  type Json,
  type JsonObject,
  textOf,
} from '../../../core/bootstrap/json.ts';
import type { SurveyScope } from '../../helpdesk.ts';
import type { NameIndex } from './name-index.ts';
import type { ZammadObject } from './object-format.ts';

/** What is ours, and where. */
export interface TakeoverInput {
  readonly ownNames: ReadonlySet<string>;
  readonly scope: SurveyScope;
  readonly index: NameIndex;
}

/**
 * What enforcing must take over so that applicants do not get two letters and agents choose only what the pack
 * names: automatic replies to new tickets, which stop for governed groups only (an exclusive pack stops them
 * altogether), and, for an exclusive pack, the seeded priorities and states.
 */
export function takeoversIn(
  lists: ReadonlyMap<ObjectKind, readonly ZammadObject[]>,
  input: TakeoverInput,
): readonly Takeover[] {
  const foreign = (kind: ObjectKind): readonly ZammadObject[] =>
    (lists.get(kind) ?? []).filter(({ name, active }) => active === true && !input.ownNames.has(name));
  return [
    ...foreign('arrival-letter')
      .filter(isArrivalReply)
      .flatMap((trigger) => replyTakeover(trigger, input)),
    ...(input.scope.isExclusive ? [...seededIn('priority', foreign), ...seededIn('state', foreign)] : []),
  ];
}

const seededNames: ReadonlySet<string> = new Set([
  '1 low',
  '2 normal',
  '3 high',
  'pending reminder',
  'pending close',
]);
const applicants: ReadonlySet<string> = new Set(['article_last_sender', 'ticket_customer']);

/** A trigger that mails the applicant when a ticket is created. */
function isArrivalReply({ condition, perform }: ZammadObject): boolean {
  if (!isJsonObject(perform)) return false;
  const mail = perform['notification.email'];
  if (!isJsonObject(mail)) return false;
  const recipients = [mail['recipient'] ?? null].flat();
  return recipients.some((each) => applicants.has(textOf(each))) && isOnCreate(condition ?? null);
}

function isOnCreate(condition: Json): boolean {
  return leavesOf(condition).some(({ name, value }) => name === 'ticket.action' && value === 'create');
}

function replyTakeover(trigger: ZammadObject, { scope, index }: TakeoverInput): readonly Takeover[] {
  const condition = trigger['condition'] ?? {};
  const groups = scope.groups.filter((name) => index.has('group', name));
  const groupIds = groups.map((name) => index.idOf('group', name)).sort();
  const target = referenceTo('arrival-letter', trigger);
  if (scope.isExclusive) {
    const why = 'mails applicants at registration; the letter of the pack takes its place';
    return [{ ...target, why, before: { active: true }, taken: { active: false } }];
  }
  if (excludesGroups(condition, groupIds)) return [];
  const why = 'mails applicants at registration; in governed groups the letter of the pack takes its place';
  return [
    { ...target, why, before: { condition }, taken: { condition: withoutGroups(condition, groupIds) } },
  ];
}

function withoutGroups(condition: Json, groupIds: readonly string[]): JsonObject {
  const outside = { operator: 'is not', value: groupIds };
  if (isJsonObject(condition) && !isTree(condition) && condition['ticket.group_id'] === undefined) {
    return { ...condition, 'ticket.group_id': outside };
  }
  const inner = isJsonObject(condition) && isTree(condition) ? [condition] : leavesOf(condition);
  return { operator: 'AND', conditions: [...inner, { name: 'ticket.group_id', ...outside }] };
}

function excludesGroups(condition: Json, groupIds: readonly string[]): boolean {
  const topLevel =
    isJsonObject(condition) && isTree(condition)
      ? condition['operator'] === 'AND' && isJsonList(condition['conditions'])
        ? condition['conditions'].filter(isJsonObject)
        : []
      : leavesOf(condition);
  return topLevel.some(({ name, operator, value }) => {
    if (name !== 'ticket.group_id') return false;
    const named = new Set([value ?? null].flat().map(String));
    return operator === 'is not'
      ? groupIds.every((id) => named.has(id))
      : groupIds.every((id) => !named.has(id));
  });
}

function isTree(condition: JsonObject): boolean {
  return isJsonList(condition['conditions']);
}

/** Every comparison of a condition, flat or a tree. */
function leavesOf(condition: Json): readonly JsonObject[] {
  if (!isJsonObject(condition)) return [];
  const { conditions } = condition;
  if (isJsonList(conditions)) return conditions.flatMap(leavesOf);
  if ('name' in condition) return [condition];
  return Object.entries(condition).map(([name, leaf]) => ({ name, ...(isJsonObject(leaf) ? leaf : {}) }));
}

function seededIn(
  kind: 'priority' | 'state',
  foreign: (kind: ObjectKind) => readonly ZammadObject[],
): readonly Takeover[] {
  return foreign(kind)
    .filter(({ name }) => seededNames.has(name))
    .map((row) => ({
      ...referenceTo(kind, row),
      why: 'came with the helpdesk; the pack is exclusive and does not name it',
      before: { active: true, default_create: row['default_create'] === true },
      taken: { active: false, default_create: false },
    }));
}

function referenceTo(kind: Takeover['kind'], { id, name, created_at: createdAt }: ZammadObject) {
  return { kind, id: String(id), name, createdAt };
}
