/**
 * Reads a long list page by page. `fetch` gives the rows behind the last one read (null = from the beginning), at most
 * `pageSize`.
 */
export async function* readPages<Row>(
  pageSize: number,
  fetch: (last: Row | null) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  let last: Row | null = null;
  for (;;) {
    const rows: readonly Row[] = await fetch(last);
    if (rows.length > 0) yield rows;
    // A short page is the last one: who reads while others write must come to an end.
    if (rows.length < pageSize) return;
    last = rows.at(-1) ?? null;
  }
}
