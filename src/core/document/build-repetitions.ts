import { DateTime } from 'luxon';
import type { Instant } from '../calendar/instant.ts';
import { localize } from '../regulation/localize.ts';
import type { PrintedDocument } from '../regulation/schema/document.ts';
import { countTickets, ticketTable } from './build-list.ts';
import type { DocumentContext } from './document-context.ts';
import type { DocumentGroup, DocumentModel, DocumentTable } from './document-model.ts';
import type { DocumentTicket } from './document-ticket.ts';
import { countOf, fillWord } from './document-words.ts';
import { findRepetitions, monthOf } from './find-repetitions.ts';
import type { RepeatedTickets } from './find-repetitions.ts';
import { shownValue } from './shown-value.ts';

type RepetitionsDocument = Extract<PrintedDocument, { kind: 'repetitions' }>;

/** What repetitions are looked for in, and what stands above them already. */
export interface RepetitionsContent {
  readonly tickets: readonly DocumentTicket[];
  /** `[fromAt, toAt)` */
  readonly period: { readonly fromAt: Instant; readonly toAt: Instant };
  readonly notes: readonly string[];
}

/** A quoted text longer than this is cut: it tells a group apart, the table has it whole. */
const QUOTED_AT_MOST = 120;

/** What repeats in a period, group by group, with its counts month by month and what a person is to propose. */
export function buildRepetitions(
  document: RepetitionsDocument,
  { tickets, period, notes }: RepetitionsContent,
  context: DocumentContext,
): Pick<DocumentModel, 'notes' | 'groups'> {
  const { words, language } = context;
  const groups = findRepetitions(tickets, { ways: document.by, atLeast: document.at_least, period }, context);
  const inPeriod = tickets.filter(
    ({ receivedAt }) => receivedAt >= period.fromAt && receivedAt < period.toAt,
  );
  const months = monthsShown(document, period, context);
  const examined = fillWord(words.examined, {
    tickets: countTickets(inPeriod.length, context),
    groups: new Intl.NumberFormat(language).format(groups.length),
  });
  const often = fillWord(words.method_often, { least: countOf(document.at_least, words.times, language) });
  const isSimilar = document.by.some(({ similar }) => similar !== undefined);
  return {
    notes: [
      ...notes,
      examined,
      isSimilar ? `${often} ${words.method_similar}` : often,
      ...(groups.length === 0 ? [words.nothing] : []),
    ],
    groups: groups.map((group, index) => groupOf(group, { document, months, index }, context)),
  };
}

/** The first instant whose tickets are looked at: the beginning of the earliest month shown. */
export function repetitionsFrom(
  { months }: Pick<RepetitionsDocument, 'months'>,
  fromAt: Instant,
  zone: string,
): Instant {
  return DateTime.fromMillis(fromAt, { zone })
    .startOf('month')
    .minus({ months: months - 1 })
    .toMillis();
}

function monthsShown(
  document: RepetitionsDocument,
  { fromAt, toAt }: RepetitionsContent['period'],
  { pack }: DocumentContext,
): readonly string[] {
  const { zone } = pack.manifest;
  const months: string[] = [];
  let month = DateTime.fromMillis(repetitionsFrom(document, fromAt, zone), { zone });
  for (; month.toMillis() < toAt; month = month.plus({ months: 1 })) {
    months.push(monthOf(month.toMillis(), zone));
  }
  return months;
}

function groupOf(
  group: RepeatedTickets,
  { document, months, index }: { document: RepetitionsDocument; months: readonly string[]; index: number },
  context: DocumentContext,
): DocumentGroup {
  const { words, language } = context;
  const { way, tickets } = group;
  const share = new Intl.NumberFormat(language, { style: 'percent' }).format(way.similarity);
  const facts = [
    fillWord(words.in_period, { tickets: countTickets(tickets.length, context) }),
    ...(way.similar === undefined ? [] : [fillWord(words.similarity, { share })]),
  ];
  return {
    title: `${index + 1}. ${localize(way.label, language)}: ${quoted(group, context)}`,
    facts: `${facts.join('; ')}. ${words.months}:`,
    trend: trendTable(group, months, context),
    table: ticketTable(document.columns, tickets, context),
    toFill: document.to_fill.map((label) => localize(label, language)),
  };
}

/** What the tickets of a group have in common, in the words of its first one. */
function quoted({ way, tickets }: RepeatedTickets, context: DocumentContext): string {
  const [first] = tickets;
  const names = way.similar === undefined ? way.equal : [...way.equal, way.similar];
  return names
    .map((name) => (first === undefined ? '' : shownValue(name, first, context)))
    .map((text) => `«${shorten(text.replace(/\s+/g, ' ').trim())}»`)
    .join(', ');
}

function shorten(text: string): string {
  const letters = Array.from(text);
  return letters.length <= QUOTED_AT_MOST ? text : `${letters.slice(0, QUOTED_AT_MOST - 1).join('')}…`;
}

function trendTable(
  { byMonth }: RepeatedTickets,
  months: readonly string[],
  { words }: DocumentContext,
): DocumentTable {
  return {
    heads: months.map((month) => DateTime.fromISO(month, { zone: 'utc' }).toFormat(words.month_format)),
    rows: [months.map((month) => String(byMonth.get(month) ?? 0))],
  };
}
