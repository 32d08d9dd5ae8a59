/** Shares are given in tenths of a per cent. */
const PARTS = 1000;

/**
 * What share of their sum each count is, between 0 and 1, rounded to tenths of a per cent so that the rounded shares
 * still make exactly 1: what is left after rounding down goes to the largest remainders, the first of equals first.
 * All null when the sum is 0.
 */
export function sharesOf(counts: readonly number[]): readonly (number | null)[] {
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum === 0) return counts.map(() => null);
  const exact = counts.map((count) => (count * PARTS) / sum);
  const missing = PARTS - exact.reduce((total, parts) => total + Math.floor(parts), 0);
  const byRemainder = exact
    .map((parts, index) => ({ index, remainder: parts - Math.floor(parts) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const raised = new Set(byRemainder.slice(0, missing).map(({ index }) => index));
  return exact.map((parts, index) => (Math.floor(parts) + (raised.has(index) ? 1 : 0)) / PARTS);
}

/** A single share, rounded to tenths of a per cent; null of nothing. */
export function shareOf(count: number, base: number): number | null {
  return base === 0 ? null : Math.round((count * PARTS) / base) / PARTS;
}
