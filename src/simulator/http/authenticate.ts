import { forbidden, unauthorized } from '../api-error.ts';
import { hasPermission, holdsPermission, permissionsOf } from '../engine/access.ts';
import type { Token, User } from '../state/records.ts';
import type { World } from '../state/world.ts';
import type { Route } from './router.ts';
import type { WireRequest } from './request.ts';

export interface Identity {
  readonly user: User;
  readonly token: Token | null;
}

/** Who asks: by token or by password, perhaps on behalf of another. */
export function authenticate(world: World, headers: WireRequest['headers']): Identity {
  const { user, token } = identify(world, headers.authorization ?? '');
  if (!user.active) {
    throw unauthorized(
      'Login failed. Have you double-checked your credentials and completed the email verification step?',
    );
  }
  const onBehalfOf = headers.from ?? headers['x-on-behalf-of'];
  if (onBehalfOf === undefined || onBehalfOf === '') return { user, token };
  return { user: impersonated(world, user, String(onBehalfOf)), token };
}

function identify(world: World, authorization: string): Identity {
  if (authorization === '') throw forbidden('Authentication required');
  const basic = /^Basic\s+(.+)$/i.exec(authorization)?.[1];
  if (basic !== undefined) return { user: userByPassword(world, basic), token: null };
  const bearer = /^Bearer\s+(.+)$/i.exec(authorization)?.[1];
  const text = bearer ?? /^Token\s+(?:token=)?"?([^",]+)"?/i.exec(authorization)?.[1] ?? '';
  const token = world.tokens.where('token', text.trim())[0];
  const user = world.users.get(token?.user_id);
  if (token === undefined || user === undefined) {
    throw unauthorized(bearer === undefined ? "Can't find User for Token" : 'The provided token is invalid.');
  }
  if (token.expires_at !== null && Date.parse(token.expires_at) <= world.clock.now()) {
    throw unauthorized('Not authorized (token expired)!');
  }
  world.tokens.update(token, { last_used_at: new Date(world.clock.now()).toISOString() });
  return { user, token };
}

function userByPassword(world: World, encoded: string): User {
  const [login = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const name = login.toLowerCase();
  const user = world.users.where('login', name)[0] ?? world.users.where('email', name)[0];
  const password = rest.join(':');
  if (user === undefined || password === '' || user.password !== password) {
    throw unauthorized('Invalid BasicAuth credentials');
  }
  return user;
}

function impersonated(world: World, user: User, wanted: string): User {
  if (!hasPermission(world, user, 'admin.user')) {
    throw forbidden("Current user has no permission to use 'From'/'X-On-Behalf-Of'!");
  }
  const name = wanted.toLowerCase().trim();
  const other =
    world.users.get(name) ?? world.users.where('login', name)[0] ?? world.users.where('email', name)[0];
  if (other === undefined) throw forbidden(`No such user '${wanted}'`);
  return other;
}

/** First the token, then the user must hold one of the route's permissions. */
export function authorize(world: World, { user, token }: Identity, { permissions }: Route): void {
  if (permissions === undefined) return;
  if (token !== null && !holdsPermission(token.permission, permissions)) {
    throw forbidden('Token authorization failed.');
  }
  if (!holdsPermission(permissionsOf(world, user), permissions))
    throw forbidden('User authorization failed.');
}
