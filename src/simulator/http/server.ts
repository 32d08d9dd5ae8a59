import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

import type { Fault, Faults } from '../faults.ts';
import type { World } from '../state/world.ts';
import type { Answer } from './answer.ts';
import type { Api } from './api.ts';
import { readRequest, type WireRequest } from './request.ts';
import { scheduleStaleTab } from './stale-tab.ts';

const arrivalMs = 5;

/** One line of the request log. */
export interface LoggedRequest {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Null when no answer was sent. */
  readonly status: number | null;
  readonly userId: number | null;
  readonly faults: readonly Fault['kind'][];
}

/** Serves the API on a loopback port. Closing drops connections; opening again takes the same port. */
export class HttpServer {
  readonly log: LoggedRequest[] = [];
  readonly #world: World;
  readonly #api: Api;
  readonly #faults: Faults;
  readonly #underWay = new Set<Promise<unknown>>();
  #server: Server | undefined;
  #port: number;

  constructor(world: World, api: Api, faults: Faults, port: number) {
    this.#world = world;
    this.#api = api;
    this.#faults = faults;
    this.#port = port;
  }

  get port(): number {
    return this.#port;
  }

  async open(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer((message, response) => {
      const serving = this.#serve(message, response)
        .catch(() => message.destroy())
        .finally(() => this.#underWay.delete(serving));
      this.#underWay.add(serving);
    });
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Resolves once whatever arrived was carried out, however slowly, also for clients that no longer wait. */
  async settled(): Promise<void> {
    // What a client sent a moment ago arrives now.
    await delay(arrivalMs);
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message);
    const faults = this.#faults.strike(request.method, request.path, tokenOf(request));
    for (const fault of faults) if (fault.kind === 'latency') await delay(fault.delayMs);
    for (const fault of faults)
      if (fault.kind === 'stale-tab') scheduleStaleTab(this.#world, request, fault.delayMs);
    const fault = faults.find(({ kind }) => kind !== 'latency' && kind !== 'stale-tab');
    const kinds = faults.map(({ kind }) => kind);
    if (fault === undefined) this.#answer(request, response, kinds);
    else this.#fail(request, message, response, { fault, kinds });
  }

  #answer(request: WireRequest, response: ServerResponse, faults: readonly Fault['kind'][]): void {
    const { answer, userId } = this.#api.handle(request);
    const status = this.#send(request, response, answer);
    this.#note(request, status, userId, faults);
  }

  #fail(
    request: WireRequest,
    message: IncomingMessage,
    response: ServerResponse,
    { fault, kinds }: { readonly fault: Fault; readonly kinds: readonly Fault['kind'][] },
  ): void {
    const apply = (): number | null => this.#api.handle(request).userId;
    let userId: number | null = null;
    let answer: Answer | undefined;
    if (fault.kind === 'throttle') {
      const headers = { 'content-type': 'text/plain', 'retry-after': String(fault.retryAfterSeconds) };
      answer = { status: 429, body: Buffer.from('Retry later\n'), headers };
    } else if (fault.kind === 'error') {
      if (fault.isApplied === true) userId = apply();
      answer = { status: fault.status, body: { error: 'the proxy has trouble' } };
    } else if (fault.kind === 'late') this.#applyLater(fault, apply);
    else if (fault.kind === 'cut' && fault.when === 'after') userId = apply();
    if (answer !== undefined) this.#send(request, response, answer);
    else if (fault.kind !== 'late' || fault.isHanging !== true) message.socket.destroy();
    this.#note(request, answer?.status ?? null, userId, kinds);
  }

  #applyLater(fault: Extract<Fault, { kind: 'late' }>, apply: () => unknown): void {
    if (fault.by === 'clock') this.#world.clock.schedule(this.#world.clock.now() + fault.delayMs, apply);
    else setTimeout(apply, fault.delayMs).unref();
  }

  #send(request: WireRequest, response: ServerResponse, answer: Answer): number {
    const bytes = bytesOf(answer.body);
    const headers: Record<string, string> = {
      'content-type': answer.body === undefined ? 'application/json' : 'application/json; charset=utf-8',
      vary: 'Accept',
      date: new Date(this.#world.clock.now()).toUTCString(),
      'cache-control': 'no-cache',
      ...answer.headers,
    };
    let { status } = answer;
    if (request.method === 'GET' && status === 200) {
      headers['etag'] = `W/"${createHash('md5').update(bytes).digest('hex')}"`;
      headers['cache-control'] = 'max-age=0, private, must-revalidate';
      if (request.headers['if-none-match'] === headers['etag']) status = 304;
    }
    response.writeHead(status, headers);
    response.end(status === 304 ? undefined : bytes);
    return status;
  }

  #note(
    request: WireRequest,
    status: number | null,
    userId: number | null,
    faults: readonly Fault['kind'][],
  ): void {
    const at = new Date(this.#world.clock.now()).toISOString();
    this.log.push({ at, method: request.method, path: request.path, status, userId, faults });
  }
}

function tokenOf({ headers }: WireRequest): string | null {
  return /^Token token=(.+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? null;
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  return Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
}
