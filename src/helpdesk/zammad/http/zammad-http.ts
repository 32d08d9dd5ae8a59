import pRetry from 'p-retry';
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import type { Instant } from '../../../core/calendar/instant.ts';
import { errorOfShape, maySendAgain, type RequestLine, withoutQuery } from './http-error.ts';
import { createPace } from './pace.ts';
import { createTransport } from './transport.ts';

export interface ZammadHttpOptions {
  /** Address of the helpdesk without `/api/v1`. */
  readonly baseUrl: string;
  readonly token: string;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 = no limit; 5 when not given. */
  readonly requestsPerSecond?: number;
  readonly timeoutMs?: number;
  /** How often a request that may be sent again is sent again. */
  readonly retries?: number;
  readonly log?: { debug(data: object, message: string): void };
}

/**
 * Zammad's REST API: paths are relative to `/api/v1/`, answers are checked by the caller's schema, failures are
 * AppErrors that never hold the token. `query` is a POST that only reads. Only reads and requests that were certainly
 * not sent are repeated.
 * @throws AppError unavailable | outside | unauthorized | forbidden | not-found | rejected | unknown-outcome
 */
export interface ZammadHttp {
  get<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>>;
  query<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.output<S>>;
  post<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.output<S>>;
  put<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.output<S>>;
  delete<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>>;
  /** Every page of a list, each object once. */
  getAll<S extends z.ZodType<{ readonly id: number }>>(
    path: string,
    itemSchema: S,
  ): Promise<readonly z.output<S>[]>;
  /** Requests sent so far, repeated ones included. */
  requestCount(): number;
  /** The server's clock as its last answer showed it, to the second; null before the first answer. */
  serverAt(): Instant | null;
}

// Below every cap measured on 6.5 (tickets: 100), so a shorter page is the last one.
const pageSize = 100;
const firstPauseMs = 500;
const longestPauseMs = 30_000;

type Send = <S extends z.ZodType>(request: RequestLine, schema: S, body?: unknown) => Promise<z.output<S>>;

export function createZammadHttp(options: ZammadHttpOptions): ZammadHttp {
  const transport = createTransport({ ...options, timeoutMs: options.timeoutMs ?? 60_000 });
  const pace = createPace(options.requestsPerSecond ?? 5, options.now, options.sleep);
  let requestCount = 0;
  let serverAt: Instant | null = null;

  async function sendOnce(request: RequestLine, body: unknown): Promise<unknown> {
    await pace();
    requestCount += 1;
    const startedAt = options.now();
    const answer = await transport(request, body);
    serverAt = answer.serverAt ?? serverAt;
    options.log?.debug(
      {
        method: request.method,
        path: withoutQuery(request.path),
        status: answer.status,
        durationMs: options.now() - startedAt,
      },
      'zammad answered',
    );
    return answer.data;
  }

  const send: Send = async (request, schema, body) => {
    const data = await pRetry(() => sendOnce(request, body), {
      retries: options.retries ?? 3,
      minTimeout: 0, // the pause is ours, so that time can be injected
      shouldRetry: async ({ error, attemptNumber }) => {
        const pauseMs = pauseAfter(error, attemptNumber);
        if (!maySendAgain(request, error) || pauseMs > longestPauseMs) return false;
        await options.sleep(pauseMs);
        return true;
      },
    });
    const parsed = schema.safeParse(data);
    if (!parsed.success) throw errorOfShape(request, parsed.error);
    return parsed.data;
  };

  return {
    get: (path, schema) => send({ method: 'GET', path, isSafe: true }, schema),
    query: (path, body, schema) => send({ method: 'POST', path, isSafe: true }, schema, body),
    post: (path, body, schema) => send({ method: 'POST', path, isSafe: false }, schema, body),
    put: (path, body, schema) => send({ method: 'PUT', path, isSafe: false }, schema, body),
    delete: (path, schema) => send({ method: 'DELETE', path, isSafe: false }, schema),
    getAll: (path, itemSchema) => getAll(send, path, itemSchema),
    requestCount: () => requestCount,
    serverAt: () => serverAt,
  };
}

async function getAll<S extends z.ZodType<{ readonly id: number }>>(
  send: Send,
  path: string,
  itemSchema: S,
): Promise<readonly z.output<S>[]> {
  const found = new Map<number, z.output<S>>();
  const paged = `${path}${path.includes('?') ? '&' : '?'}per_page=${pageSize}&page=`;
  for (let page = 1; ; page += 1) {
    const items = await send({ method: 'GET', path: `${paged}${page}`, isSafe: true }, z.array(itemSchema));
    const knownBefore = found.size;
    for (const item of items) found.set(item.id, item);
    // A list that ignores paging answers the same again.
    if (items.length < pageSize || found.size === knownBefore) return [...found.values()];
  }
}

function pauseAfter(error: unknown, attemptNumber: number): number {
  const asked = error instanceof AppError ? error.details['retryAfterMs'] : undefined;
  return typeof asked === 'number' ? asked : firstPauseMs * 2 ** (attemptNumber - 1);
}
