import { DateTime } from 'luxon';
import type { Instant } from '../calendar/instant.ts';
import type { Repetition } from '../regulation/schema/document.ts';
import type { DocumentContext } from './document-context.ts';
import type { DocumentTicket } from './document-ticket.ts';
import { enteredValue } from './shown-value.ts';
import { plainText, textSimilarity, triplesOf } from './text-similarity.ts';

/** Tickets that repeat each other in one way. */
export interface RepeatedTickets {
  readonly way: Repetition;
  /** Received in the period, oldest first; the first one is what the others were compared with. */
  readonly tickets: readonly DocumentTicket[];
  /** How many came in each month that was looked at, those before the period included: `2026-11` → 4. */
  readonly byMonth: ReadonlyMap<string, number>;
}

/** What is looked for and where. */
export interface RepetitionSearch {
  readonly ways: readonly Repetition[];
  /** A group is shown when it has so many in one calendar month of the period. */
  readonly atLeast: number;
  /** `[fromAt, toAt)`; tickets received before it count for the months before only. */
  readonly period: { readonly fromAt: Instant; readonly toAt: Instant };
}

/**
 * Finds what repeats, the most frequent first. A ticket joins the first group whose first ticket has equal fields and
 * similar words; one that lacks what a way compares takes no part in that way. A group all of whose tickets are in one
 * group of an earlier way says nothing new and is left out.
 * @clause E 4.2
 */
export function findRepetitions(
  tickets: readonly DocumentTicket[],
  search: RepetitionSearch,
  context: DocumentContext,
): readonly RepeatedTickets[] {
  const ordered = [...tickets].sort(
    (one, other) => one.receivedAt - other.receivedAt || (one.number < other.number ? -1 : 1),
  );
  const found: RepeatedTickets[] = [];
  for (const way of search.ways) {
    const isNew = ({ tickets }: RepeatedTickets): boolean => !found.some((known) => holdsAll(known, tickets));
    found.push(...groupsIn(way, ordered, search, context).filter(isNew));
  }
  return found.sort((one, other) => other.tickets.length - one.tickets.length);
}

function holdsAll({ tickets: known }: RepeatedTickets, tickets: readonly DocumentTicket[]): boolean {
  return tickets.every((ticket) => known.includes(ticket));
}

interface OpenGroup {
  readonly triples: ReadonlySet<string> | null;
  readonly tickets: DocumentTicket[];
  readonly earlier: DocumentTicket[];
}

/** Groups begin in the period; what came before it is then counted where it fits. */
function groupsIn(
  way: Repetition,
  ordered: readonly DocumentTicket[],
  { period, atLeast }: RepetitionSearch,
  context: DocumentContext,
): readonly RepeatedTickets[] {
  const { zone } = context.pack.manifest;
  const groupsByKey = new Map<string, OpenGroup[]>();
  const place = (ticket: DocumentTicket, isEarlier: boolean): void => {
    const key = keyOf(way, ticket, context);
    if (key === null) return;
    const triples = way.similar === undefined ? null : triplesOf(textOf(way.similar, ticket, context));
    const groups = groupsByKey.get(key) ?? [];
    const group = groups.find(
      (each) => triples === null || textSimilarity(triples, each.triples ?? triples) >= way.similarity,
    );
    if (group !== undefined) group[isEarlier ? 'earlier' : 'tickets'].push(ticket);
    else if (!isEarlier) groupsByKey.set(key, [...groups, { triples, tickets: [ticket], earlier: [] }]);
  };
  const inPeriod = ({ receivedAt }: DocumentTicket): boolean =>
    receivedAt >= period.fromAt && receivedAt < period.toAt;
  for (const ticket of ordered) if (inPeriod(ticket)) place(ticket, false);
  for (const ticket of ordered) if (ticket.receivedAt < period.fromAt) place(ticket, true);
  return [...groupsByKey.values()]
    .flat()
    .filter(({ tickets }) => Math.max(...countByMonth(tickets, zone).values()) >= atLeast)
    .map(({ tickets, earlier }) => ({ way, tickets, byMonth: countByMonth([...earlier, ...tickets], zone) }));
}

/** What must be equal, as one text; null when something that is compared is not entered. */
function keyOf(
  { equal, similar }: Repetition,
  ticket: DocumentTicket,
  context: DocumentContext,
): string | null {
  const compared = similar === undefined ? equal : [...equal, similar];
  if (compared.some((name) => textOf(name, ticket, context) === '')) return null;
  return JSON.stringify(equal.map((name) => textOf(name, ticket, context)));
}

function textOf(name: string, ticket: DocumentTicket, context: DocumentContext): string {
  const value = enteredValue(name, ticket, context);
  return value === null ? '' : plainText(String(value));
}

/** The local calendar month of an instant: `2026-11`. */
export function monthOf(at: Instant, zone: string): string {
  return DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM');
}

function countByMonth(tickets: readonly DocumentTicket[], zone: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { receivedAt } of tickets) {
    const month = monthOf(receivedAt, zone);
    counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return counts;
}
