import { isDeepStrictEqual } from 'node:util';

import type { ApiError } from '../api-error.ts';
import { crashed, recordNotFound, unprocessable } from '../api-error.ts';
import type { ObjectAttribute } from '../state/records.ts';
import { isObject, listOf, textOf, type Params } from '../state/row.ts';
import type { Transaction, World } from '../state/world.ts';
import { OBJECT_LOOKUPS, type AttributeObject } from './attributes.ts';
import { assertDefinitionValid, assertNameAllowed } from './attribute-rules.ts';
import { castValue, isSameValue } from './cast.ts';
import { leavesOf, parseCondition } from './condition-tree.ts';

/** Stages a new attribute; its column comes with the migration. */
export function addAttribute(world: World, params: Params, transaction: Transaction): ObjectAttribute {
  const given = definitionFrom(params);
  if (findAttribute(world, given) !== undefined) throw unprocessable('This object already exists.');
  const lookupId = lookupIdOf(given.object);
  const { data_type, display, name } = given;
  const draft: Params = {
    object_lookup_id: lookupId,
    name,
    display,
    data_type,
    data_option: given.data_option,
    data_option_new: {},
    editable: true,
    active: given.active,
    screens: given.screens,
    to_create: true,
    to_migrate: true,
    to_delete: false,
    to_config: false,
    position: given.position ?? 1 + Math.max(0, ...world.attributes.all().map((one) => one.position)),
    isBuiltIn: false,
    created_by_id: transaction.userId,
    updated_by_id: transaction.userId,
    created_at: transaction.at,
    updated_at: transaction.at,
  };
  assertNameAllowed(name);
  settleOptions(data_type, given.data_option);
  assertDefinitionValid(data_type, given.data_option);
  return world.attributes.insert(draft);
}

/**
 * Changes an attribute, found by object and name in the body; new options wait for the migration. Options count as new
 * unless they are given to the letter as they are, those that the server added included.
 */
export function changeAttribute(world: World, params: Params, transaction: Transaction): ObjectAttribute {
  const given = definitionFrom(params);
  const attribute = findAttribute(world, given);
  if (attribute === undefined) throw unprocessable('does not exist');
  if (!attribute.editable) throw unprocessable('Name attribute is not editable');
  assertTypeMayChange(attribute.data_type, given.data_type);
  const { display, data_type, active, screens } = given;
  const changes: Params = { display, data_type, active, screens };
  if (given.position !== undefined) changes['position'] = given.position;
  const isRedefined = ['display', 'data_type', 'position', 'active'].some(
    (column) => column in changes && !isSameValue(attribute[column], changes[column]),
  );
  if (isRedefined || !isDeepStrictEqual(attribute.data_option, given.data_option)) {
    const lengths = [attribute.data_option['maxlength'], given.data_option['maxlength']].map(textOf);
    if (lengths[0] !== lengths[1] && !lengths.includes('')) changes['to_migrate'] = true;
    changes['data_option_new'] = given.data_option;
    changes['to_config'] = true;
  }
  settleOptions(given.data_type, given.data_option);
  assertDefinitionValid(given.data_type, given.data_option);
  const isChanged = Object.entries(changes).some(([column, value]) => !isSameValue(attribute[column], value));
  if (isChanged) {
    const stamp = { updated_by_id: transaction.userId, updated_at: transaction.at };
    world.attributes.update(attribute, { ...changes, ...stamp });
  }
  return attribute;
}

interface Definition {
  readonly object: string;
  readonly name: string;
  readonly display: string;
  readonly data_type: string;
  readonly data_option: Params;
  readonly active: boolean;
  readonly screens: Params;
  readonly position: number | undefined;
}

const WITH_EMPTY_DEFAULT = /^(?:input|select|multiselect|tree_select)$/;

