import type { Directory, Person } from '../core/policy/evaluation.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';

/** Joins the helpdesk's agents with the operator's overlay, which names people by login or e-mail. */
export function buildDirectory(pack: CompiledPack, people: readonly Person[]): Directory {
  const { overlay, manifest } = pack;
  const idOf = (name: string): string | undefined => {
    const wanted = name.trim().toLowerCase();
    return people.find(
      ({ login, email }) => login.toLowerCase() === wanted || email?.toLowerCase() === wanted,
    )?.id;
  };
  const byGroup = (named: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
    new Map(
      Object.entries(named).flatMap(([group, name]) => {
        const id = idOf(name);
        return id === undefined ? [] : [[group, id] as const];
      }),
    );
  return {
    people: new Map(people.map((person) => [person.id, person])),
    leads: byGroup(overlay.leads),
    deputies: byGroup(overlay.deputies),
    dutyAddress: overlay.duty_address ?? null,
    addresses: new Map(Object.entries({ ...manifest.addresses, ...overlay.addresses })),
  };
}
