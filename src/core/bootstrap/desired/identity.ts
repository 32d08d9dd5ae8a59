/** What an element of the pack says about where it comes from. */
export interface GroundedElement {
  readonly clause?: string | readonly string[] | undefined;
  readonly previously?: readonly string[] | undefined;
}

/** What every desired object says about itself, taken from its element. */
export function identityOf(prefix: string, element: GroundedElement & { readonly id: string }, name: string) {
  return {
    key: `${prefix}:${element.id}`,
    name,
    previously: element.previously ?? [],
    clauses: clausesOf(element),
  };
}

/** The clauses an element stands on; none for our own additions. */
export function clausesOf({ clause }: GroundedElement): readonly string[] {
  return clause === undefined ? [] : typeof clause === 'string' ? [clause] : clause;
}
