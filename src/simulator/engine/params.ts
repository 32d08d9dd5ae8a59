import { unprocessable } from '../api-error.ts';
import { modelNamed } from '../models/registry.ts';
import type { Association, Collection, Model } from '../models/model.ts';
import { isBlank, isObject, listOf, textOf, type Params, type StampedRow } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { attributeColumns } from './attributes.ts';
import { castValue } from './cast.ts';

/** The record of a name, to the letter; users are found by login, then by e-mail. */
function findByName(world: World, target: string, name: unknown): StampedRow | undefined {
  if (target === 'User') {
    return world.users.where('login', name)[0] ?? world.users.where('email', name)[0];
  }
  return modelNamed(target)
    .table(world)
    .find((row) => row['name'] === name);
}

/** `group: "Users"` becomes `group_id: 1`; where both are given the id stands. */
export function resolveNames(world: World, model: Model, params: Params): Params {
  const resolved: Params = { ...params };
  for (const association of model.associations ?? []) {
    const name = params[association.name];
    const column = `${association.name}_id`;
    if (name === undefined || name === null || name === false || isPresent(params[column])) continue;
    resolved[column] = idOfName(world, association, name);
  }
  return resolved;
}

const isPresent = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

function idOfName(world: World, { name, target }: Association, value: unknown): number {
  if (target === 'User' && typeof value !== 'string') {
    throw unprocessable(`String is needed as ref value ${rubyText(value)} for '${name}'`);
  }
  const found = findByName(world, target, value);
  if (found === undefined) throw unprocessable(`No lookup value found for '${name}': ${rubyText(value)}`);
  return found.id;
}

/** How Ruby's `inspect` shows a value of a request. */
function rubyText(value: unknown): string {
  if (value === null || value === undefined) return 'nil';
  if (Array.isArray(value)) return `[${value.map(rubyText).join(', ')}]`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([key, item]) => `"${key}"=>${rubyText(item)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}

const NEVER_TAKEN = new Set(['id', 'created_at', 'updated_at', 'created_by_id', 'updated_by_id']);

/** The parameters that are columns, cast; unknown ones are dropped in silence. */
export function pickColumns(world: World, model: Model, params: Params): Params {
  const picked: Params = {};
  const checked = new Map(
    (model.associations ?? []).filter((one) => one.isChecked).map((one) => [`${one.name}_id`, one]),
  );
  const custom = model.attributesOf === undefined ? {} : attributeColumns(world, model.attributesOf);
  for (const [column, value] of Object.entries(params)) {
    const type = model.columns[column]?.type ?? custom[column];
    if (type === undefined || NEVER_TAKEN.has(column)) continue;
    const association = checked.get(column);
    if (association !== undefined && !isBlank(value)) assertExists(world, association, value);
    picked[column] = castValue(type, value);
  }
  return picked;
}

function assertExists(world: World, association: Association, value: unknown): void {
  const id = typeof value === 'number' ? value : textOf(value);
  if (modelNamed(association.target).table(world).get(id) !== undefined) return;
  throw unprocessable(`Invalid value for param '${association.name}_id': ${rubyText(value)}`);
}

/** The ids of a collection as a request gives them, by id or by name; undefined when it says nothing. */
export function idsOfCollection(world: World, collection: Collection, params: Params): number[] | undefined {
  const { key, name, target } = collection;
  const byId = params[key];
  const byName = params[name];
  if (byName !== undefined && byName !== null && !isObject(byName)) {
    return listOf(byName)
      .filter((item) => !isBlank(item))
      .map((item) => {
        const found = findByName(world, target, item);
        if (found === undefined)
          throw unprocessable(`No lookup value found for '${name}': ${rubyText(item)}`);
        return found.id;
      });
  }
  if (byId === undefined || isObject(byId)) return undefined;
  return listOf(byId)
    .filter((item) => item !== null)
    .map((item) => {
      const found = modelNamed(target)
        .table(world)
        .get(typeof item === 'number' ? item : textOf(item));
      if (found === undefined) throw unprocessable(`No value found for '${name}' with id ${rubyText(item)}`);
      return found.id;
    });
}
