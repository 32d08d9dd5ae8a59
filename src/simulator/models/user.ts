import { unprocessable } from '../api-error.ts';
import { guessName } from '../engine/person-name.ts';
import { isEmailAddress } from '../engine/email-address.ts';
import type { User } from '../state/records.ts';
import { isBlank, textOf } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { date, flag, integer, store, text, time } from './column.ts';
import type { Model, Save } from './model.ts';

const channels = { email: true, online: true };
const criteria = (isNobodysIncluded: boolean) => ({
  owned_by_me: true,
  owned_by_nobody: isNobodysIncluded,
  subscribed: isNobodysIncluded,
  no: false,
});

/** What agents are told of, unless they say otherwise. */
const NOTIFICATION_MATRIX = {
  create: { criteria: criteria(true), channel: channels },
  update: { criteria: criteria(true), channel: channels },
  reminder_reached: { criteria: criteria(false), channel: channels },
  escalation: { criteria: criteria(false), channel: channels },
};

/** Roles for those who come without any. */
const signupRoleIds = (world: World): number[] =>
  world.roles.filter((role) => role.default_at_signup && role.active).map((role) => role.id);

function fillIn(save: Save): void {
  const { world, row, values } = save;
  if (typeof values['email'] === 'string') values['email'] = values['email'].toLowerCase().trim();
  Object.assign(
    values,
    guessName(textOf(values['firstname']), textOf(values['lastname']), textOf(values['email'])),
  );
  settleLogin(save);
  if (isBlank(values['role_ids'])) values['role_ids'] = signupRoleIds(world);
  const roleIds = values['role_ids'] as number[];
  const isAgent = roleIds.some((id) => isAgentRole(world, id));
  if (!isAgent) values['group_ids'] = {};
  const preferences = values['preferences'] as Record<string, unknown>;
  if (isAgent && preferences['notification_config'] === undefined) {
    values['preferences'] = { ...preferences, notification_config: { matrix: NOTIFICATION_MATRIX } };
  }
  if (row === null && values['organization_id'] === null) {
    values['organization_id'] = organizationOfDomain(world, textOf(values['email']));
  }
}

function isAgentRole(world: World, roleId: number): boolean {
  const permissionIds = world.roles.get(roleId)?.permission_ids ?? [];
  return permissionIds.some((id) => {
    const name = world.permissions.get(id)?.name;
    return name === 'ticket.agent' || name === 'ticket';
  });
}

function settleLogin({ world, row, values }: Save): void {
  if (isBlank(values['login'])) values['login'] = values['email'];
  if (row !== null && row['email'] !== values['email'] && row['email'] === values['login']) {
    values['login'] = values['email'];
  }
  if (isBlank(values['login'])) values['login'] = `auto-${world.random.uuid()}`;
  const base = textOf(values['login']).toLowerCase().trim();
  let login = base;
  for (let count = 1; world.users.where('login', login).some((user) => user !== row); count++)
    login = `${base}${count}`;
  values['login'] = login;
}

function organizationOfDomain(world: World, email: string): number | null {
  const domain = email.split('@')[1] ?? '';
  const organization = world.organizations.find(
    (one) => one['domain_assignment'] === true && domain !== '' && one['domain'] === domain,
  );
  return organization?.id ?? null;
}

function validateUser({ world, row, values, isChanged }: Save): void {
  const isKnown = !isBlank(values['login']) && !textOf(values['login']).startsWith('auto-');
  const marks = ['email', 'firstname', 'lastname', 'phone', 'mobile'];
  if (!isKnown && marks.every((mark) => isBlank(values[mark]))) {
    throw unprocessable(
      'At least one identifier (firstname, lastname, phone, mobile or email) for user is required.',
    );
  }
  const email = textOf(values['email']);
  if (email !== '' && isChanged('email')) {
    if (!isEmailAddress(email)) throw unprocessable(`Invalid email '${email}'`);
    if (world.users.where('email', email).some((user) => user !== row)) {
      throw unprocessable(`Email address '${email}' is already used for another user.`);
    }
  }
  validateOutOfOffice(values);
}

