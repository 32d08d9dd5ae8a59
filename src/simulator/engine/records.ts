import { ApiError, recordNotFound, unprocessable } from '../api-error.ts';
import type { Collection, Model, Save } from '../models/model.ts';
import { isBlank, isObject, listOf, textOf, type Params, type StampedRow } from '../state/row.ts';
import type { Transaction, World } from '../state/world.ts';
import { assertAttributesValid, attributeColumns, defaultsOfAttributes } from './attributes.ts';
import { isSameValue } from './cast.ts';
import { assertConditionValid } from './condition-check.ts';
import { idsOfCollection, pickColumns, resolveNames } from './params.ts';

export function findRecord(world: World, model: Model, id: unknown): StampedRow {
  const row = model.table(world).get(id);
  if (row === undefined) throw recordNotFound(model.name, id);
  return row;
}

/** Makes a record as Zammad's generic controllers do. */
export function createRecord(
  world: World,
  model: Model,
  params: Params,
  transaction: Transaction,
): StampedRow {
  const given = pickColumns(world, model, resolveNames(world, model, params));
  const values: Params = { ...defaultsOf(world, model), ...given };
  const collections = collectionsFrom(world, model, params);
  for (const { collection, ids } of collections)
    if (collection.read === undefined) values[collection.key] = ids;
  takeGroupAccess(world, model, params, values);
  const save = saveOf(world, transaction, null, values);
  prepare(model, save);
  const row = model.table(world).insert({
    ...values,
    created_by_id: transaction.userId,
    updated_by_id: transaction.userId,
    created_at: transaction.at,
    updated_at: transaction.at,
  });
  for (const { collection, ids } of collections) collection.write?.(world, row, ids);
  model.afterWrite?.(save, row, Object.keys(values));
  return row;
}

/** Changes a record; when nothing differs, not even `updated_at` moves. */
export function updateRecord(
  world: World,
  model: Model,
  row: StampedRow,
  { params, transaction }: { readonly params: Params; readonly transaction: Transaction },
): void {
  const given = pickColumns(world, model, resolveNames(world, model, params));
  const values: Params = { ...columnsOf(world, model, row), ...given };
  let isTouched = false;
  const collections = collectionsFrom(world, model, params);
  for (const { collection, ids } of collections) {
    if (collection.read === undefined) values[collection.key] = ids;
    else if (!isSameSet(collection.read(world, row), ids)) isTouched = true;
  }
  takeGroupAccess(world, model, params, values);
  const save = saveOf(world, transaction, row, values);
  prepare(model, save);
  for (const { collection, ids } of collections) collection.write?.(world, row, ids);
  const changes = Object.fromEntries(Object.entries(values).filter(([column]) => save.isChanged(column)));
  const isAnothersTurn = row.updated_by_id !== transaction.userId;
  if (isTouched || isAnothersTurn || Object.keys(changes).length > 0) {
    model
      .table(world)
      .update(row, { ...changes, updated_by_id: transaction.userId, updated_at: transaction.at });
  }
  model.afterWrite?.(save, row, Object.keys(changes));
}

export function destroyRecord(world: World, model: Model, id: unknown): void {
  const row = findRecord(world, model, id);
  if (model.isReferenced?.(world, row) === true) throw unprocessable("Can't delete, object has references.");
  model.table(world).remove(row);
  model.afterDestroy?.(world, row);
}

function saveOf(world: World, transaction: Transaction, row: StampedRow | null, values: Params): Save {
  return {
    world,
    transaction,
    row,
    values,
    isChanged: (column) => !isSameValue(row?.[column], values[column]),
  };
}

