function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** JSON with keys in one order, so that equal values have equal bytes. Undefined properties are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, sortKeys);
}