function validateOutOfOffice(values: Save['values']): void {
  const isOut = values['out_of_office'] === true;
  const from = values['out_of_office_start_at'];
  const to = values['out_of_office_end_at'];
  if (typeof from === 'string' && typeof to === 'string' && from > to) {
    throw unprocessable('Out of Office start date has to be earlier than or equal to end date');
  }
  if (!isOut) return;
  if (values['out_of_office_replacement_id'] === null) {
    throw unprocessable("Out of office replacement can't be blank");
  }
  if (isBlank(from)) throw unprocessable("Out of office start at can't be blank");
  if (isBlank(to)) throw unprocessable("Out of office end at can't be blank");
}

const isReferenced = (world: World, user: User): boolean =>
  world.tickets.find((ticket) =>
    [ticket.customer_id, ticket.owner_id, ticket.created_by_id].includes(user.id),
  ) !== undefined || world.articles.find((article) => article.created_by_id === user.id) !== undefined;

export const userModel: Model = {
  name: 'User',
  relation: 'users',
  assetKey: 'User',
  table: (world) => world.users,
  columns: {
    organization_id: integer(),
    login: text(''),
    firstname: text(''),
    lastname: text(''),
    email: text(''),
    image: text(),
    image_source: text(),
    web: text(''),
    password: text(''),
    phone: text(''),
    fax: text(''),
    mobile: text(''),
    department: text(),
    street: text(''),
    zip: text(''),
    city: text(''),
    country: text(''),
    address: text(),
    vip: flag(false),
    verified: flag(false),
    active: flag(true),
    note: text(''),
    last_login: time(),
    source: text(),
    login_failed: integer(0),
    out_of_office: flag(false),
    out_of_office_start_at: date(),
    out_of_office_end_at: date(),
    out_of_office_replacement_id: integer(),
    preferences: store(),
  },
  associations: [
    { name: 'organization', target: 'Organization' },
    { name: 'out_of_office_replacement', target: 'User', isChecked: true },
  ],
  collections: [{ key: 'role_ids', name: 'roles', target: 'Role' }],
  hasGroupAccess: true,
  attributesOf: 'User',
  hiddenColumns: ['password'],
  beforeWrite: fillIn,
  validate: validateUser,
  assetsOf: ['organization'],
  isReferenced: (world, row) => isReferenced(world, row as User),
};

export const roleModel: Model = {
  name: 'Role',
  relation: 'roles',
  assetKey: 'Role',
  table: (world) => world.roles,
  columns: {
    name: text(),
    preferences: store(),
    default_at_signup: flag(false),
    active: flag(true),
    note: text(),
  },
  collections: [{ key: 'permission_ids', name: 'permissions', target: 'Permission' }],
  hasGroupAccess: true,
  nameRules: { isRequired: true, uniqueness: 'model' },
};

export const permissionModel: Model = {
  name: 'Permission',
  relation: 'permissions',
  assetKey: 'Permission',
  table: (world) => world.permissions as unknown as ReturnType<Model['table']>,
  columns: { name: text() },
};

export const organizationModel: Model = {
  name: 'Organization',
  relation: 'organizations',
  assetKey: 'Organization',
  table: (world) => world.organizations,
  columns: {
    name: text(),
    shared: flag(true),
    domain: text(''),
    domain_assignment: flag(false),
    active: flag(true),
    vip: flag(false),
    note: text(''),
  },
  collections: [
    {
      key: 'member_ids',
      name: 'members',
      target: 'User',
      isAsset: true,
      read: (world, row) =>
        world.users.filter((user) => user.organization_id === row.id).map((user) => user.id),
      write: (world, row, ids) => {
        for (const id of ids) {
          const user = world.users.get(id);
          if (user !== undefined) world.users.update(user, { organization_id: row.id });
        }
      },
    },
  ],
  attributesOf: 'Organization',
  nameRules: { isRequired: true, uniqueness: 'model' },
  validate: ({ values }) => {
    if (values['domain_assignment'] === true && isBlank(values['domain'])) {
      throw unprocessable('Domain required when Domain Based Assignment is enabled');
    }
  },
  isReferenced: (world, row) => world.users.find((user) => user.organization_id === row.id) !== undefined,
};