function prepare(model: Model, save: Save): void {
  const { world, row, values } = save;
  model.beforeWrite?.(save);
  model.validate?.(save);
  assertNameGood(model, save);
  if (model.attributesOf !== undefined) {
    assertAttributesValid(world, model.attributesOf, values, (column) => save.isChanged(column));
  }
  if (model.hasCondition === true && !isBlank(values['condition'])) {
    assertConditionValid(world, values['condition'], textOf(values['object'] ?? 'Ticket'));
  }
  for (const [column, { isRequired, type }] of Object.entries(model.columns)) {
    const isMissing = values[column] === null || values[column] === undefined;
    const isEmptyStore = type === 'json' && isObject(values[column]) && isBlank(values[column]);
    if (isRequired === true && (isMissing || isEmptyStore)) {
      throw unprocessable(`Attribute '${column}" of relation "${model.relation}' required!`);
    }
  }
  if (model.nameRules?.uniqueness === 'index' && isNameTaken(model, save, (name) => name)) {
    throw unprocessable('This object already exists.');
  }
  if (row === null) delete values['id'];
}

function assertNameGood(model: Model, save: Save): void {
  if (model.nameRules?.isRequired === true && isBlank(save.values['name']))
    throw unprocessable("Name can't be blank");
  if (model.nameRules?.uniqueness !== 'model') return;
  if (isNameTaken(model, save, (name) => name.toLowerCase()))
    throw unprocessable('Name has already been taken');
}

function isNameTaken(
  model: Model,
  { world, row, values }: Save,
  normalise: (name: string) => string,
): boolean {
  if (values['name'] === null || values['name'] === undefined) return false;
  const name = normalise(textOf(values['name']));
  return (
    model.table(world).find((other) => other !== row && normalise(textOf(other['name'])) === name) !==
    undefined
  );
}

function defaultsOf(world: World, model: Model): Params {
  const values: Params = {};
  for (const [column, { type, default: value }] of Object.entries(model.columns)) {
    values[column] = value === undefined ? (type === 'json' ? {} : null) : structuredClone(value);
  }
  for (const { key, read } of model.collections ?? []) if (read === undefined) values[key] = [];
  if (model.attributesOf !== undefined)
    Object.assign(values, defaultsOfAttributes(world, model.attributesOf));
  return values;
}

function columnsOf(world: World, model: Model, row: StampedRow): Params {
  const values: Params = {};
  for (const column of Object.keys(model.columns)) values[column] = row[column];
  for (const { key, read } of model.collections ?? []) if (read === undefined) values[key] = row[key];
  if (model.hasGroupAccess === true) values['group_ids'] = row['group_ids'];
  if (model.attributesOf !== undefined) {
    for (const column of Object.keys(attributeColumns(world, model.attributesOf)))
      values[column] = row[column];
  }
  return values;
}

interface GivenCollection {
  readonly collection: Collection;
  readonly ids: number[];
}

function collectionsFrom(world: World, model: Model, params: Params): GivenCollection[] {
  const given: GivenCollection[] = [];
  for (const collection of model.collections ?? []) {
    const ids = idsOfCollection(world, collection, params);
    if (ids !== undefined) given.push({ collection, ids });
  }
  return given;
}

function isSameSet(left: readonly number[], right: readonly number[]): boolean {
  const sorted = (ids: readonly number[]): string => [...ids].sort((a, b) => a - b).join(',');
  return sorted(left) === sorted(right);
}

/** The map replaces the one before; levels of access are not looked at. */
function takeGroupAccess(world: World, model: Model, params: Params, values: Params): void {
  if (model.hasGroupAccess !== true) return;
  values['group_ids'] ??= {};
  const byName = params['groups'];
  const byId = params['group_ids'];
  const map: Record<string, string[]> = {};
  if (isObject(byName)) {
    for (const [name, access] of Object.entries(byName)) {
      const group = world.groups.find((candidate) => candidate.name === name);
      if (group === undefined)
        throw unprocessable(`No lookup value found for 'groups': ${JSON.stringify(name)}`);
      map[String(group.id)] = listOf(access).map(textOf);
    }
  } else if (isObject(byId)) {
    for (const [id, access] of Object.entries(byId)) {
      if (world.groups.get(id) === undefined) throw new ApiError(422, `Couldn't find Group with 'id'=${id}`);
      map[id] = listOf(access).map(textOf);
    }
  } else return;
  values['group_ids'] = Object.fromEntries(Object.entries(map).filter(([, access]) => access.length > 0));
}
