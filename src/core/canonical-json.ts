function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const properties = value as Readonly<Record<string, unknown>>;
  // Without a prototype no key means anything special.
  const sorted = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(properties).sort()) sorted[key] = inOrder(properties[key]);
  return sorted;
}

/** JSON of plain data with keys in one order, so that equal values have equal bytes. Undefined properties are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value));
}
