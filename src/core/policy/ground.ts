import type { Ground } from './intent.ts';

/** What an element of the pack stands on: its first clause, or nothing but our judgement. */
export function groundOf(element: {
  readonly clause?: string | readonly string[] | undefined;
  readonly about?: string | undefined;
}): Ground {
  const clause = typeof element.clause === 'string' ? element.clause : element.clause?.[0];
  return clause === undefined
    ? { kind: 'product', about: element.about ?? null }
    : { kind: 'clause', clause };
}
