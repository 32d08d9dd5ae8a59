/** What an array may hold. */
export type ArrayItem = string | number | null;

/** A list as the text of a PostgreSQL array. */
export function arrayOf(items: readonly ArrayItem[]): string {
  return `{${items.map(itemText).join(',')}}`;
}

/** Rows of equal length as one array for each of their columns. */
export function columnsOf(rows: readonly (readonly ArrayItem[])[]): readonly string[] {
  return (rows[0] ?? []).map((_, column) => arrayOf(rows.map((row) => row[column] ?? null)));
}

function itemText(item: ArrayItem): string {
  if (item === null) return 'NULL';
  return typeof item === 'number' ? String(item) : `"${item.replace(/["\\]/g, '\\$&')}"`;
}
