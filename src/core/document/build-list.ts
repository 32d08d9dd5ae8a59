import { localize } from '../regulation/localize.ts';
import type { PrintedDocument } from '../regulation/schema/document.ts';
import type { DocumentContext } from './document-context.ts';
import type { DocumentModel, DocumentTable } from './document-model.ts';
import type { DocumentTicket } from './document-ticket.ts';
import { countOf, fillWord } from './document-words.ts';
import { shownValue } from './shown-value.ts';

type ListDocument = Extract<PrintedDocument, { kind: 'list' }>;
type Shown = ListDocument['columns'][number];

/** The tickets of a list in a table, and how many of them have each of the dates. */
export function buildList(
  { columns, dates }: ListDocument,
  tickets: readonly DocumentTicket[],
  notes: readonly string[],
  context: DocumentContext,
): Pick<DocumentModel, 'notes' | 'table'> {
  const { words } = context;
  if (tickets.length === 0) return { notes: [...notes, words.nothing], table: null };
  const dated = dates.map((name) =>
    fillWord(words.dated, {
      label: headOf(name, columns, context),
      tickets: countTickets(tickets.filter(({ fields }) => (fields[name] ?? null) !== null).length, context),
    }),
  );
  const total = fillWord(words.listed, { tickets: countTickets(tickets.length, context) });
  return { notes: [...notes, total, ...dated], table: ticketTable(columns, tickets, context) };
}

/** Tickets as a table with the columns of a document. */
export function ticketTable(
  columns: readonly Shown[],
  tickets: readonly DocumentTicket[],
  context: DocumentContext,
): DocumentTable {
  return {
    heads: columns.map(({ label }) => localize(label, context.language)),
    rows: tickets.map((ticket) => columns.map(({ field }) => shownValue(field, ticket, context))),
  };
}

/** So many tickets, in words. */
export function countTickets(count: number, { words, language }: DocumentContext): string {
  return countOf(count, words.tickets, language);
}

/** What a document itself calls a field, else the pack. */
function headOf(name: string, columns: readonly Shown[], { pack, language }: DocumentContext): string {
  const label = columns.find(({ field }) => field === name)?.label ?? pack.fields.get(name)?.label;
  return label === undefined ? name : localize(label, language);
}
