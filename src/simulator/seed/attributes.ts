import { OBJECT_LOOKUPS, type AttributeObject } from '../engine/attributes.ts';
import type { Params } from '../state/row.ts';
import type { World } from '../state/world.ts';

interface Definition {
  readonly name: string;
  readonly display: string;
  readonly type: string;
  readonly position: number;
  readonly option: Params;
  readonly screens?: Params;
  readonly isActive?: boolean;
  readonly isEditable?: boolean;
}

const agents = (config: Params): Params => ({ 'ticket.agent': config });
const everybody = (config: Params): Params => ({ '-all-': config });
const text = (maxlength: number): Params => ({ type: 'text', maxlength, null: true });
const relation = (name: string, isNullable: boolean, permission?: readonly string[]): Params => ({
  relation: name,
  nulloption: isNullable,
  multiple: false,
  null: isNullable,
  translate: false,
  maxlength: 255,
  ...(permission === undefined ? {} : { permission }),
});
const inBoth = (create: Params, edit: Params): Params => ({ create_middle: create, edit });

const TICKET: readonly Definition[] = [
  {
    name: 'number',
    display: '#',
    type: 'input',
    position: 5,
    option: { ...text(60), readonly: 1 },
    screens: { create_top: {}, edit: {} },
  },
  {
    name: 'title',
    display: 'Title',
    type: 'input',
    position: 8,
    option: { type: 'text', maxlength: 200, null: false, translate: false },
    screens: { create_top: everybody({ null: false }), edit: {} },
  },
  {
    name: 'customer_id',
    display: 'Customer',
    type: 'user_autocompletion',
    position: 10,
    option: { relation: 'User', multiple: false, guess: true, null: false, permission: ['ticket.agent'] },
    screens: { create_top: everybody({ null: false }), edit: {} },
  },
  {
    name: 'organization_id',
    display: 'Organization',
    type: 'autocompletion_ajax_customer_organization',
    position: 12,
    option: {
      relation: 'Organization',
      multiple: false,
      null: true,
      permission: ['ticket.agent', 'ticket.customer'],
    },
    screens: { create_top: everybody({ null: false }), edit: {} },
  },
  {
    name: 'type',
    display: 'Type',
    type: 'select',
    position: 20,
    isActive: false,
    isEditable: true,
    option: {
      default: '',
      options: { Incident: 'Incident', Problem: 'Problem', 'Request for Change': 'Request for Change' },
      nulloption: true,
      multiple: false,
      null: true,
      translate: true,
      maxlength: 255,
    },
    screens: inBoth(everybody({ null: false }), agents({ null: false })),
  },
  {
    name: 'group_id',
    display: 'Group',
    type: 'tree_select',
    position: 25,
    option: {
      ...relation('Group', false, ['ticket.agent', 'ticket.customer']),
      nulloption: true,
      default: '',
    },
    screens: inBoth(everybody({ null: false }), agents({ null: false })),
  },
  {
    name: 'owner_id',
    display: 'Owner',
    type: 'select',
    position: 30,
    option: { ...relation('User', true, ['ticket.agent']), default: '' },
    screens: inBoth(everybody({ null: true }), everybody({ null: true })),
  },
  {
    name: 'state_id',
    display: 'State',
    type: 'select',
    position: 40,
    option: { ...relation('TicketState', false), nulloption: true, default: 2, translate: true },
    screens: inBoth(agents({ null: false }), agents({ nulloption: false, null: false })),
  },
  {
    name: 'pending_time',
    display: 'Pending till',
    type: 'datetime',
    position: 41,
    option: { future: true, past: false, diff: null, null: true, permission: ['ticket.agent'] },
    screens: inBoth(everybody({ null: false }), everybody({ null: false })),
  },
  {
    name: 'priority_id',
    display: 'Priority',
    type: 'select',
    position: 80,
    option: { ...relation('TicketPriority', false), default: 2, translate: true },
    screens: inBoth(agents({ null: false }), agents({ null: false })),
  },
  { name: 'tags', display: 'Tags', type: 'tag', position: 900, option: { type: 'text', null: true } },
];

const input = (name: string, display: string, position: number, maxlength: number): Definition => ({
  name,
  display,
  type: 'input',
  position,
  option: text(maxlength),
});
const flag = (name: string, display: string, position: number, isDefault: boolean): Definition => ({
  name,
  display,
  type: 'boolean',
  position,
  option: { null: true, default: isDefault, options: { true: 'yes', false: 'no' } },
});
const note = { name: 'note', display: 'Note', type: 'richtext', position: 1500, option: text(5000) };
const active = {
  name: 'active',
  display: 'Active',
  type: 'active',
  position: 1800,
  option: { null: true, default: true },
};

const USER: readonly Definition[] = [
  input('login', 'Login', 100, 100),
  input('firstname', 'First name', 200, 150),
  input('lastname', 'Last name', 300, 150),
  input('email', 'Email', 400, 150),
  input('web', 'Web', 500, 250),
  input('phone', 'Phone', 600, 100),
  input('mobile', 'Mobile', 700, 100),
  input('fax', 'Fax', 800, 100),
  {
    name: 'organization_id',
    display: 'Organization',
    type: 'autocompletion_ajax',
    position: 900,
    option: { null: true },
  },
  { ...input('department', 'Department', 1000, 200), isEditable: true },
  {
    name: 'address',
    display: 'Address',
    type: 'textarea',
    position: 1350,
    option: text(500),
    isEditable: true,
  },
  flag('vip', 'VIP', 1490, false),
  note,
  { name: 'role_ids', display: 'Roles', type: 'user_permission', position: 1600, option: { null: false } },
  {
    name: 'group_ids',
    display: 'Group permissions',
    type: 'group_permissions',
    position: 1700,
    option: { null: false },
  },
  active,
];

const ORGANIZATION: readonly Definition[] = [
  input('name', 'Name', 200, 150),
  flag('shared', 'Shared organization', 1400, true),
  flag('domain_assignment', 'Domain based assignment', 1410, false),
  input('domain', 'Domain', 1420, 150),
  flag('vip', 'VIP', 1450, false),
  note,
  active,
];

const GROUP: readonly Definition[] = [
  input('name', 'Name', 200, 255),
  input('name_last', 'Name', 210, 160),
  {
    name: 'assignment_timeout',
    display: 'Assignment timeout',
    type: 'integer',
    position: 300,
    option: { min: 0, max: 999_999, null: true },
  },
  { ...note, option: text(250) },
  active,
];

/** Writes down the attributes whose columns come with the installation. */
export function seedAttributes(world: World, at: string): void {
  const objects: readonly (readonly [AttributeObject, readonly Definition[]])[] = [
    ['Ticket', TICKET],
    ['User', USER],
    ['Organization', ORGANIZATION],
    ['Group', GROUP],
  ];
  for (const [object, definitions] of objects) {
    for (const { name, display, type, position, option, screens, isActive, isEditable } of definitions) {
      world.attributes.insert({
        object_lookup_id: OBJECT_LOOKUPS[object],
        name,
        display,
        data_type: type,
        data_option: option,
        data_option_new: {},
        editable: isEditable ?? false,
        active: isActive ?? true,
        screens: screens ?? {},
        to_create: false,
        to_migrate: false,
        to_delete: false,
        to_config: false,
        position,
        isBuiltIn: true,
        created_by_id: 1,
        updated_by_id: 1,
        created_at: at,
        updated_at: at,
      });
    }
  }
}
