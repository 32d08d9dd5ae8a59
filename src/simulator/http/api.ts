import { ApiError, routeNotFound } from '../api-error.ts';
import { hasPermission } from '../engine/access.ts';
import type { MigrationKind } from '../engine/migration.ts';
import { articleRoutes } from '../routes/articles.ts';
import { attributeRoutes } from '../routes/attributes.ts';
import { configurationRoutes } from '../routes/configuration.ts';
import { linkRoutes } from '../routes/links.ts';
import { mentionRoutes } from '../routes/mentions.ts';
import { surroundingRoutes } from '../routes/surroundings.ts';
import { tagRoutes } from '../routes/tags.ts';
import { ticketRoutes } from '../routes/tickets.ts';
import { timeAccountingRoutes } from '../routes/time-accountings.ts';
import { userRoutes } from '../routes/users.ts';
import type { World } from '../state/world.ts';
import type { Answer } from './answer.ts';
import { authenticate, authorize, type Identity } from './authenticate.ts';
import { paramsOf, type WireRequest } from './request.ts';
import { Router } from './router.ts';

/** What became of a request. */
export interface Outcome {
  readonly answer: Answer;
  /** Who asked; null when nobody was recognised. */
  readonly userId: number | null;
}

/** The whole of the REST API over a world. */
export class Api {
  readonly #world: World;
  readonly #router: Router;

  constructor(world: World, onMigrated: (kind: MigrationKind) => void) {
    this.#world = world;
    this.#router = new Router([
      ...configurationRoutes,
      ...userRoutes,
      ...ticketRoutes,
      ...articleRoutes,
      ...tagRoutes,
      ...linkRoutes,
      ...mentionRoutes,
      ...timeAccountingRoutes,
      ...attributeRoutes(onMigrated),
      ...surroundingRoutes,
    ]);
  }

  handle(request: WireRequest): Outcome {
    let identity: Identity | undefined;
    try {
      const match = this.#router.match(request.method, request.path);
      if (match === undefined) throw routeNotFound();
      const params = paramsOf(request);
      identity = authenticate(this.#world, request.headers);
      authorize(this.#world, identity, match.route);
      const answer = match.route.handle({
        world: this.#world,
        user: identity.user,
        token: identity.token,
        params: { ...params, ...match.pathParams },
      });
      answer.afterwards?.();
      return { answer, userId: identity.user.id };
    } catch (error) {
      return { answer: this.#refusal(request, error, identity), userId: identity?.user.id ?? null };
    }
  }

  #refusal(request: WireRequest, error: unknown, identity: Identity | undefined): Answer {
    if (request.method === 'PATCH') {
      return {
        status: 404,
        body: Buffer.from('<html><h1>404</h1></html>'),
        headers: { 'content-type': 'text/html' },
      };
    }
    const { status, message, audience } = asApiError(error);
    const headers: Record<string, string> = status === 401 || status === 403 ? { 'x-failure': message } : {};
    if (audience === 'people') return { status, body: { error: message, error_human: message }, headers };
    const mayRead = identity === undefined || hasPermission(this.#world, identity.user, 'admin');
    if (audience === 'bare' || mayRead) return { status, body: { error: message }, headers };
    const code = this.#world.random.token(8);
    return { status, body: { error: `Error ID ${code}: Please contact your administrator.` }, headers };
  }
}

const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError(
        500,
        error instanceof Error ? (error.stack ?? error.message) : String(error),
        'administrators',
      );
