/**
 * The word of a list that was probably meant: the one with the fewest single-letter edits (a swap of neighbours is
 * one), at most a third of its length; null when none is near.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | null {
  let nearest: string | null = null;
  let fewest = Infinity;
  for (const candidate of candidates) {
    const limit = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    const edits = editsBetween(word.toLowerCase(), candidate.toLowerCase());
    if (edits <= limit && edits < fewest) [nearest, fewest] = [candidate, edits];
  }
  return nearest;
}

/** `, did you mean "x"?` when a word of the list is near, otherwise the list itself when it is short. */
export function suggestWord(word: string, candidates: readonly string[]): string {
  const nearest = nearestWord(word, candidates);
  if (nearest !== null) return `, did you mean "${nearest}"?`;
  return candidates.length > 0 && candidates.length <= 20 ? `; there is ${candidates.join(', ')}` : '';
}

/** Edits that turn one word into the other (optimal string alignment). */
function editsBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    const above = rows[row - 1] ?? [];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (rows[row - 2]?.[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    rows.push(current);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
