import type { Token, User } from '../state/records.ts';
import type { Params } from '../state/row.ts';
import type { World } from '../state/world.ts';
import type { Answer } from './answer.ts';

/** What a route gets: who asks, and for what. */
export interface Context {
  readonly world: World;
  /** On whose behalf the request is made. */
  readonly user: User;
  readonly token: Token | null;
  /** Path, query and body in one. */
  readonly params: Params;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/v1`, with `:name` for a part. */
  readonly path: string;
  /** Permissions of which token and user must each hold one. */
  readonly permissions?: readonly string[];
  /** For what needs nobody to be logged in. */
  readonly isPublic?: boolean;
  readonly handle: (context: Context) => Answer;
}

export interface Match {
  readonly route: Route;
  readonly pathParams: Readonly<Record<string, string>>;
}

/** Finds the route of a path; fixed parts win over named ones. */
export class Router {
  readonly #routes: readonly (Route & { readonly parts: readonly string[] })[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes
      .map((route) => ({ ...route, parts: `/api/v1${route.path}`.split('/') }))
      .sort((a, b) => namedParts(a.parts) - namedParts(b.parts));
  }

  match(method: string, path: string): Match | undefined {
    const parts = path.split('/');
    for (const route of this.#routes) {
      if (route.method !== method || route.parts.length !== parts.length) continue;
      const pathParams = paramsIn(route.parts, parts);
      if (pathParams !== undefined) return { route, pathParams };
    }
    return undefined;
  }
}

const namedParts = (parts: readonly string[]): number => parts.filter((part) => part.startsWith(':')).length;

function paramsIn(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, want] of pattern.entries()) {
    const have = parts[index] ?? '';
    if (want.startsWith(':')) params[want.slice(1)] = decodeURIComponent(have);
    else if (want !== have) return undefined;
  }
  return params;
}
