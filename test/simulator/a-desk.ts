import { onTestFinished } from 'vitest';
import { VirtualClock } from '../../src/simulator/clock.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator/simulator.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** What JSON there was, else the text. */
  readonly body: unknown;
}

export type Fields = Record<string, unknown>;

/** A record as the server tells it. */
export interface Told extends Fields {
  readonly id: number;
}

/** Somebody with a token. */
export class Client {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(url: string, token: string, onBehalfOf?: string) {
    this.#url = url;
    this.#headers = {
      authorization: `Token token=${token}`,
      'content-type': 'application/json',
      ...(onBehalfOf === undefined ? {} : { from: onBehalfOf }),
    };
  }

  /** Asks below `/api/v1/`, whatever comes of it. */
  async send(method: string, path: string, body?: unknown): Promise<Reply> {
    const response = await fetch(`${this.#url}/api/v1/${path}`, {
      method,
      headers: this.#headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  }

  get<T = Told>(path: string): Promise<T> {
    return this.#expectGood<T>('GET', path);
  }

  post<T = Told>(path: string, body: unknown): Promise<T> {
    return this.#expectGood<T>('POST', path, body);
  }

  put<T = Told>(path: string, body: unknown): Promise<T> {
    return this.#expectGood<T>('PUT', path, body);
  }

  /** Status and error of something that is expected to be refused. */
  async refusal(method: string, path: string, body?: unknown): Promise<[status: number, error: unknown]> {
    const reply = await this.send(method, path, body);
    return [reply.status, (reply.body as Fields)['error']];
  }

  async #expectGood<T>(method: string, path: string, body?: unknown): Promise<T> {
    const reply = await this.send(method, path, body);
    if (reply.status < 300) return reply.body as T;
    throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A simulator under a virtual clock, and its administrator. */
export interface Desk {
  readonly simulator: Simulator;
  readonly clock: VirtualClock;
  readonly admin: Client;
}

/** A Monday, ten in the morning in Kyiv. */
export const MONDAY = '2026-11-23T08:00:00.000Z';

/** Starts a desk that ends with the test. */
export async function startDesk(options: SimulatorOptions = {}): Promise<Desk> {
  const clock = new VirtualClock(Date.parse(MONDAY));
  const simulator = await startSimulator({
    clock,
    restartTiming: { untilDownMs: 20, downMs: 100, loopUpMs: 20 },
    ...options,
  });
  onTestFinished(() => simulator.stop());
  return { simulator, clock, admin: new Client(simulator.url, simulator.adminToken) };
}

/** Makes a ticket in the group Users, by the administrator, with an internal note. */
export const makeTicket = ({ admin }: Desk, fields: Fields = {}): Promise<Told> =>
  admin.post('tickets', {
    title: 'Printer',
    group: 'Users',
    customer: 'nicole.braun@zammad.org',
    article: { body: 'text', type: 'note', internal: true },
    ...fields,
  });

/** Makes an agent with accesses to groups, and a token of theirs. */
export async function hireAgent(
  desk: Desk,
  email: string,
  groups: Record<string, string[]>,
): Promise<Client> {
  const password = 'Secret-1234';
  await desk.admin.post('users', {
    email,
    firstname: 'A',
    lastname: 'B',
    roles: ['Agent'],
    groups,
    password,
  });
  const basic = Buffer.from(`${email}:${password}`).toString('base64');
  const response = await fetch(`${desk.simulator.url}/api/v1/user_access_token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'work', permission: ['ticket.agent'] }),
  });
  const { token } = (await response.json()) as { token: string };
  return new Client(desk.simulator.url, token);
}

/** Articles of a ticket, oldest first. */
export const articlesOf = ({ admin }: Desk, ticketId: number): Promise<Told[]> =>
  admin.get<Told[]>(`ticket_articles/by_ticket/${ticketId}`);

export interface HistoryLine extends Fields {
  readonly type: string;
  readonly attribute?: string;
  readonly value_from?: string;
  readonly value_to?: string;
  readonly created_at: string;
  readonly created_by_id: number;
}

export const historyOf = async ({ admin }: Desk, ticketId: number): Promise<HistoryLine[]> =>
  (await admin.get<{ history: HistoryLine[] }>(`ticket_history/${ticketId}`)).history;
