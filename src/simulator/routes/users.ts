import { forbidden, unprocessable } from '../api-error.ts';
import { hasPermission, isAgent } from '../engine/access.ts';
import { findRecord, updateRecord } from '../engine/records.ts';
import { ok } from '../http/answer.ts';
import { renderRecord } from '../http/render.ts';
import type { Context, Route } from '../http/router.ts';
import { userModel } from '../models/user.ts';
import type { Token } from '../state/records.ts';
import { isBlank, listOf, textOf, type Params } from '../state/row.ts';
import { crudRoutes } from './crud.ts';

const PRIVILEGED = ['role_ids', 'roles', 'group_ids', 'groups'];

/** Agents who are not administrators may make customers, but give nobody rights. */
function permittedParams({ world, user, params }: Context): Params {
  if (hasPermission(world, user, 'admin.user')) return params;
  return Object.fromEntries(Object.entries(params).filter(([name]) => !PRIVILEGED.includes(name)));
}

const seesAllUsers = (context: Context): boolean =>
  isAgent(context.world, context.user) || hasPermission(context.world, context.user, 'admin.user');

const generic = crudRoutes(userModel, '/users', {
  read: ['ticket.agent', 'admin.user', 'ticket.customer', 'admin'],
  write: ['ticket.agent', 'admin.user'],
  searchColumns: ['login', 'firstname', 'lastname', 'email', 'phone', 'mobile'],
  scope: (context, row) => seesAllUsers(context) || row.id === context.user.id,
  filterParams: permittedParams,
});

const isIndexOrShow = (route: Route): boolean =>
  route.method === 'GET' && (route.path === '/users' || route.path === '/users/:id');

/** Lists and single users need no permission beyond being logged in; what is seen depends on who looks. */
const withoutPermissions = generic.map((route): Route => {
  if (!isIndexOrShow(route)) return route;
  return { method: route.method, path: route.path, handle: route.handle };
});

const ownRoutes: readonly Route[] = [
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

const tokenPermissions = ['user_preferences.access_token'];

const tokenRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user_access_token',
    permissions: tokenPermissions,
    handle: ({ world, user }) =>
      ok({
        tokens: world.tokens.filter((token) => token.user_id === user.id).map(presentToken),
        permissions: world.permissions.filter((permission) => hasPermission(world, user, permission.name)),
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

/** A user may be looked at by agents, by administrators of users, and by themselves. */
function guardShow(route: Route): Route {
  if (route.method !== 'GET' || route.path !== '/users/:id') return route;
  return {
    ...route,
    handle: (context) => {
      const row = findRecord(context.world, userModel, context.params['id']);
      if (!seesAllUsers(context) && row.id !== context.user.id) throw forbidden();
      return route.handle(context);
    },
  };
}

export const userRoutes: readonly Route[] = [
  ...withoutPermissions.map(guardShow),
  ...ownRoutes,
  ...tokenRoutes,
];
