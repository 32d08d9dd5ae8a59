import type { ObjectAttribute } from '../state/records.ts';
import { isObject, listOf, textOf, type Params, type Row } from '../state/row.ts';
import type { Table } from '../state/table.ts';
import type { World } from '../state/world.ts';
import { objectNameOf } from './attribute-definitions.ts';
import { backfillOf, columnTypeOf } from './attributes.ts';
import { castValue } from './cast.ts';

/** What a run of the migrations did: a change of the schema makes the server end itself. */
export type MigrationKind = 'schema' | 'configuration' | 'nothing';

/** Carries out everything that is staged. */
export function executeMigrations(world: World): MigrationKind {
  let kind: MigrationKind = 'nothing';
  for (const attribute of world.attributes.all()) {
    const { to_delete, to_config, to_create, to_migrate } = attribute;
    if (to_delete) {
      world.attributes.remove(attribute);
      forEachRow(world, attribute, (table, row) => {
        table.update(row, { [attribute.name]: undefined });
      });
      kind = 'schema';
      continue;
    }
    if (to_config) {
      takeNewOptions(world, attribute);
      if (kind === 'nothing') kind = 'configuration';
    }
    if (to_create || to_migrate) {
      migrate(world, attribute, to_create);
      kind = 'schema';
    }
  }
  return kind;
}

const isSelection = (attribute: ObjectAttribute): boolean =>
  /^(?:multi|tree_)?select$/.test(attribute.data_type);

function takeNewOptions(world: World, attribute: ObjectAttribute): void {
  const historical_options = historicalOptionsOf(attribute);
  const option = isSelection(attribute)
    ? { ...attribute.data_option_new, historical_options }
    : attribute.data_option_new;
  world.attributes.update(attribute, { data_option: option, data_option_new: {}, to_config: false });
}

function migrate(world: World, attribute: ObjectAttribute, isNew: boolean): void {
  const option = isSelection(attribute)
    ? { ...attribute.data_option, historical_options: historicalOptionsOf(attribute) }
    : attribute.data_option;
  world.attributes.update(attribute, { data_option: option, to_create: false, to_migrate: false });
  if (attribute.data_type === 'datetime' && typeof option['diff'] === 'string') world.isBricked = true;
  const type = columnTypeOf(attribute);
  forEachRow(world, attribute, (table, row) => {
    const value = isNew ? backfillOf(attribute) : castValue(type, row[attribute.name] ?? null);
    table.update(row, { [attribute.name]: value });
  });
}

function forEachRow(
  world: World,
  attribute: ObjectAttribute,
  visit: (table: Table<Row>, row: Row) => void,
): void {
  const tables = {
    Ticket: world.tickets,
    TicketArticle: world.articles,
    User: world.users,
    Organization: world.organizations,
    Group: world.groups,
  };
  const table = tables[objectNameOf(attribute)] as unknown as Table<Row>;
  for (const row of table.all()) visit(table, row);
}

/** Values and labels of all options that there ever were. */
function historicalOptionsOf(attribute: ObjectAttribute): Params {
  const { data_option: now, data_option_new: next } = attribute;
  const before = isObject(now['historical_options']) ? now['historical_options'] : {};
  return { ...before, ...labelsOf(now['options']), ...labelsOf(next['options']) };
}

function labelsOf(options: unknown): Params {
  if (isObject(options)) return options;
  const labels: Params = {};
  for (const option of listOf(options).filter(isObject)) {
    labels[textOf(option['value'])] = option['name'];
    Object.assign(labels, labelsOf(listOf(option['children'])));
  }
  return labels;
}
