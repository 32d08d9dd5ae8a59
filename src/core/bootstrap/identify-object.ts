import type { ConfigurationObject, ObjectReference } from './configuration-object.ts';

/** Which object of the helpdesk is the one we mean, or why that cannot be said. */
export type Identification<Candidate extends ObjectReference> =
  { readonly found: Candidate | null } | { readonly problem: string };

/** What an object is recognized by. */
export type Sought = Pick<ConfigurationObject, 'key' | 'kind' | 'name' | 'previously'>;

/** What is remembered about objects: a cache that may be lost. */
export type KnownIdentities = ReadonlyMap<string, { readonly id: string; readonly createdAt: string }>;

/** What helps to recognize objects beside their names. */
export interface IdentityHints {
  readonly known: KnownIdentities;
  /** Key of a desired object → id of the object which an operator says it is. */
  readonly adopted: ReadonlyMap<string, string>;
}

/**
 * Finds the object that is ours: the one an operator adopted, else the one remembered, else the one with exactly the
 * name, else one with a former name. Several of one name are nobody's until one is adopted.
 */
export function identifyObject<Candidate extends ObjectReference>(
  object: Sought,
  observed: readonly Candidate[],
  { known, adopted }: IdentityHints,
): Identification<Candidate> {
  const candidates = observed.filter(({ kind }) => kind === object.kind);
  const adoptedId = adopted.get(object.key);
  if (adoptedId !== undefined) {
    const found = candidates.find(({ id }) => id === adoptedId);
    return found === undefined ? { problem: `there is no ${object.kind} ${adoptedId} to adopt` } : { found };
  }
  const remembered = known.get(object.key);
  const own = candidates.find(
    ({ id, createdAt }) => id === remembered?.id && createdAt === remembered.createdAt,
  );
  if (own !== undefined) return { found: own };
  return [object.name, ...object.previously]
    .map((name) => identifyByName(object, name, candidates))
    .reduce<Identification<Candidate>>(
      (first, next) => ('found' in first && first.found === null ? next : first),
      { found: null },
    );
}

function identifyByName<Candidate extends ObjectReference>(
  object: Sought,
  name: string,
  candidates: readonly Candidate[],
): Identification<Candidate> {
  const [first, ...others] = candidates.filter((candidate) => candidate.name === name);
  if (first !== undefined && others.length > 0) {
    const ids = [first, ...others].map(({ id }) => id).join(', ');
    return {
      problem: `several have the name "${name}" (ids ${ids}); say which is meant with --adopt ${object.key}=ID`,
    };
  }
  if (first !== undefined) return { found: first };
  const similar = candidates.find((candidate) => isSimilarName(candidate.name, name));
  if (similar === undefined) return { found: null };
  return {
    problem: `"${similar.name}" (id ${similar.id}) is written almost like "${name}"; rename it, or take it with --adopt ${object.key}=${similar.id}`,
  };
}

/** Helpdesks refuse, or confuse people with, names that differ only in case or blanks. */
function isSimilarName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
