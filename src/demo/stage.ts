import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { localize } from '../core/regulation/localize.ts';
import type { Role } from '../core/regulation/schema/catalog.ts';
import type { Localized } from '../core/regulation/schema/scalars.ts';
import { type AdminClient, createAdminClient } from './admin-client.ts';
import { listAgents } from './cast.ts';

interface Named {
  readonly id: number;
  readonly name: string;
}

/** The helpdesk's ids of the pack's things, and of the people on stage. */
export interface Stage {
  readonly admin: AdminClient;
  readonly groups: ReadonlyMap<string, Named>;
  readonly priorities: ReadonlyMap<string, number>;
  readonly states: ReadonlyMap<string, number>;
  readonly agents: ReadonlyMap<string, number>;
}

const password = 'demo-Password-1';
const serviceLogin = 'reglament@desk.example.org';

/**
 * Puts people on a bootstrapped helpdesk: agents and leads in the roles of the pack, and the service account; where it
 * has no role for them, in the helpdesk's own with rights in every group, as an administrator would by hand.
 * Answers with the token of the latter, which the daemon works with.
 */
export async function setStage(
  url: string,
  adminToken: string,
  pack: CompiledPack,
): Promise<{ readonly stage: Stage; readonly serviceToken: string }> {
  const admin = createAdminClient(url, `Token token=${adminToken}`);
  const ids = await readIds(admin, pack);
  // A group made over the API is granted to nobody, its maker included.
  const everyGroup = Object.fromEntries([...ids.groups.values()].map(({ id }) => [id, ['full']]));
  const rightsBy = (role: Role | undefined): object =>
    role === undefined
      ? { roles: ['Agent'], group_ids: everyGroup }
      : { roles: [localize(role.label, languageOf(pack))] };
  const { roles } = pack.catalog;
  const agents = new Map<string, number>();
  for (const { login, name, email, role } of listAgents(pack)) {
    const [firstname = '', lastname = ''] = name.split(' ');
    const user = await admin.call<Named>('POST', 'users', {
      login,
      firstname,
      lastname,
      email,
      ...rightsBy(roles.find(({ id }) => id === role)),
    });
    agents.set(login, user.id);
  }
  await admin.call('POST', 'users', {
    login: serviceLogin,
    firstname: 'Reglament',
    lastname: 'Service',
    email: serviceLogin,
    password,
    ...rightsBy(roles.find(({ kind }) => kind === 'service')),
  });
  const asService = createAdminClient(
    url,
    `Basic ${Buffer.from(`${serviceLogin}:${password}`).toString('base64')}`,
  );
  const { token } = await asService.call<{ readonly token: string }>('POST', 'user_access_token', {
    name: 'daemon',
    permission: ['ticket.agent'],
  });
  const me = await admin.call<Named>('GET', 'users/me');
  await admin.call('PUT', `users/${me.id}`, { group_ids: everyGroup });
  return { stage: { admin, agents, ...ids }, serviceToken: token };
}

async function readIds(
  admin: AdminClient,
  pack: CompiledPack,
): Promise<Pick<Stage, 'groups' | 'priorities' | 'states'>> {
  const list = (path: string): Promise<readonly Named[]> => admin.call('GET', `${path}?per_page=500`);
  const [groups, priorities, states] = await Promise.all(
    ['groups', 'ticket_priorities', 'ticket_states'].map(list),
  );
  const idsOf = (
    wanted: Iterable<{ id: string; label: Localized; seeded?: string | undefined }>,
    found: readonly Named[] = [],
  ) =>
    new Map(
      [...wanted].flatMap(({ id, label, seeded }) => {
        const name = seeded ?? localize(label, languageOf(pack));
        const there = found.find((each) => each.name === name);
        return there === undefined ? [] : [[id, there] as const];
      }),
    );
  const idOnly = (named: ReadonlyMap<string, Named>) => new Map([...named].map(([key, { id }]) => [key, id]));
  return {
    groups: idsOf(pack.groups.values(), groups),
    priorities: idOnly(idsOf(pack.priorities.values(), priorities)),
    states: idOnly(idsOf(pack.states.values(), states)),
  };
}

function languageOf({ manifest }: CompiledPack): string {
  return manifest.languages[0] ?? 'en';
}
