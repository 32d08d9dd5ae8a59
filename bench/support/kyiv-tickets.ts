import { addSpan } from '../../src/core/clock/add-span.ts';
import { clocksOf } from '../../src/core/clock/compile-clocks.ts';
import type { Effect } from '../../src/core/policy/intent.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import type { ActorKind, ArticleFact, Fact } from '../../src/core/ticket/fact.ts';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import { fieldsAt } from '../../src/core/ticket/history.ts';
import { ticketId } from '../../src/core/ticket/ticket-id.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_HOURS = 24;

/** When requests of a desk came, spread evenly: `[fromAt, toAt)`. */
export interface Spread {
  readonly fromAt: number;
  readonly toAt: number;
}

/** Who works and writes on the desk, by Zammad's ids; applicants come after them. */
export const userIds = { automation: 1, service: 3, agent: 4 } as const;
const FIRST_APPLICANT = 20;
const APPLICANTS = 5_000;

/** Life of a ticket in the making. */
class Life {
  readonly timeline: Fact[] = [];
  readonly applicantId: string;
  fields: FieldValues;

  constructor(at: number, applicantId: string, fields: FieldValues) {
    this.applicantId = applicantId;
    this.fields = fields;
    this.timeline.push({ kind: 'created', ...this.#base(at, 'applicant'), fields });
  }

  set(at: number, actor: ActorKind, values: FieldValues): void {
    for (const [field, to] of Object.entries(values)) {
      const from = this.fields[field] ?? null;
      this.timeline.push({ kind: 'field-changed', ...this.#base(at, actor), field, from, to });
    }
    this.fields = { ...this.fields, ...values };
  }

  write(at: number, actor: ActorKind, part: Partial<ArticleFact>): void {
    const base = this.#base(at, actor);
    this.timeline.push({
      kind: 'article',
      ...base,
      articleId: base.id,
      sender: 'system',
      channel: 'email',
      isInternal: false,
      effectKey: null,
      notice: null,
      delivery: 'none',
      isAutomatic: false,
      attachmentNames: [],
      isMerged: false,
      ...part,
    });
  }

  #base(at: number, actor: ActorKind) {
    const actorId = actor === 'applicant' ? this.applicantId : String(userIds[actor]);
    return { id: `f${this.timeline.length}`, at, actor, actorId };
  }
}

/**
 * A request as Kyiv's desk has them: registered by e-mail or form, confirmed, classified and taken into work, told,
 * answered; two of three are closed, some after a hand-over, some classified anew or late. The same index, the same
 * ticket.
 */
export function kyivTicket(index: number, pack: CompiledPack, { fromAt, toAt }: Spread): Ticket {
  const hours = Math.floor((toAt - fromAt) / HOUR_MS);
  const createdAt = fromAt + ((index * 7_919) % hours) * HOUR_MS + (index % 3_600) * SECOND_MS;
  const types = [...pack.types.values()];
  const type = types[index % types.length];
  const priority = type?.priorities[index % type.priorities.length] ?? 'low';
  const workAt = createdAt + (10 + (index % 17) * 10) * MINUTE_MS;
  const applicantId = String(FIRST_APPLICANT + (index % APPLICANTS));
  const life = new Life(createdAt, applicantId, {
    type: null,
    priority: null,
    group: 'information',
    state: 'new',
    owner: null,
    request_channel: index % 2 === 0 ? 'email' : 'form',
    applicant_group: 'external',
  });
  life.write(createdAt, 'applicant', { sender: 'applicant' });
  life.write(createdAt + 5 * SECOND_MS, 'automation', { notice: 'registration', delivery: 'delivered' });
  const process = index % 5 === 0 ? {} : { business_process: 'eds' };
  life.set(workAt, 'agent', {
    owner: String(userIds.agent),
    type: type?.id ?? null,
    priority,
    state: 'open',
    ...process,
  });
  life.set(workAt + 30 * SECOND_MS, 'service', duesOf(life, createdAt, pack));
  life.write(workAt + 30 * SECOND_MS, 'service', {
    notice: 'assigned',
    effectKey: `ticket:${index + 1}/responsible-told/f4`,
    delivery: 'delivered',
  });
  life.write(workAt + 2 * HOUR_MS, 'agent', { sender: 'agent' });
  if (index % 20 === 0) life.set(workAt + 3 * HOUR_MS, 'agent', { group: 'technical' });
  if (index % 3 > 0) close(life, index, workAt + (5 + (index % 90)) * HOUR_MS);
  return {
    id: ticketId(index + 1),
    number: String(41_001 + index),
    createdAt,
    updatedAt: life.timeline.at(-1)?.at ?? createdAt,
    applicant: { id: applicantId, hasEmail: true, group: 'external' },
    fields: life.fields,
    timeline: life.timeline,
  };
}

/** The deadlines of the class it was given, as the service writes them. */
function duesOf({ fields }: Life, createdAt: number, pack: CompiledPack): FieldValues {
  const dues = clocksOf(pack).flatMap(({ definition, goalFor }) => {
    const field = [...pack.fields.values()].find(({ due }) => due === definition.id)?.id;
    const goal = goalFor(fields);
    return field === undefined || goal === null
      ? []
      : [[field, addSpan(goal.calendar, createdAt, goal.span)] as const];
  });
  return Object.fromEntries(dues);
}

/** The same ticket with another answer of an agent. */
export function answeredAgain(ticket: Ticket, at: number): Ticket {
  const life = new Life(ticket.createdAt, ticket.applicant.id, {});
  life.timeline.splice(0, 1, ...ticket.timeline);
  life.write(at, 'agent', { sender: 'agent' });
  return { ...ticket, updatedAt: at, timeline: life.timeline };
}

/** The ticket as it was known at an instant not before its registration. */
export function asOf(ticket: Ticket, at: number): Ticket {
  const timeline = ticket.timeline.filter((fact) => fact.at <= at);
  const updatedAt = timeline.at(-1)?.at ?? ticket.createdAt;
  return { ...ticket, updatedAt, fields: fieldsAt(ticket, at), timeline };
}

/** What the ledger remembers of the letters in a ticket. */
export function rememberedEffects({ timeline, fields }: Ticket): ReadonlyMap<string, Effect> {
  const told = { resolution: fields['resolution_due_at'] };
  const effects = timeline.flatMap((fact) =>
    fact.kind === 'article' && fact.effectKey !== null
      ? [{ key: fact.effectKey, status: 'done', at: fact.at, details: { told } } as const]
      : [],
  );
  return new Map(effects.map((effect) => [effect.key, effect]));
}

function close(life: Life, index: number, at: number): void {
  life.set(at, 'agent', { state: 'closed', consultation: 'done' });
  life.write(at + 5 * SECOND_MS, 'service', {
    notice: 'closing',
    effectKey: `ticket:${index + 1}/told-closed/f15`,
    delivery: 'delivered',
  });
}

/** A year before an instant. */
export function yearBefore(toAt: number): Spread {
  return { fromAt: toAt - 365 * DAY_HOURS * HOUR_MS, toAt };
}
