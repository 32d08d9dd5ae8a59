import { forbidden, unprocessable } from '../api-error.ts';
import { hasPermission, isAgent } from '../engine/access.ts';
import { findRecord, updateRecord } from '../engine/records.ts';
import { pageOf } from '../engine/search.ts';
import { ok, type Answer } from '../http/answer.ts';
import { renderList, renderRecord } from '../http/render.ts';
import type { Context, Route } from '../http/router.ts';
import { userModel } from '../models/user.ts';
import type { Permission, Token, User } from '../state/records.ts';
import { isBlank, listOf, textOf, type Params } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { crudRoutes } from './crud.ts';

const PRIVILEGED = ['role_ids', 'roles', 'group_ids', 'groups'];

/** Agents who are not administrators may make customers, but give nobody rights. */
function permittedParams({ world, user, params }: Context): Params {
  if (hasPermission(world, user, 'admin.user')) return params;
  return Object.fromEntries(Object.entries(params).filter(([name]) => !PRIVILEGED.includes(name)));
}

const seesAllUsers = (context: Context): boolean =>
  isAgent(context.world, context.user) || hasPermission(context.world, context.user, 'admin.user');

const isIndexOrShow = (route: Route): boolean =>
  route.method === 'GET' && (route.path === '/users' || route.path === '/users/:id');

const generic = crudRoutes(userModel, '/users', {
  read: ['ticket.agent', 'admin.user', 'ticket.customer', 'admin'],
  write: ['ticket.agent', 'admin.user'],
  searchColumns: ['login', 'firstname', 'lastname', 'email', 'phone', 'mobile'],
  filterParams: permittedParams,
}).filter((route) => !isIndexOrShow(route));

/** By id whatever is asked; who sees only themselves gets only themselves. */
function list(context: Context): Answer {
  const { world, user, params } = context;
  const page = pageOf(params, { standard: 500, most: 1000 });
  const users = seesAllUsers(context) ? world.users.all().sort((a, b) => a.id - b.id) : [user];
  return ok(renderList(world, userModel, users.slice(page.offset, page.offset + page.limit), { params }));
}

/** A user may be looked at by agents, by administrators of users, and by themselves. */
function show(context: Context): Answer {
  const { world, user, params } = context;
  const row = findRecord(world, userModel, params['id']);
  if (!seesAllUsers(context) && row.id !== user.id) throw forbidden();
  return ok(renderRecord(world, userModel, row, params));
}

const ownRoutes: readonly Route[] = [
  { method: 'GET', path: '/users', handle: list },
  { method: 'GET', path: '/users/:id', handle: show },
  {
    method: 'GET',
    path: '/users/me',
    handle: ({ world, user, params }) => ok(renderRecord(world, userModel, user, params)),
  },
  {
    method: 'PUT',
    path: '/users/out_of_office',
    permissions: ['user_preferences.out_of_office'],
    handle: ({ world, user, params }) => {
      world.transaction(user.id, (transaction) => {
        updateRecord(world, userModel, user, { params, transaction });
      });
      return ok({ message: 'ok' });
    },
  },
];

function presentToken(token: Token): Params {
  return {
    id: token.id,
    user_id: token.user_id,
    name: token.name,
    action: 'api',
    preferences: { permission: token.permission },
    last_used_at: token.last_used_at,
    expires_at: token.expires_at,
    created_at: token.created_at,
    updated_at: token.updated_at,
  };
}

/** What a token of the user can be given: what the user holds, and what that is part of. */
function grantable(world: World, user: User): Permission[] {
  const held = world.permissions.filter((permission) => hasPermission(world, user, permission.name));
  const isAbove = ({ name }: Permission): boolean => held.some((one) => one.name.startsWith(`${name}.`));
  return world.permissions
    .filter((permission) => held.includes(permission) || isAbove(permission))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const tokenPermissions = ['user_preferences.access_token'];

const tokenRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user_access_token',
    permissions: tokenPermissions,
    handle: ({ world, user }) =>
      ok({
        tokens: world.tokens.filter((token) => token.user_id === user.id).map(presentToken),
        permissions: grantable(world, user),
      }),
  },
  {
    method: 'POST',
    path: '/user_access_token',
    permissions: tokenPermissions,
    handle: ({ world, user, params }) => {
      if (isBlank(params['name'])) throw unprocessable("The required parameter 'name' is missing.");
      const token = world.random.token(64);
      world.transaction(user.id, ({ at }) => {
        world.tokens.insert({
          user_id: user.id,
          name: textOf(params['name']),
          token,
          permission: listOf(params['permission']).map(textOf),
          expires_at: isBlank(params['expires_at']) ? null : textOf(params['expires_at']),
          last_used_at: null,
          created_at: at,
          updated_at: at,
        });
      });
      return ok({ token });
    },
  },
  {
    method: 'DELETE',
    path: '/user_access_token/:id',
    permissions: tokenPermissions,
    handle: ({ world, user, params }) => {
      const token = world.tokens.get(params['id']);
      if (token?.user_id !== user.id) throw unprocessable('The API token could not be found.');
      world.tokens.remove(token);
      return ok({});
    },
  },
];

export const userRoutes: readonly Route[] = [...generic, ...ownRoutes, ...tokenRoutes];
