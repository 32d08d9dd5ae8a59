import { isJsonList, isJsonObject, type Json } from '../../../core/bootstrap/json.ts';
import type { NamedKind, NameIndex } from './name-index.ts';

/** How the ids in an attribute become names, and back. */
export interface Reference {
  toNames(value: Json, index: NameIndex): Json;
  toIds(value: Json, index: NameIndex): Json;
}

/** One id. */
export function one(kind: NamedKind): Reference {
  return {
    toNames: (value, index) => (value === null ? null : index.nameOf(kind, idText(value))),
    toIds: (value, index) => (value === null ? null : Number(index.idOf(kind, idText(value)))),
  };
}

/** A list of ids in no order. */
export function several(kind: NamedKind): Reference {
  return {
    toNames: (value, index) =>
      listOf(value)
        .map((id) => index.nameOf(kind, idText(id)))
        .sort(),
    toIds: (value, index) => listOf(value).map((name) => Number(index.idOf(kind, idText(name)))),
  };
}

/** An object whose keys are ids and whose values are lists in no order. */
export function keyedBy(kind: NamedKind): Reference {
  const rename = (value: Json, nameOf: (key: string) => string): Json =>
    isJsonObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, list]) => [nameOf(key), listOf(list).map(idText).sort()]),
        )
      : {};
  return {
    toNames: (value, index) => rename(value, (id) => index.nameOf(kind, id)),
    toIds: (value, index) => rename(value, (name) => index.idOf(kind, name)),
  };
}

const kindOfAttribute: Readonly<Record<string, NamedKind>> = {
  'ticket.group_id': 'group',
  'ticket.priority_id': 'priority',
  'ticket.state_id': 'state',
  'session.role_ids': 'role',
  'article.sender_id': 'article-sender',
  'article.type_id': 'article-type',
};

// What a condition compares with and a workflow offers; other keys (operator, range) hold no ids.
const valueKeys: ReadonlySet<string> = new Set(['value', 'set_fixed_to', 'add_option', 'remove_option']);

/**
 * Conditions and performs: objects keyed by attribute, or trees of `{name, operator, value}`. Ids stand as text, as
 * Zammad's own forms write them.
 */
export const selector: Reference = {
  toNames: (value, index) => mapSelector(value, (kind, id) => index.nameOf(kind, id)),
  toIds: (value, index) => mapSelector(value, (kind, name) => index.idOf(kind, name)),
};

type MapId = (kind: NamedKind, id: string) => string;

function mapSelector(value: Json, mapId: MapId): Json {
  if (isJsonList(value)) return value.map((each) => mapSelector(each, mapId));
  if (!isJsonObject(value)) return value;
  const { name } = value;
  if (typeof name === 'string' && 'operator' in value) return mapLeaf(value, kindOfAttribute[name], mapId);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const kind = kindOfAttribute[key];
      const isAttribute = /^\w+\.\w+$/.test(key);
      return [key, isAttribute ? mapLeaf(part, kind, mapId) : mapSelector(part, mapId)];
    }),
  );
}

function mapLeaf(leaf: Json, kind: NamedKind | undefined, mapId: MapId): Json {
  if (!isJsonObject(leaf)) return leaf;
  return Object.fromEntries(
    Object.entries(leaf).map(([key, part]) => [key, valueKeys.has(key) ? mapIds(part, kind, mapId) : part]),
  );
}

/** Lists in no order are sorted, so that equal ones compare equal. */
function mapIds(value: Json, kind: NamedKind | undefined, mapId: MapId): Json {
  const mapOne = (id: Json): Json =>
    kind === undefined || id === '' || id === null ? id : mapId(kind, idText(id));
  if (!isJsonList(value)) return mapOne(value);
  return value.map(mapOne).sort((a, b) => (idText(a) < idText(b) ? -1 : 1));
}

function listOf(value: Json): readonly Json[] {
  return isJsonList(value) ? value : [];
}

function idText(value: Json): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
