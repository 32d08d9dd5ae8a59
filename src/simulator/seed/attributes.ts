import { OBJECT_LOOKUPS, type AttributeObject } from '../engine/attributes.ts';
import type { Params } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { TICKET_ATTRIBUTES, text, type Definition } from './ticket-attributes.ts';

const input = (name: string, display: string, position: number, maxlength: number): Definition => ({
  name,
  display,
  type: 'input',
  position,
  option: text(maxlength),
});
const select = (name: string, display: string, position: number, option: Params): Definition => ({
  name,
  display,
  type: 'select',
  position,
  option: { nulloption: false, multiple: false, null: true, translate: true, maxlength: 255, ...option },
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

const ARTICLE: readonly Definition[] = [
  select('type_id', 'Type', 100, { relation: 'TicketArticleType', default: 10, null: false }),
  select('internal', 'Visibility', 200, { options: { true: 'internal', false: 'public' }, default: false }),
  input('to', 'To', 300, 1000),
  input('cc', 'CC', 400, 1000),
  {
    name: 'body',
    display: 'Text',
    type: 'richtext',
    position: 600,
    option: { type: 'richtext', maxlength: 150_000, upload: true, rows: 8, null: true },
  },
  select('detected_language', 'Detected Language', 100, {
    nulloption: true,
    default: '',
    options: { en: 'English', uk: 'Ukrainian' },
  }),
];

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
  {
    name: 'organization_ids',
    display: 'Secondary organizations',
    type: 'autocompletion_ajax',
    position: 901,
    option: { multiple: true, nulloption: true, null: true, relation: 'Organization' },
  },
  { ...input('department', 'Department', 1000, 200), isEditable: true },
  { ...input('street', 'Street', 1100, 100), isEditable: true, isActive: false },
  { ...input('zip', 'Zip', 1200, 100), isEditable: true, isActive: false },
  { ...input('city', 'City', 1300, 100), isEditable: true, isActive: false },
  { ...input('country', 'Country', 1325, 100), isEditable: true, isActive: false },
  {
    name: 'address',
    display: 'Address',
    type: 'textarea',
    position: 1350,
    option: text(500),
    isEditable: true,
  },
  { ...input('password', 'Password', 1400, 1001), option: { ...text(1001), type: 'password' } },
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

const FOLLOW_UPS = {
  yes: 'yes',
  new_ticket: 'do not reopen ticket but create new ticket',
  new_ticket_after_certain_time: 'do not reopen ticket after certain time but create new ticket',
};

const GROUP: readonly Definition[] = [
  input('name', 'Name', 200, 255),
  input('name_last', 'Name', 210, 160),
  {
    ...select('parent_id', 'Parent group', 250, { relation: 'Group', nulloption: true }),
    type: 'tree_select',
  },
  {
    name: 'assignment_timeout',
    display: 'Assignment timeout',
    type: 'integer',
    position: 300,
    option: { min: 0, max: 999_999, null: true },
  },
  select('follow_up_possible', 'Follow-up possible', 400, {
    default: 'yes',
    options: FOLLOW_UPS,
    null: false,
  }),
  {
    name: 'reopen_time_in_days',
    display: 'Reopening time in days',
    type: 'integer',
    position: 410,
    option: { default: '', min: 1, max: 3650, null: true },
  },
  select('follow_up_assignment', 'Assign Follow-Ups', 500, {
    default: 'true',
    options: { true: 'yes', false: 'no' },
    null: false,
  }),
  select('email_address_id', 'Sending Email Address', 600, { relation: 'EmailAddress', nulloption: true }),
  select('signature_id', 'Signature', 600, { relation: 'Signature', nulloption: true }),
  { ...active, name: 'shared_drafts', display: 'Shared Drafts', position: 1400 },
  { ...note, option: text(250) },
  active,
];

/** Writes down the attributes whose columns come with the installation. */
export function seedAttributes(world: World, at: string): void {
  const objects: readonly (readonly [AttributeObject, readonly Definition[]])[] = [
    ['Ticket', TICKET_ATTRIBUTES],
    ['TicketArticle', ARTICLE],
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
