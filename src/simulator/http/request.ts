import type { IncomingMessage } from 'node:http';

import { ApiError } from '../api-error.ts';
import type { Params } from '../state/row.ts';
import { isObject } from '../state/row.ts';

/** A request as it came over the wire, read to its end. */
export interface WireRequest {
  readonly method: string;
  /** Without query and without `.json`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;

export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const url = new URL(message.url ?? '/', 'http://simulator');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new ApiError(413, 'Payload Too Large');
    chunks.push(chunk);
  }
  return {
    method: message.method ?? 'GET',
    path: url.pathname.replace(/\.json$/, '').replace(/(.)\/$/, '$1'),
    query: url.searchParams,
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

/** Query and body as one: the body wins. A body that is not JSON by its content type has no parameters. */
export function paramsOf(request: WireRequest): Params {
  const params = queryParams(request.query);
  const isJson = /json/i.test(request.headers['content-type'] ?? '');
  if (!isJson || request.body.length === 0) return params;
  let parsed: unknown;
  try {
    parsed = JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new ApiError(500, 'Error occurred while parsing request parameters', 'bare');
  }
  return isObject(parsed) ? { ...params, ...parsed } : params;
}

const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** `a[b][c]=1` and `ids[]=1` as Rails reads them. */
function queryParams(query: URLSearchParams): Params {
  const params: Params = {};
  for (const [name, value] of query) {
    const path = [
      name.replace(/\[.*$/s, ''),
      ...[...name.matchAll(/\[([^\]]*)\]/g)].map((part) => part[1] ?? ''),
    ];
    if (!path.some((key) => UNSAFE_KEYS.has(key))) put(params, path, value);
  }
  return params;
}

function put(target: Params, [key = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) target[key] = value;
  else if (rest.length === 1 && rest[0] === '') {
    const list = target[key];
    if (Array.isArray(list)) list.push(value);
    else target[key] = [value];
  } else {
    const inner = target[key];
    const next: Params = isObject(inner) ? inner : {};
    target[key] = next;
    put(next, rest, value);
  }
}
