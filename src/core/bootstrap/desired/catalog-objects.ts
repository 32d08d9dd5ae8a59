import type { Field } from '../../regulation/schema/catalog.ts';
import type {
  DesiredField,
  DesiredGroup,
  DesiredPriority,
  DesiredRole,
  DesiredState,
} from '../desired-object.ts';
import { identityOf } from './identity.ts';
import { type Scope, type Share, shareOf } from './scope.ts';

/** Groups, roles, priorities, states and fields: what the catalogue names one by one. */
export function catalogObjects(scope: Scope): Share {
  const { pack } = scope;
  return shareOf([
    ...groupsOf(scope),
    ...rolesOf(scope),
    ...prioritiesOf(scope),
    ...statesOf(scope),
    ...pack.catalog.fields.map((field, rank) => fieldOf(field, rank, scope)),
  ]);
}

function groupsOf({ pack, naming }: Scope): readonly DesiredGroup[] {
  return pack.catalog.groups.map((group) => ({
    ...identityOf('group', group, naming.group(group)),
    kind: 'group',
    sender: pack.overlay.senders[group.id] ?? null,
  }));
}

function rolesOf({ pack, naming }: Scope): readonly DesiredRole[] {
  return pack.catalog.roles.map((role) => ({
    ...identityOf('role', role, naming.label(role.label)),
    kind: 'role',
    serves: role.kind,
    access: Object.fromEntries(
      Object.entries(role.groups).map(([group, rights]) => [
        naming.value('group', group),
        [...rights].sort(),
      ]),
    ),
  }));
}

/** The default for new tickets is the helpdesk's own, for every group, unless it is ours alone. */
function prioritiesOf({ pack, naming, enforcing }: Scope): readonly DesiredPriority[] {
  const mayBeDefault = pack.manifest.exclusive ? enforcing : false;
  return pack.catalog.priorities.map((priority) => ({
    ...identityOf('priority', priority, naming.priority(priority)),
    kind: 'priority',
    isDefault: priority.default === true ? mayBeDefault : 'as-it-is',
  }));
}

function statesOf({ pack, naming }: Scope): readonly DesiredState[] {
  return pack.catalog.states.map((state) => ({
    ...identityOf('state', state, naming.state(state)),
    kind: 'state',
    stateKind: state.kind,
    isSeeded: state.seeded !== undefined,
  }));
}

function fieldOf(field: Field, rank: number, { naming }: Scope): DesiredField {
  return {
    ...identityOf('field', field, field.id),
    kind: 'field',
    of: field.of,
    label: naming.label(field.label),
    data: field.kind,
    options: (field.options ?? [])
      .filter(({ inactive }) => inactive !== true)
      .map(({ id, label }) => ({ id, label: naming.label(label) })),
    initial: field.default ?? null,
    maxLength: field.max_length ?? null,
    isComputed: field.computed === true,
    rank,
  };
}

/** Names of the roles under which the service itself works. */
export function serviceRolesOf({ pack, naming }: Scope): readonly string[] {
  return pack.catalog.roles.filter(({ kind }) => kind === 'service').map(({ label }) => naming.label(label));
}
