import { z } from 'zod';
import { namingOf } from '../../core/bootstrap/naming.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import type { Lack } from '../helpdesk.ts';
import type { ZammadHttp } from './http/zammad-http.ts';
import { Named, ZammadRole } from './schema.ts';

/** Pack ids of one kind of thing and the ids that Zammad has for them. What Zammad lacks is in neither. */
export interface IdBinding {
  readonly toPack: ReadonlyMap<number, string>;
  readonly toZammad: ReadonlyMap<string, number>;
  /** Pack ids that Zammad has nothing for by name, or has switched off. */
  readonly lacks: readonly Pick<Lack, 'id' | 'how'>[];
}

/** How the pack's words stand for Zammad's records, by name. */
export interface Binding {
  readonly groups: IdBinding;
  readonly priorities: IdBinding;
  readonly states: IdBinding;
  readonly roles: readonly ZammadRole[];
  /** Roles that let their holders work on tickets: who holds one is an agent. */
  readonly agentRoleIds: ReadonlySet<number>;
  /** The pack's roles for the service account: former accounts of ours hold one too. */
  readonly serviceRoleIds: ReadonlySet<number>;
}

function bind<Element>(
  elements: ReadonlyMap<string, Element>,
  nameOf: (element: Element) => string,
  records: readonly Named[],
): IdBinding {
  const ofName = new Map(records.map((record) => [record.name, record]));
  const found = [...elements].map(([packId, element]) => ({ packId, record: ofName.get(nameOf(element)) }));
  const pairs = found.flatMap(({ packId, record }) =>
    record === undefined ? [] : [{ packId, id: record.id }],
  );
  return {
    toPack: new Map(pairs.map(({ packId, id }) => [id, packId])),
    toZammad: new Map(pairs.map(({ packId, id }) => [packId, id])),
    lacks: found
      .filter(({ record }) => record?.active !== true)
      .map(({ packId: id, record }) => ({ id, how: record === undefined ? 'missing' : 'inactive' })),
  };
}

/** A permission includes all beneath it. */
function isAgentRole({ permissions }: ZammadRole): boolean {
  return permissions.includes('ticket.agent') || permissions.includes('ticket');
}

/**
 * Reads the records that the pack speaks of; agents may read all of these lists. Priorities and states are taken from
 * `known` when it is given.
 */
export async function loadBinding(
  http: ZammadHttp,
  pack: CompiledPack,
  known: Pick<Binding, 'priorities' | 'states'> | null = null,
): Promise<Binding> {
  const naming = namingOf(pack);
  const [groups, roles, priorities, states] = await Promise.all([
    http.getAll('groups', Named),
    http.get('roles?expand=true&per_page=1000', z.array(ZammadRole)),
    known?.priorities ??
      http.getAll('ticket_priorities', Named).then((all) => bind(pack.priorities, naming.priority, all)),
    known?.states ?? http.getAll('ticket_states', Named).then((all) => bind(pack.states, naming.state, all)),
  ]);
  const serviceRoleNames = new Set(
    pack.catalog.roles.filter(({ kind }) => kind === 'service').map(({ label }) => naming.label(label)),
  );
  return {
    groups: bind(pack.groups, naming.group, groups),
    priorities,
    states,
    roles,
    agentRoleIds: new Set(roles.filter(isAgentRole).map(({ id }) => id)),
    serviceRoleIds: new Set(roles.filter(({ name }) => serviceRoleNames.has(name)).map(({ id }) => id)),
  };
}
