import type { z } from 'zod';
import { namingOf } from '../../src/core/bootstrap/naming.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import type { Fact } from '../../src/core/ticket/fact.ts';
import type { FieldValue, FieldValues } from '../../src/core/ticket/field-value.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import type { ZammadHttp } from '../../src/helpdesk/zammad/http/zammad-http.ts';
import { userIds } from './kyiv-tickets.ts';

/** Requests by what they were for. */
export interface RequestCounts {
  search: number;
  ofTickets: number;
  other: number;
}

const ROLE = 7;
const ACCESS = ['read', 'change'];
const relations: ReadonlySet<string> = new Set(['group', 'priority', 'state', 'owner']);
const senders = { agent: 'Agent', applicant: 'Customer', system: 'System' } as const;

/**
 * Answers the real adapter as Zammad would, from tickets made on demand, and counts the requests. What it takes to make
 * answers is the helpdesk's time: those about tickets can be made ready before anything is measured.
 */
export class CountedZammad implements ZammadHttp {
  readonly counts: RequestCounts = { search: 0, ofTickets: 0, other: 0 };
  now: number;
  readonly #pack: CompiledPack;
  readonly #ticketOf: (id: number) => Ticket;
  readonly #ids: { readonly toZammad: ReadonlyMap<string, number>; readonly named: Record<string, object[]> };
  /** Every field of tickets: Zammad tells of those without a value too. */
  readonly #empty: FieldValues;
  /** Answers that are ready, by path. */
  #ready: ReadonlyMap<string, unknown> = new Map();
  /** By instant of the last change. */
  #heads: readonly { readonly id: number; readonly updatedAt: number }[] = [];

  constructor(pack: CompiledPack, now: number, ticketOf: (id: number) => Ticket) {
    this.#pack = pack;
    this.now = now;
    this.#ticketOf = ticketOf;
    this.#ids = nameRecords(pack);
    const ofTickets = [...pack.fields].filter(([, field]) => field.of === 'ticket');
    this.#empty = Object.fromEntries(ofTickets.map(([id]) => [id, null]));
  }

  /** These changed, in this order, after everything else did. */
  touch(ids: readonly number[]): void {
    const touched = new Set(ids);
    const latest = ids.map((id) => ({ id, updatedAt: this.#ticketOf(id).updatedAt }));
    this.#heads = [...this.#heads.filter(({ id }) => !touched.has(id)), ...latest];
  }

  /** Looks at when each of the tickets changed last. */
  index(count: number): void {
    this.#heads = Array.from({ length: count }, (_, index) => ({
      id: index + 1,
      updatedAt: this.#ticketOf(index + 1).updatedAt,
    })).sort((one, other) => one.updatedAt - other.updatedAt || one.id - other.id);
  }

