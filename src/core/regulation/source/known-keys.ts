import type { z } from 'zod';

/** The parts of a zod definition that lead to the schemas inside it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly getter?: () => z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly items?: readonly z.ZodType[];
}

/** The keys that a schema's objects know at a path, of all alternatives together. */
export function knownKeysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let schemas = alternativesOf(schema);
  for (const key of path) schemas = schemas.flatMap((each) => childrenOf(each, key)).flatMap(alternativesOf);
  return [...new Set(schemas.flatMap((each) => Object.keys(definitionOf(each).shape ?? {})))];
}

function definitionOf(schema: z.ZodType): Definition {
  return schema.def;
}

function alternativesOf(schema: z.ZodType): readonly z.ZodType[] {
  const { options, innerType, getter } = definitionOf(schema);
  if (options !== undefined) return options.flatMap(alternativesOf);
  if (getter !== undefined) return alternativesOf(getter());
  return innerType === undefined ? [schema] : alternativesOf(innerType);
}

function childrenOf(schema: z.ZodType, key: PropertyKey): readonly z.ZodType[] {
  const { shape, element, valueType, items } = definitionOf(schema);
  const child =
    typeof key === 'number' ? (items?.[key] ?? element) : (shape?.[String(key)] ?? valueType ?? null);
  return child == null ? [] : [child];
}
