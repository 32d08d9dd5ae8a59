import type { ActorKind, ArticleFact, Fact } from '../../src/core/ticket/fact.ts';
import type { FieldValue, FieldValues } from '../../src/core/ticket/field-value.ts';
import { ticketId } from '../../src/core/ticket/ticket-id.ts';
import type { Applicant, Ticket } from '../../src/core/ticket/ticket.ts';

/** A step of a ticket's life: told the values so far and its number, it gives the facts. */
export type Step = (fields: FieldValues, index: number) => readonly Fact[];

interface By {
  readonly by?: ActorKind;
  readonly who?: string;
}

export interface TicketOptions extends By {
  readonly id?: string | number;
  /** ISO instant of registration. */
  readonly at?: string;
  readonly fields?: FieldValues;
  readonly applicant?: Partial<Applicant>;
}

const defaultFields: FieldValues = { type: null, priority: null, group: 'first', state: 'new', owner: null };
const defaultIds: Record<ActorKind, string> = {
  agent: '10',
  applicant: '20',
  service: '30',
  automation: '1',
};

export function at(iso: string): number {
  return Date.parse(iso);
}

/** A ticket registered by its applicant, and what happened to it since, in the order given. */
export function aTicket(options: TicketOptions = {}, ...steps: readonly Step[]): Ticket {
  const createdAt = at(options.at ?? '2026-11-23T08:00:00Z');
  const actor = options.by ?? 'applicant';
  const fields = { ...defaultFields, ...options.fields };
  const created: Fact = {
    kind: 'created',
    id: 'created',
    at: createdAt,
    actor,
    actorId: options.who ?? defaultIds[actor],
    fields,
  };
  const timeline: Fact[] = [created];
  let current: FieldValues = fields;
  for (const [index, step] of steps.entries()) {
    for (const fact of step(current, index + 1)) {
      timeline.push(fact);
      if (fact.kind === 'field-changed') current = { ...current, [fact.field]: fact.to };
    }
  }
  return {
    id: ticketId(options.id ?? 1),
    number: `2026${String(options.id ?? 1)}`,
    createdAt,
    updatedAt: Math.max(...timeline.map((fact) => fact.at)),
    applicant: { id: '20', hasEmail: true, group: null, ...options.applicant },
    fields: current,
    timeline,
  };
}

/** Fields set in one act, by an agent unless said otherwise. */
export function sets(when: string, values: FieldValues, { by = 'agent', who }: By = {}): Step {
  return (fields, index) =>
    Object.entries(values).map(([field, to]: [string, FieldValue]) => ({
      kind: 'field-changed',
      id: `h${index}-${field}`,
      at: at(when),
      actor: by,
      actorId: who ?? defaultIds[by],
      field,
      from: fields[field] ?? null,
      to,
    }));
}

/** A message; by default an agent's public e-mail. */
export function writes(when: string, part: Partial<ArticleFact> = {}): Step {
  return (_, index) => {
    const actor = part.actor ?? 'agent';
    const article: ArticleFact = {
      kind: 'article',
      id: `a${index}`,
      at: at(when),
      actor,
      actorId: defaultIds[actor],
      articleId: String(index),
      sender: actor === 'applicant' ? 'applicant' : actor === 'agent' ? 'agent' : 'system',
      channel: 'email',
      isInternal: false,
      effectKey: null,
      notice: null,
      delivery: actor === 'applicant' ? 'none' : 'delivered',
      isAutomatic: false,
      attachmentNames: [],
      isMerged: false,
      ...part,
    };
    return [article];
  };
}
