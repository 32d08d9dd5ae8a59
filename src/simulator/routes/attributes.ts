import { recordNotFound } from '../api-error.ts';
import {
  addAttribute,
  changeAttribute,
  discardChanges,
  objectNameOf,
  referencesTo,
  removeAttribute,
} from '../engine/attribute-definitions.ts';
import { executeMigrations, type MigrationKind } from '../engine/migration.ts';
import { created, ok } from '../http/answer.ts';
import type { Route } from '../http/router.ts';
import type { ObjectAttribute } from '../state/records.ts';
import type { Params } from '../state/row.ts';
import type { World } from '../state/world.ts';

const COLUMNS = [
  'id',
  'object_lookup_id',
  'name',
  'display',
  'data_type',
  'data_option',
  'data_option_new',
  'editable',
  'active',
  'screens',
  'to_create',
  'to_migrate',
  'to_delete',
  'to_config',
  'position',
  'created_by_id',
  'updated_by_id',
  'created_at',
  'updated_at',
];

const presentOne = (attribute: ObjectAttribute): Params =>
  Object.fromEntries(COLUMNS.map((column) => [column, attribute[column]]));

/** In the list an attribute names its object, and says why it cannot go. */
function presentListed(world: World, attribute: ObjectAttribute): Params {
  const shown = presentOne(attribute);
  Reflect.deleteProperty(shown, 'object_lookup_id');
  const references = referencesTo(world, attribute);
  return {
    ...shown,
    object: objectNameOf(attribute),
    deletable: attribute.editable && references === '',
    ...(references === ''
      ? {}
      : {
          not_deletable_reason: `This attribute is referenced by ${references} and thus cannot be deleted!`,
        }),
  };
}

const permissions = ['admin.object'];

/** The routes of attributes; whoever runs the server is told what a migration did. */
export const attributeRoutes = (onMigrated: (kind: MigrationKind) => void): readonly Route[] => [
  {
    method: 'GET',
    path: '/object_manager_attributes',
    permissions,
    handle: ({ world }) => {
      const ordered = world.attributes
        .all()
        .sort((a, b) => a.position - b.position || (a.name < b.name ? -1 : 1));
      return ok(ordered.map((attribute) => presentListed(world, attribute)));
    },
  },
  {
    method: 'GET',
    path: '/object_manager_attributes_list',
    permissions,
    handle: () => ok({ objects: ['Ticket', 'User', 'Organization', 'Group'] }),
  },
  {
    method: 'GET',
    path: '/object_manager_attributes/:id',
    permissions,
    handle: ({ world, params }) => {
      const attribute = world.attributes.get(params['id']);
      if (attribute === undefined) throw recordNotFound('ObjectManager::Attribute', params['id']);
      return ok(presentOne(attribute));
    },
  },
  {
    method: 'POST',
    path: '/object_manager_attributes',
    permissions,
    handle: ({ world, user, params }) =>
      created(
        presentOne(world.transaction(user.id, (transaction) => addAttribute(world, params, transaction))),
      ),
  },
  {
    method: 'PUT',
    path: '/object_manager_attributes/:id',
    permissions,
    handle: ({ world, user, params }) =>
      ok(
        presentOne(world.transaction(user.id, (transaction) => changeAttribute(world, params, transaction))),
      ),
  },
  {
    method: 'DELETE',
    path: '/object_manager_attributes/:id',
    permissions,
    handle: ({ world, user, params }) => {
      world.transaction(user.id, () => {
        removeAttribute(world, params['id']);
      });
      return ok({});
    },
  },
  {
    method: 'POST',
    path: '/object_manager_attributes_execute_migrations',
    permissions,
    handle: ({ world, user }) => {
      const kind = world.transaction(user.id, () => executeMigrations(world));
      return {
        ...ok({}),
        afterwards: () => {
          onMigrated(kind);
        },
      };
    },
  },
  {
    method: 'POST',
    path: '/object_manager_attributes_discard_changes',
    permissions,
    handle: ({ world, user }) => {
      world.transaction(user.id, () => {
        discardChanges(world);
      });
      return ok({});
    },
  },
];