  /** Makes what is asked of these tickets ready, in place of what was before. */
  prepare(ids: readonly number[]): void {
    this.#ready = new Map(
      ids.flatMap((id) =>
        [`ticket_history/${id}`, `ticket_articles/by_ticket/${id}`].map((path) => [path, this.#tellOf(path)]),
      ),
    );
  }

  get<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
    if (path.startsWith('ticket_')) {
      this.counts.ofTickets += 1;
      return answer(schema, this.#ready.get(path) ?? this.#tellOf(path));
    }
    this.counts.other += 1;
    return answer(
      schema,
      path === 'users/me' ? this.#user(userIds.service) : (this.#ids.named['roles'] ?? []),
    );
  }

  query<S extends z.ZodType>(_path: string, body: unknown, schema: S): Promise<z.output<S>> {
    return answer(schema, this.#search(body as SearchBody));
  }

  getAll<S extends z.ZodType<{ readonly id: number }>>(
    path: string,
    itemSchema: S,
  ): Promise<readonly z.output<S>[]> {
    this.counts.other += 1;
    const items = path.startsWith('users') ? [this.#user(userIds.agent)] : (this.#ids.named[path] ?? []);
    return answer(itemSchema.array(), items);
  }

  post(): never {
    throw new Error('a tick that observes writes nothing');
  }

  put(): never {
    return this.post();
  }

  delete(): never {
    return this.post();
  }

  requestCount(): number {
    return this.counts.search + this.counts.ofTickets + this.counts.other;
  }

  serverAt(): number {
    return this.now;
  }

  #tellOf(path: string): unknown {
    const id = Number(path.slice(path.lastIndexOf('/') + 1));
    return path.startsWith('ticket_history/') ? this.#historyOf(id) : this.#articlesOf(id);
  }

  #search({ condition, limit, page }: SearchBody): unknown {
    this.counts.search += 1;
    const fromAt = Date.parse(condition['ticket.updated_at'].value);
    const from = this.#firstSince(fromAt) + (page - 1) * limit;
    const found = this.#heads.slice(from, from + limit);
    const records = found.map(({ id, updatedAt }) => [
      id,
      { id, created_at: iso(updatedAt), updated_at: iso(updatedAt) },
    ]);
    return { record_ids: found.map(({ id }) => id), assets: { Ticket: Object.fromEntries(records) } };
  }

  /** Position of the first ticket that changed at the instant or later. */
  #firstSince(at: number): number {
    let [first, end] = [0, this.#heads.length];
    while (first < end) {
      const middle = (first + end) >> 1;
      if ((this.#heads[middle]?.updatedAt ?? Infinity) < at) first = middle + 1;
      else end = middle;
    }
    return first;
  }

  #historyOf(id: number): unknown {
    const ticket = this.#ticketOf(id);
    const customerId = Number(ticket.applicant.id);
    const history = ticket.timeline.map((fact, index) => this.#row(fact, index, id));
    const users = [customerId, ...Object.values(userIds)].map((userId) => [userId, this.#user(userId)]);
    return {
      history,
      assets: { Ticket: { [id]: this.#record(ticket, id) }, User: Object.fromEntries(users) },
    };
  }

  #row(fact: Fact, index: number, ticketId: number): unknown {
    const base = { id: index + 1, created_by_id: Number(fact.actorId), created_at: iso(fact.at) };
    if (fact.kind === 'article')
      return { ...base, object: 'Ticket::Article', type: 'created', o_id: index + 1 };
    if (fact.kind !== 'field-changed') return { ...base, object: 'Ticket', type: 'created', o_id: ticketId };
    const { field, from, to } = fact;
    const values = relations.has(field)
      ? { id_from: this.#idOf(field, from), id_to: this.#idOf(field, to) }
      : { value_from: this.#printed(field, from), value_to: this.#printed(field, to) };
    const attribute = this.#pack.fields.get(field)?.id ?? field;
    return { ...base, object: 'Ticket', type: 'updated', o_id: ticketId, attribute, ...values };
  }

  #articlesOf(id: number): unknown {
    return this.#ticketOf(id).timeline.flatMap((fact, index) =>
      fact.kind === 'article'
        ? [
            {
              id: index + 1,
              type: fact.channel,
              sender: senders[fact.sender],
              internal: fact.isInternal,
              created_by_id: Number(fact.actorId),
              created_at: iso(fact.at),
              preferences: {
                delivery_status: fact.delivery === 'delivered' ? 'success' : null,
                ...(fact.effectKey === null
                  ? {}
                  : { reglament: { key: fact.effectKey, notice: fact.notice } }),
              },
              attachments: [],
            },
          ]
        : [],
    );
  }

  #record(ticket: Ticket, id: number): unknown {
    const fields = Object.entries({ ...this.#empty, ...ticket.fields });
    const values = fields.map(([field, value]) =>
      relations.has(field)
        ? [`${field}_id`, this.#idOf(field, value)]
        : [
            this.#pack.fields.get(field)?.id ?? field,
            this.#isInstant(field) && value !== null ? iso(Number(value)) : value,
          ],
    );
    return {
      id,
      number: ticket.number,
      customer_id: Number(ticket.applicant.id),
      created_at: iso(ticket.createdAt),
      updated_at: iso(ticket.updatedAt),
      ...Object.fromEntries(values),
    };
  }

  #user(id: number): unknown {
    const isStaff = id === userIds.agent || id === userIds.service;
    return {
      id,
      login: `user-${id}`,
      email: `user-${id}@desk.test`,
      active: true,
      role_ids: isStaff ? [ROLE] : [],
      group_ids: {},
    };
  }

  #idOf(field: string, value: FieldValue): number {
    if (field === 'owner') return value === null ? 1 : Number(value);
    return this.#ids.toZammad.get(`${field}/${String(value)}`) ?? 0;
  }

  #isInstant(field: string): boolean {
    return this.#pack.fields.get(field)?.kind === 'datetime';
  }

  /** As the history prints it: text, instants to the second. */
  #printed(field: string, value: FieldValue): string {
    if (value === null) return '';
    return this.#isInstant(field)
      ? `${iso(Number(value)).slice(0, 19).replace('T', ' ')} UTC`
      : String(value);
  }
}

interface SearchBody {
  readonly condition: { readonly 'ticket.updated_at': { readonly value: string } };
  readonly limit: number;
  readonly page: number;
}

/** As the real one: the answer goes through the schema, which is the adapter's own work. */
function answer<S extends z.ZodType>(schema: S, data: unknown): Promise<z.output<S>> {
  return Promise.resolve(schema.parse(data));
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Ids for whatever the pack names. */
function nameRecords(pack: CompiledPack) {
  const naming = namingOf(pack);
  const toZammad = new Map<string, number>();
  const listOf = <Element>(
    kind: string,
    elements: ReadonlyMap<string, Element>,
    nameOf: (each: Element) => string,
  ): object[] =>
    [...elements].map(([packId, element], index) => {
      toZammad.set(`${kind}/${packId}`, index + 1);
      return { id: index + 1, name: nameOf(element) };
    });
  const groups = listOf('group', pack.groups, naming.group);
  const access = Object.fromEntries(groups.map((_, index) => [String(index + 1), ACCESS]));
  const named = {
    groups,
    ticket_priorities: listOf('priority', pack.priorities, naming.priority),
    ticket_states: listOf('state', pack.states, naming.state),
    roles: [{ id: ROLE, name: 'Agent', active: true, permissions: ['ticket.agent'], group_ids: access }],
  };
  return { toZammad, named: named as Record<string, object[]> };
}
