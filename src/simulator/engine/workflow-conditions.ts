import { modelNamed } from '../models/registry.ts';
import { ticketModel } from '../models/ticket.ts';
import type { CoreWorkflow, User } from '../state/records.ts';
import { isBlank, listOf, textOf, type JsonObject, type Params } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { groupsWithAccess } from './access.ts';
import { isSameValue } from './cast.ts';
import { shiftInstant } from './condition-operators.ts';
import type { TicketForm } from './workflow-form.ts';

/** Whether a workflow applies to the form with these values in it. */
export function isWorkflowMet(form: TicketForm, workflow: CoreWorkflow, params: Params): boolean {
  if (!isBlank(workflow.object) && workflow.object !== 'Ticket') return false;
  const screens = listOf(workflow.preferences.screen);
  if (screens.length > 0 && !screens.includes(form.screen)) return false;
  const isMet = (conditions: Record<string, JsonObject>, ticket: Params): boolean =>
    Object.entries(conditions).every(([key, rule]) => isRuleMet(form, key, rule, ticket));
  return (
    isMet(workflow.condition_saved, form.saved ?? {}) &&
    isMet(workflow.condition_selected, { ...form.saved, ...params })
  );
}

function isRuleMet(form: TicketForm, key: string, rule: JsonObject, ticket: Params): boolean {
  const actual = valuesOf(form, key, ticket);
  if (rule['pre_condition'] === 'not_set') return isUnset(key, actual);
  const wanted =
    rule['pre_condition'] === 'current_user.id' ? [String(form.user.id)] : listOf(rule['value']).map(textOf);
  const field = key.split('.').at(-1) ?? '';
  switch (rule['operator']) {
    case 'is modified':
      return isModified(form, field, ticket);
    case 'is modified to':
      return isModified(form, field, ticket) && actual.some((value) => wanted.includes(value));
    case 'is set':
      return !isUnset(key, actual);
    case 'not set':
      return isUnset(key, actual);
    default:
      return compareValues(textOf(rule['operator']), actual, wanted, { rule, nowMs: form.world.clock.now() });
  }
}

const isUnset = (key: string, actual: readonly string[]): boolean =>
  actual.length === 0 ||
  (actual.length === 1 && (actual[0] === '' || (key === 'ticket.owner_id' && actual[0] === '1')));

const isModified = (form: TicketForm, field: string, ticket: Params): boolean =>
  form.saved === null ? !isBlank(ticket[field]) : !isSameValue(form.saved[field], ticket[field]);

interface TimeRule {
  readonly rule: JsonObject;
  readonly nowMs: number;
}

function compareValues(
  operator: string,
  actual: readonly string[],
  wanted: readonly string[],
  timeRule: TimeRule,
): boolean {
  const hasOne = actual.some((value) => wanted.includes(value));
  const isSome = actual.length > 0;
  switch (operator) {
    case 'is':
    case 'contains':
    case 'contains one':
    case 'is any of':
      return hasOne;
    case 'is not':
    case 'is none of':
    case 'contains all not':
      return !hasOne;
    case 'contains not':
    case 'contains one not':
      return !isSome || actual.some((value) => !wanted.includes(value));
    case 'contains all':
      return wanted.every((value) => actual.includes(value));
    case 'starts with':
    case 'starts with one of':
      return isSome && actual.some((value) => wanted.some((start) => value.startsWith(start)));
    case 'ends with':
    case 'ends with one of':
      return isSome && actual.some((value) => wanted.some((end) => value.endsWith(end)));
    case 'matches regex':
      return actual.some((value) => wanted.some((pattern) => new RegExp(pattern, 'u').test(value)));
    case 'does not match regex':
      return (
        !isSome || actual.some((value) => wanted.some((pattern) => !new RegExp(pattern, 'u').test(value)))
      );
    default:
      return compareTimes(operator, actual, wanted, timeRule);
  }
}

/** Strictly before or after, unlike in searches. */
function compareTimes(
  operator: string,
  actual: readonly string[],
  wanted: readonly string[],
  { rule, nowMs }: TimeRule,
): boolean {
  const range = rule['range'];
  const isBack = /before|last|from/.test(operator) && operator.includes('relative');
  const limits = wanted.map((value) =>
    range === undefined
      ? Date.parse(value)
      : shiftInstant(nowMs, (isBack ? -1 : 1) * (Number(value) || 0), textOf(range)),
  );
  const times = actual.map((value) => Date.parse(value));
  const every = (test: (time: number, limit: number) => boolean): boolean =>
    times.length > 0 && times.every((time) => limits.every((limit) => test(time, limit)));
  if (operator.startsWith('after') || operator.startsWith('from'))
    return every((time, limit) => time > limit);
  if (operator.startsWith('before') || operator.startsWith('till'))
    return every((time, limit) => time < limit);
  if (operator.startsWith('within last')) return every((time, limit) => time > limit && time < nowMs);
  if (operator.startsWith('within next')) return every((time, limit) => time > nowMs && time < limit);
  if (operator !== 'today') return false;
  return times.every((time) => Math.floor(time / 86_400_000) === Math.floor(nowMs / 86_400_000));
}

/** The values that a key such as `ticket.group_id`, `session.role_ids` or `customer.email` leads to. */
function valuesOf(form: TicketForm, key: string, ticket: Params): string[] {
  const [first = '', ...rest] = key.split('.');
  if (first === 'session') return sessionValues(form.world, form.user, rest[0] ?? '');
  const path = first === 'ticket' ? rest : [first, ...rest];
  if (path[0] === 'tags') return form.saved === null ? [] : form.world.tagsOf(form.saved.id);
  return textsOf(follow(form.world, ticket, path));
}

const textsOf = (value: unknown): string[] => listOf(value).map(textOf);

function follow(world: World, ticket: Params, path: readonly string[]): unknown {
  const [head = '', next] = path;
  if (next === undefined) return ticket[head];
  const target = ticketModel.associations?.find((association) => association.name === head)?.target;
  if (target === undefined) return undefined;
  return modelNamed(target).table(world).get(ticket[`${head}_id`])?.[next];
}

function sessionValues(world: World, user: User, attribute: string): string[] {
  const access = /^group_ids_(full|create|change|read|overview)$/.exec(attribute)?.[1];
  if (access !== undefined) return [...groupsWithAccess(world, user, access)].map(String);
  if (attribute === 'permission_ids') {
    return user.role_ids.flatMap((id) => world.roles.get(id)?.permission_ids ?? []).map(String);
  }
  return textsOf(user[attribute]);
}
