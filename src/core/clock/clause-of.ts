/** The clause or clauses an element of the pack stands on; null when it is our addition. */
export function clauseOf(element: {
  readonly clause?: string | readonly string[] | undefined;
}): string | null {
  const { clause } = element;
  return clause === undefined ? null : [clause].flat().join(', ');
}
