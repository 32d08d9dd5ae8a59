import type { ObjectAttribute, Ticket, User } from '../state/records.ts';
import { isBlank, isObject, listOf, textOf, type Params } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { groupsWithAccess, hasGroupAccess, isAgent, permissionsOf, holdsPermission } from './access.ts';
import { liveAttributes } from './attributes.ts';

type Screen = 'create_middle' | 'edit';

/** A ticket's form as it would be shown to the user who saves. */
export interface TicketForm {
  readonly world: World;
  readonly user: User;
  readonly screen: Screen;
  readonly saved: Ticket | null;
  readonly values: Params;
  readonly fields: ReadonlyMap<string, Field>;
}

export interface Field {
  readonly attribute: ObjectAttribute;
  /** What the screen says for the permissions of the user. */
  readonly screenOptions: Params;
}

export function openForm(form: Omit<TicketForm, 'fields'>): TicketForm {
  const held = permissionsOf(form.world, form.user);
  const fields = new Map<string, Field>();
  for (const attribute of liveAttributes(form.world, 'Ticket')) {
    if (!attribute.active) continue;
    const needed = listOf(attribute.data_option['permission']).map(textOf);
    if (needed.length > 0 && !holdsPermission(held, needed)) continue;
    fields.set(attribute.name, { attribute, screenOptions: optionsFor(attribute, form.screen, held) });
  }
  return { ...form, fields };
}

function optionsFor(attribute: ObjectAttribute, screen: Screen, held: readonly string[]): Params {
  const options: Params = {};
  for (const [permission, config] of Object.entries(attribute.screens[screen] ?? {})) {
    if (permission === '-all-' || holdsPermission(held, [permission])) Object.assign(options, config);
  }
  return options;
}

/** What the screen says, else what the attribute says. */
const optionOf = ({ attribute, screenOptions }: Field, key: string): unknown =>
  screenOptions[key] ?? attribute.data_option[key];

export const isShown = (field: Field): boolean => optionOf(field, 'shown') !== false;

export function isMandatory(field: Field): boolean {
  const required = optionOf(field, 'required');
  if (required !== undefined && required !== null) return !isBlank(required);
  const isNullable = optionOf(field, 'null');
  return isNullable !== undefined && isNullable !== null && isBlank(isNullable);
}

export const isRelation = ({ attribute }: Field): boolean =>
  /select$/.test(attribute.data_type) && !isBlank(attribute.data_option['relation']);

/** The values that a field offers; undefined where it takes anything. */
export function offeredValues(form: TicketForm, field: Field): string[] | undefined {
  const values = isRelation(field) ? relatedIds(form, field.attribute.name) : optionValues(field.attribute);
  if (values === undefined || values.length === 0) return undefined;
  const offered = new Set(values);
  const { name } = field.attribute;
  if (form.saved !== null && name !== 'owner_id' && !(values.length === 1 && offered.has(''))) {
    for (const value of listOf(form.saved[name])) offered.add(textOf(value));
  }
  if (!isBlank(optionOf(field, 'nulloption'))) offered.add('');
  return [...offered];
}

function optionValues(attribute: ObjectAttribute): string[] | undefined {
  const { options } = attribute.data_option;
  if (Array.isArray(options)) return treeValues(options);
  return isObject(options) ? Object.keys(options) : undefined;
}

const treeValues = (options: readonly unknown[]): string[] =>
  options
    .filter(isObject)
    .flatMap((option) => [textOf(option['value']), ...treeValues(listOf(option['children']))]);

function relatedIds(form: TicketForm, name: string): string[] | undefined {
  const { world } = form;
  switch (name) {
    case 'group_id':
      return groupIds(form);
    case 'owner_id':
      return ownerIds(form);
    case 'priority_id':
      return world.priorities.filter((priority) => priority.active).map((priority) => String(priority.id));
    case 'state_id':
      return stateIds(form);
    default:
      return undefined;
  }
}

function groupIds({ world, user, screen }: TicketForm): string[] {
  const ids = isAgent(world, user)
    ? [...groupsWithAccess(world, user, 'create', ...(screen === 'edit' ? ['change'] : []))]
    : world.groups.filter((group) => group.active).map((group) => group.id);
  return ids.length === 0 ? [''] : ids.map(String);
}

/** Active agents with full access to the group of the ticket, and nobody. */
function ownerIds({ world, values }: TicketForm): string[] {
  const groupId = Number(values['group_id']);
  if (isBlank(values['group_id'])) return [''];
  const agents = world.users.filter((user) => hasGroupAccess(world, user, groupId, 'full'));
  return ['1', ...agents.map((agent) => String(agent.id))];
}

const STATE_TYPES: Readonly<Record<`${Screen}/${'agent' | 'customer'}`, readonly string[]>> = {
  'create_middle/agent': ['new', 'open', 'pending reminder', 'pending action', 'closed'],
  'edit/agent': ['open', 'pending reminder', 'pending action', 'closed'],
  'create_middle/customer': ['new', 'closed'],
  'edit/customer': ['open', 'closed'],
};

function stateIds({ world, user, screen }: TicketForm): string[] {
  const types = STATE_TYPES[`${screen}/${isAgent(world, user) ? 'agent' : 'customer'}`];
  return world.states
    .filter((state) => state.active && types.includes(world.stateTypeName(state.id)))
    .map((state) => String(state.id));
}

/** What a relation falls back to when its value is not offered. */
export function defaultOfRelation({ world }: TicketForm, name: string): string | undefined {
  const table = name === 'priority_id' ? world.priorities : name === 'state_id' ? world.states : undefined;
  const row = table?.find((one) => one['default_create'] === true);
  return row === undefined ? undefined : String(row.id);
}
