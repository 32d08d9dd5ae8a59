import type { ConfigurationObject, ObservedObject } from './configuration-object.ts';
import { isJsonObject, isSameJson, type Json, type JsonObject } from './json.ts';

/** One value that is not as desired. */
export interface Difference {
  /** The attribute that must be written to mend it. */
  readonly attribute: string;
  /** Where in the attribute, for people. */
  readonly path: readonly string[];
  readonly from: Json;
  readonly to: Json;
}

/** What of an object is not as desired; attributes that we say nothing about are not looked at. */
export function compareObject(object: ConfigurationObject, observed: ObservedObject): readonly Difference[] {
  const isRenamed = object.name !== observed.name;
  return [
    ...(isRenamed ? [{ attribute: 'name', path: [], from: observed.name, to: object.name }] : []),
    ...compareValues(observed.attributes, object.attributes),
  ];
}

/** Where the present values differ from the wanted ones. The order of keys does not matter. */
export function compareValues(present: JsonObject, wanted: JsonObject): readonly Difference[] {
  return Object.entries(wanted).flatMap(([attribute, value]) =>
    compareAt(present[attribute] ?? null, value, []).map((found) => ({ attribute, ...found })),
  );
}

type Found = Omit<Difference, 'attribute'>;

function compareAt(from: Json, to: Json, path: readonly string[]): readonly Found[] {
  if (isSameJson(from, to)) return [];
  if (!isJsonObject(from) || !isJsonObject(to)) return [{ path, from, to }];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.flatMap((key) => compareAt(from[key] ?? null, to[key] ?? null, [...path, key]));
}
