import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { Role } from '../core/regulation/schema/catalog.ts';
import { phrasesFor } from './phrases-for.ts';
import type { Phrases } from './phrases.ts';
import type { Random } from './random.ts';
import type { ScriptedAgent, ScriptedApplicant } from './scripted-ticket.ts';

const agentsInGroup = 3;

/** The people of every governed group: three agents and a lead, the same in every run. */
export function listAgents(pack: CompiledPack): readonly ScriptedAgent[] {
  const { surnames, givenNames } = phrasesFor(pack);
  const groups = [...pack.groups.keys()];
  return groups.flatMap((group, groupIndex) =>
    Array.from({ length: agentsInGroup + 1 }, (_, index): ScriptedAgent => {
      const isLead = index === agentsInGroup;
      const login = isLead ? `lead-${group}` : `${group}-${index + 1}`;
      const person = groupIndex * (agentsInGroup + 1) + index;
      return {
        login,
        name: `${nth(givenNames, person)} ${nth(surnames, person * 3)}`,
        email: `${login}@desk.example.org`,
        role: roleFor(group, isLead ? 'lead' : 'agent', pack)?.id ?? '',
        group,
        isLead,
      };
    }),
  );
}

/** The role that may do most in the group. */
function roleFor(group: string, kind: Role['kind'], pack: CompiledPack): Role | undefined {
  const roles = pack.catalog.roles.filter((role) => role.kind === kind || role.kind === 'agent');
  const rankOf = (role: Role): number => {
    const rights = role.groups[group] ?? [];
    return (role.kind === kind ? 4 : 0) + (rights.includes('full') ? 2 : rights.includes('change') ? 1 : -8);
  };
  return roles.toSorted((a, b) => rankOf(b) - rankOf(a))[0];
}

/** People who ask for support; some have no address, and of some nobody knows the user group. */
export function createApplicants(
  count: number,
  {
    pack,
    phrases,
    random,
  }: { readonly pack: CompiledPack; readonly phrases: Phrases; readonly random: Random },
): readonly ScriptedApplicant[] {
  const groups = pack.catalog.fields.find(({ role }) => role === 'user_group')?.options ?? [];
  return Array.from({ length: count }, (_, index) => ({
    name: `${random.pick(phrases.givenNames)} ${random.pick(phrases.surnames)}`,
    email: index % 6 === 5 ? null : `applicant${index + 1}@example.net`,
    phone: `+38044${String(random.between(2_000_000, 9_999_999))}`,
    group: groups.length === 0 || random.chance(0.3) ? null : random.pickUsual(groups).id,
  }));
}

function nth(items: readonly string[], index: number): string {
  return items[index % items.length] ?? '';
}
