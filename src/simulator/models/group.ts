import { unprocessable } from '../api-error.ts';
import type { Group, User } from '../state/records.ts';
import { isBlank, textOf, type StampedRow } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { flag, integer, text } from './column.ts';
import type { Model, Save } from './model.ts';

/** Keeps the whole path, its last part and the parent in step. */
function settlePath({ world, row, values, isChanged }: Save): void {
  const isNameGiven =
    row === null ? isBlank(values['name_last']) && !isBlank(values['name']) : isChanged('name');
  if (isNameGiven && (row === null || !isChanged('name_last'))) {
    const path = textOf(values['name']).split('::');
    const last = path.pop() ?? '';
    values['name_last'] = last;
    const parent = world.groups.find((group) => group.name === path.join('::'));
    if (last === '' || (path.length > 0 && parent === undefined && values['parent_id'] === null)) {
      throw unprocessable('Name contains invalid path');
    }
    if (path.length > 0 && parent !== undefined) values['parent_id'] = parent.id;
  }
  if (isBlank(values['name_last'])) throw unprocessable("Name last can't be blank");
  const parent = world.groups.get(values['parent_id']);
  values['name'] =
    parent === undefined ? values['name_last'] : `${parent.name}::${textOf(values['name_last'])}`;
}

function renameChildren(world: World, parent: Group): void {
  for (const child of world.groups.where('parent_id', parent.id)) {
    const name = `${parent.name}::${child.name_last}`;
    if (name === child.name) continue;
    world.groups.update(child, { name });
    renameChildren(world, child);
  }
}

const membersOf = (world: World, group: StampedRow): User[] =>
  world.users.filter((user) => user.group_ids[String(group.id)] !== undefined);

/** Members given as bare ids get full access; those left out lose it. */
function setMembers(world: World, group: StampedRow, userIds: readonly number[]): void {
  const key = String(group.id);
  for (const user of membersOf(world, group)) {
    if (userIds.includes(user.id)) continue;
    const others = Object.entries(user.group_ids).filter(([id]) => id !== key);
    world.users.update(user, { group_ids: Object.fromEntries(others) });
  }
  for (const id of userIds) {
    const user = world.users.get(id);
    if (user === undefined || user.group_ids[key] !== undefined) continue;
    world.users.update(user, { group_ids: { ...user.group_ids, [key]: ['full'] } });
  }
}

export const groupModel: Model = {
  name: 'Group',
  relation: 'groups',
  assetKey: 'Group',
  table: (world) => world.groups,
  columns: {
    signature_id: integer(),
    email_address_id: integer(),
    name: text(),
    name_last: text(),
    parent_id: integer(),
    assignment_timeout: integer(),
    follow_up_possible: text('yes'),
    reopen_time_in_days: integer(),
    follow_up_assignment: flag(true),
    active: flag(true),
    shared_drafts: flag(true),
    note: text(),
  },
  associations: [
    { name: 'signature', target: 'Signature' },
    { name: 'email_address', target: 'EmailAddress' },
    { name: 'parent', target: 'Group', isChecked: true },
  ],
  collections: [
    {
      key: 'user_ids',
      name: 'users',
      target: 'User',
      read: (world, row) => membersOf(world, row).map((user) => user.id),
      write: setMembers,
    },
  ],
  attributesOf: 'Group',
  nameRules: { uniqueness: 'model' },
  beforeWrite: settlePath,
  afterWrite: ({ world }, row) => {
    renameChildren(world, row as Group);
  },
  isReferenced: (world, row) =>
    membersOf(world, row).length > 0 ||
    world.roles.find((role) => role.group_ids[String(row.id)] !== undefined) !== undefined ||
    world.groups.find((group) => group.parent_id === row.id) !== undefined ||
    world.tickets.find((ticket) => ticket.group_id === row.id) !== undefined,
};
