import { modelNamed } from '../models/registry.ts';
import { ticketModel } from '../models/ticket.ts';
import type { Article, HistoryEntry, Ticket } from '../state/records.ts';
import { textOf, type Params } from '../state/row.ts';
import type { Transaction, World } from '../state/world.ts';

export type HistorySource = HistoryEntry['source'];

/** Who writes into a ticket's story, when, and on whose behalf. */
export interface HistoryAuthor {
  readonly userId: number;
  readonly at: string;
  readonly source?: HistorySource;
}

export const authorOf = ({ userId, at }: Transaction): HistoryAuthor => ({ userId, at });

const IGNORED_TICKET_COLUMNS = new Set([
  'create_article_type_id',
  'create_article_sender_id',
  'article_count',
  'preferences',
  'created_at',
  'updated_at',
  'created_by_id',
  'updated_by_id',
]);

const NEW_ENTRY = {
  attribute: null,
  value_from: undefined,
  value_to: undefined,
  id_from: undefined,
  id_to: undefined,
};

interface Told {
  readonly type: string;
  readonly attribute?: string;
  readonly value_from?: string | null;
  readonly value_to?: string | null;
  readonly id_from?: number | null;
  readonly id_to?: number | null;
}

export function tellOfTicket(world: World, ticketId: number, told: Told, author: HistoryAuthor): void {
  world.history.insert({
    ...NEW_ENTRY,
    ...told,
    ticket_id: ticketId,
    object: 'Ticket',
    o_id: ticketId,
    source: author.source ?? null,
    created_by_id: author.userId,
    created_at: author.at,
  });
}

export function tellOfArticle(world: World, article: Article, told: Told, author: HistoryAuthor): void {
  world.history.insert({
    ...NEW_ENTRY,
    ...told,
    ticket_id: article.ticket_id,
    object: 'Ticket::Article',
    o_id: article.id,
    source: author.source ?? null,
    created_by_id: author.userId,
    created_at: author.at,
  });
}

/** One entry for each column of a ticket that changed. */
export function tellOfChanges(world: World, ticket: Ticket, before: Params, author: HistoryAuthor): void {
  for (const column of Object.keys(before)) {
    if (IGNORED_TICKET_COLUMNS.has(column)) continue;
    tellOfTicket(
      world,
      ticket.id,
      { type: 'updated', ...changeOf(world, column, before[column], ticket[column]) },
      author,
    );
  }
}

function changeOf(world: World, column: string, from: unknown, to: unknown): Omit<Told, 'type'> {
  if (!column.endsWith('_id')) {
    return { attribute: column, value_from: historyText(column, from), value_to: historyText(column, to) };
  }
  const attribute = column.slice(0, -3);
  return {
    attribute,
    value_from: nameOf(world, attribute, from, to),
    value_to: nameOf(world, attribute, to, to),
    id_from: (from as number | null) ?? null,
    id_to: (to as number | null) ?? null,
  };
}

/** The name as it is now; where the association ends up empty, only the id is told. */
function nameOf(world: World, attribute: string, id: unknown, after: unknown): string {
  const target = ticketModel.associations?.find((one) => one.name === attribute)?.target;
  if (target === undefined || after === null || after === undefined) return textOf(id);
  const row = modelNamed(target).table(world).get(id);
  if (row === undefined) return textOf(id);
  if (target === 'User') return `${textOf(row['firstname'])} ${textOf(row['lastname'])}`.trim();
  return textOf(row['name']);
}

const ISO_INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.\d{3}Z$/;

function historyText(column: string, value: unknown): string {
  const instant = typeof value === 'string' ? ISO_INSTANT.exec(value) : null;
  if (instant !== null) return `${instant[1]} ${instant[2]} UTC`;
  if (Array.isArray(value)) return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
  if (column === 'time_unit' && typeof value === 'number') return value.toFixed(1);
  return textOf(value);
}