function definitionFrom(params: Params): Definition {
  if (typeof params['data_type'] !== 'string') throw crashed("undefined method `match?' for nil");
  const dataType = params['data_type'];
  const option: Params = isObject(params['data_option']) ? { ...params['data_option'] } : { default: '' };
  if (dataType === 'boolean' && ['true', 'false'].includes(textOf(option['default']))) {
    option['default'] = textOf(option['default']) === 'true';
  }
  if (dataType === 'boolean' && isObject(option['options'])) {
    const { true: yes, false: no, ...others } = option['options'];
    option['options'] = {
      ...others,
      ...(no === undefined ? {} : { false: no }),
      ...(yes === undefined ? {} : { true: yes }),
    };
  }
  if (!('default' in option)) option['default'] = WITH_EMPTY_DEFAULT.test(dataType) ? '' : null;
  option['null'] ??= true;
  if (!isObject(option['options']) && !Array.isArray(option['options'])) option['options'] = {};
  if (typeof option['relation'] !== 'string') option['relation'] = '';
  return {
    object: textOf(params['object']),
    name: textOf(params['name']).toLowerCase(),
    display: textOf(params['display']),
    data_type: dataType,
    data_option: option,
    active: castValue('boolean', params['active'] ?? true) === true,
    screens: isObject(params['screens']) ? params['screens'] : {},
    position: typeof params['position'] === 'number' ? params['position'] : undefined,
  };
}

function settleOptions(dataType: string, option: Params): void {
  if (!/select$|^checkbox$/.test(dataType)) return;
  option['nulloption'] ??= true;
  option['maxlength'] ??= 255;
  if (dataType.startsWith('multi')) option['multiple'] = true;
}

function lookupIdOf(object: string): number {
  const id = (OBJECT_LOOKUPS as Readonly<Record<string, number>>)[object];
  if (id === undefined) throw unprocessable(`uninitialized constant ${object}`);
  return id;
}

const findAttribute = (world: World, { object, name }: Definition): ObjectAttribute | undefined => {
  const lookupId = lookupIdOf(object);
  return world.attributes.find((one) => one.object_lookup_id === lookupId && one.name === name);
};

const CHANGEABLE_TYPES = new Set([
  'tree_select',
  'multi_tree_select',
  'select',
  'multiselect',
  'input',
  'checkbox',
]);

function assertTypeMayChange(before: string, after: string): void {
  if (before === after || (CHANGEABLE_TYPES.has(before) && CHANGEABLE_TYPES.has(after))) return;
  throw unprocessable(
    "Data type can't be altered after creation " +
      '(you can delete the attribute and create another with the desired value)',
  );
}

/** Stages the end of an attribute; one that was never migrated goes at once. */
export function removeAttribute(world: World, id: unknown): void {
  const attribute = world.attributes.get(id);
  if (attribute === undefined) throw asUnprocessable(recordNotFound('ObjectManager::Attribute', id));
  const name = `${objectNameOf(attribute)}.${attribute.name}`;
  if (!attribute.editable) throw unprocessable(`${name} can't be removed!`);
  const references = referencesTo(world, attribute);
  if (references !== '')
    throw unprocessable(`${name} is referenced by ${references} and thus cannot be deleted!`);
  if (attribute.to_create) world.attributes.remove(attribute);
  else world.attributes.update(attribute, { to_delete: true });
}

const asUnprocessable = (error: ApiError): ApiError => unprocessable(error.message);

export function discardChanges(world: World): void {
  for (const attribute of world.attributes.all()) {
    if (attribute.to_create) world.attributes.remove(attribute);
    else if (attribute.to_delete || attribute.to_config) {
      const clean = { to_migrate: false, to_delete: false, to_config: false, data_option_new: {} };
      world.attributes.update(attribute, clean);
    }
  }
}

export function objectNameOf(attribute: ObjectAttribute): AttributeObject {
  const found = Object.entries(OBJECT_LOOKUPS).find(([, id]) => id === attribute.object_lookup_id);
  return (found?.[0] ?? 'Ticket') as AttributeObject;
}

/** Which objects ask for the attribute in a condition: `Sla: a,b; Trigger: c`. */
export function referencesTo(world: World, attribute: ObjectAttribute): string {
  const subject = objectNameOf(attribute).toLowerCase();
  const kinds: readonly (readonly [string, readonly { name: string; condition?: unknown }[]])[] = [
    ['Job', world.jobs.all()],
    ['Overview', world.overviews.all()],
    ['Report::Profile', world.reportProfiles.all()],
    ['Sla', world.slas.all()],
    ['Trigger', world.triggers.all()],
  ];
  return kinds
    .map(
      ([kind, rows]) =>
        [kind, rows.filter((row) => asksFor(row.condition, subject, attribute.name))] as const,
    )
    .filter(([, rows]) => rows.length > 0)
    .map(([kind, rows]) => `${kind}: ${listOf(rows.map((row) => row.name).sort()).join(',')}`)
    .join('; ');
}

const asksFor = (condition: unknown, subject: string, name: string): boolean =>
  leavesOf(parseCondition(condition)).some((leaf) => leaf.subject === subject && leaf.attribute === name);
