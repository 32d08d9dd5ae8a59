import type {
  DesiredGroup,
  DesiredPriority,
  DesiredRole,
  DesiredState,
} from '../../../../core/bootstrap/desired-object.ts';
import type { JsonObject } from '../../../../core/bootstrap/json.ts';
import { noteOf, type ObjectFormat } from '../object-format.ts';
import { keyedBy, one } from '../reference.ts';

export const groupFormat: ObjectFormat<DesiredGroup> = {
  kind: 'group',
  path: 'groups',
  references: { email_address_id: one('email-address') },
  render: (group) => ({
    attributes: {
      active: true,
      ...(group.sender === null ? {} : { email_address_id: group.sender.toLowerCase() }),
    },
    initial: { note: noteOf(group) },
  }),
};

const permissionsOf: Readonly<Record<DesiredRole['serves'], readonly string[]>> = {
  agent: ['ticket.agent', 'user_preferences'],
  lead: ['report', 'ticket.agent', 'user_preferences'],
  // To make its own token it needs the second one; neither lets it delete anything.
  service: ['ticket.agent', 'user_preferences.access_token'],
};

export const roleFormat: ObjectFormat<DesiredRole> = {
  kind: 'role',
  path: 'roles',
  isExpanded: true,
  references: { group_ids: keyedBy('group') },
  render: (role) => ({
    attributes: { active: true, permissions: permissionsOf[role.serves], group_ids: role.access },
    initial: { note: noteOf(role) },
  }),
  read: ({ name, ...raw }) => ({
    name,
    attributes: { ...raw, permissions: sortedTexts(raw['permissions']) },
  }),
};

function sortedTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String).sort() : [];
}

export const priorityFormat: ObjectFormat<DesiredPriority> = {
  kind: 'priority',
  path: 'ticket_priorities',
  references: {},
  render: (priority) => {
    const isDefault = priority.isDefault === 'as-it-is' ? {} : { default_create: priority.isDefault };
    return {
      attributes: { active: true, ...isDefault },
      initial: { note: noteOf(priority) },
    };
  },
};

const stateTypes: Readonly<Record<DesiredState['stateKind'], JsonObject>> = {
  new: { state_type: 'new', ignore_escalation: false },
  open: { state_type: 'open', ignore_escalation: false },
  // Zammad's own deadlines stop in states that ignore escalation.
  waiting: { state_type: 'pending reminder', ignore_escalation: true },
  closed: { state_type: 'closed', ignore_escalation: true },
  merged: { state_type: 'merged', ignore_escalation: true },
};

export const stateFormat: ObjectFormat<DesiredState> = {
  kind: 'state',
  path: 'ticket_states',
  isExpanded: true,
  references: {},
  render: (state) =>
    state.isSeeded
      ? { attributes: { active: true }, fixed: ['active'] }
      : {
          attributes: { active: true, ...stateTypes[state.stateKind] },
          initial: { note: noteOf(state) },
          fixed: ['state_type'],
        },
};
