import type { ConfigurationObject, ObservedObject } from './configuration-object.ts';

/** Which object of the helpdesk is the one we mean, or why that cannot be said. */
export type Identification =
  { readonly found: ObservedObject } | { readonly found: null } | { readonly problem: string };

/** What is remembered about objects: a cache that may be lost. */
export type KnownIdentities = ReadonlyMap<string, { readonly id: string; readonly createdAt: string }>;

/**
 * Finds the object that is ours: the one an operator adopted, else the one remembered, else the one with exactly the
 * name, else one with a former name. Several of one name are nobody's until one is adopted.
 */
export function identifyObject(
  object: ConfigurationObject,
  observed: readonly ObservedObject[],
  { known, adopted }: { readonly known: KnownIdentities; readonly adopted: ReadonlyMap<string, string> },
): Identification {
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
    .reduce((first, next) => ('found' in first && first.found === null ? next : first), { found: null });
}

function identifyByName(
  object: ConfigurationObject,
  name: string,
  candidates: readonly ObservedObject[],
): Identification {
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
