function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const properties = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(properties).sort();
  return Object.fromEntries(keys.map((key) => [key, inOrder(properties[key])]));
}

/** JSON of plain data with keys in one order, so that equal values have equal bytes. Undefined properties are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value));
}
