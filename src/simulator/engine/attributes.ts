import { unprocessable } from '../api-error.ts';
import type { ObjectAttribute } from '../state/records.ts';
import { isBlank, type Params } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { castValue, type ColumnType } from './cast.ts';

/** Objects that carry attributes, and the numbers under which they are known. */
export const OBJECT_LOOKUPS = { Ticket: 1, TicketArticle: 2, User: 3, Organization: 4, Group: 5 } as const;
export type AttributeObject = keyof typeof OBJECT_LOOKUPS;

const COLUMN_TYPES: Readonly<Record<string, ColumnType>> = {
  integer: 'integer',
  user_autocompletion: 'integer',
  boolean: 'boolean',
  active: 'boolean',
  datetime: 'datetime',
  date: 'date',
  multiselect: 'list',
  multi_tree_select: 'list',
  autocompletion_ajax_external_data_source: 'json',
};

export const columnTypeOf = (attribute: { readonly data_type: string }): ColumnType =>
  COLUMN_TYPES[attribute.data_type] ?? 'string';

interface CachedAttributes {
  readonly version: number;
  readonly byObject: Map<AttributeObject, ObjectAttribute[]>;
}

const cache = new WeakMap<World, CachedAttributes>();

/** The attributes of an object whose columns exist, in the order of forms. */
export function liveAttributes(world: World, object: AttributeObject): readonly ObjectAttribute[] {
  let cached = cache.get(world);
  if (cached?.version !== world.attributesVersion) {
    cached = { version: world.attributesVersion, byObject: new Map() };
    cache.set(world, cached);
  }
  const known = cached.byObject.get(object);
  if (known !== undefined) return known;
  const live = world.attributes
    .filter((one) => one.object_lookup_id === OBJECT_LOOKUPS[object] && !one.to_create)
    .sort((a, b) => a.position - b.position || (a.name < b.name ? -1 : 1));
  cached.byObject.set(object, live);
  return live;
}

/** Names and types of the columns that administrators added to an object. */
export function attributeColumns(world: World, object: AttributeObject): Record<string, ColumnType> {
  return Object.fromEntries(
    liveAttributes(world, object)
      .filter((attribute) => !attribute.isBuiltIn)
      .map((attribute) => [attribute.name, columnTypeOf(attribute)]),
  );
}

/** What a new record has in these columns before anybody fills them. */
export function defaultsOfAttributes(world: World, object: AttributeObject): Params {
  const defaults: Params = {};
  for (const attribute of liveAttributes(world, object)) {
    if (attribute.isBuiltIn) continue;
    defaults[attribute.name] = attribute.active ? defaultOf(attribute, world.clock.now()) : null;
  }
  return defaults;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function defaultOf(attribute: ObjectAttribute, nowMs: number): unknown {
  const { diff } = attribute.data_option;
  if (attribute.data_type === 'datetime') {
    if (typeof diff !== 'number') return null;
    const minuteMs = Math.floor((nowMs + diff * HOUR_MS) / 60_000) * 60_000;
    return new Date(minuteMs).toISOString();
  }
  if (attribute.data_type === 'date') {
    return typeof diff === 'number' ? new Date(nowMs + diff * DAY_MS).toISOString().slice(0, 10) : null;
  }
  return castValue(columnTypeOf(attribute), attribute.data_option['default']);
}

/** What records that existed before get when the column is made. */
export function backfillOf(attribute: ObjectAttribute): unknown {
  const hasColumnDefault = ['integer', 'boolean', 'datetime', 'date'].includes(attribute.data_type);
  return hasColumnDefault
    ? castValue(columnTypeOf(attribute), attribute.data_option['default'] ?? null)
    : null;
}

/** Checks lengths, bounds and past or future; options of selections are not looked at. */
export function assertAttributesValid(
  world: World,
  object: AttributeObject,
  values: Params,
  isChanged: (column: string) => boolean,
): void {
  const attributes = liveAttributes(world, object).filter((attribute) => attribute.active);
  if (!attributes.some((attribute) => isChanged(attribute.name))) return;
  for (const attribute of attributes) {
    if (!attribute.editable || isBlank(values[attribute.name])) continue;
    const complaint = complaintAbout(attribute, values[attribute.name], world.clock.now());
    if (complaint !== undefined) throw unprocessable(`${humanName(attribute.name)} ${complaint}`);
  }
}

function complaintAbout(attribute: ObjectAttribute, value: unknown, nowMs: number): string | undefined {
  const { maxlength, min, max, past, future } = attribute.data_option;
  switch (attribute.data_type) {
    case 'input':
    case 'textarea':
      return typeof value === 'string' && Array.from(value).length > Number(maxlength)
        ? `is longer than the allowed length ${String(maxlength)}`
        : undefined;
    case 'integer':
      if (typeof min === 'number' && Number(value) < min) {
        return `is smaller than the allowed minimum value of ${min}`;
      }
      return typeof max === 'number' && Number(value) > max
        ? `is larger than the allowed maximum value of ${max}`
        : undefined;
    case 'datetime':
      if (past !== true && Date.parse(String(value)) < nowMs) return 'does not allow past dates';
      return future !== true && Date.parse(String(value)) > nowMs ? 'does not allow future dates' : undefined;
    default:
      return undefined;
  }
}

/** `inv_number` as Rails says it: `Inv number`. */
function humanName(column: string): string {
  const words = column.replace(/_id$/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
