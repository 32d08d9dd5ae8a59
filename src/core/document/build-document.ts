import { DateTime } from 'luxon';
import type { Instant, LocalDate } from '../calendar/instant.ts';
import { localize } from '../regulation/localize.ts';
import type { PrintedDocument } from '../regulation/schema/document.ts';
import { buildList } from './build-list.ts';
import { buildRepetitions } from './build-repetitions.ts';
import { writeDate, writeDay, writeInstant, writeLongDay } from './document-context.ts';
import type { DocumentContext } from './document-context.ts';
import type { DocumentModel, DocumentRow } from './document-model.ts';
import type { DocumentTicket } from './document-ticket.ts';
import { fillWord } from './document-words.ts';
import { secretMarker, shownValue } from './shown-value.ts';

/** What of the register stands on a document. */
export interface DocumentRegistration {
  readonly year: number;
  readonly number: number;
  readonly issuedAt: Instant;
  readonly cancelled: { readonly at: Instant; readonly why: string } | null;
}

/** The period of a document: whole local days, both inclusive, and the same as instants `[fromAt, toAt)`. */
export interface DocumentPeriod {
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** What a document is made of. */
export interface DocumentContent {
  readonly registration: DocumentRegistration;
  /** The one ticket of a form; the tickets of the period and, for repetitions, of the months before it. */
  readonly tickets: readonly DocumentTicket[];
  /** Null for a form. */
  readonly period: DocumentPeriod | null;
  /** A password typed for this one copy; null for every other. It goes into the page and nowhere else. */
  readonly typedSecret: string | null;
}

/** A number of the register as people write it: 17/2026. */
export function writeActNumber({ year, number }: Pick<DocumentRegistration, 'year' | 'number'>): string {
  return `${number}/${year}`;
}

/**
 * A printed document as a model: everything that stands on it, in the pack's words and the language's forms.
 * @clause E Appendix 1, E 4.2
 */
export function buildDocument(
  document: PrintedDocument,
  content: DocumentContent,
  context: DocumentContext,
): DocumentModel {
  const { language, words, pack } = context;
  const { registration, typedSecret, period } = content;
  const { issuedAt, cancelled } = registration;
  const number = writeActNumber(registration);
  const asOf = fillWord(words.as_of, {
    at: writeInstant(issuedAt, context),
    zone: zoneName(context, issuedAt),
  });
  const notes = period === null ? [] : [writePeriod(period, context), asOf];
  const base: DocumentModel = {
    language,
    template: document.template ?? document.kind,
    heading: document.heading === undefined ? null : localize(document.heading, language),
    title: localize(document.title, language),
    registered: fillWord(words.registered, { number, date: writeLongDay(issuedAt, context) }),
    cancelled:
      cancelled === null
        ? null
        : fillWord(words.cancelled, { at: writeDay(cancelled.at, context), why: cancelled.why }),
    warning: typedSecret === null ? null : words.secret_copy,
    notes,
    rows: [],
    table: null,
    groups: [],
    signatures: document.signatures.map((label) => localize(label, language)),
    captions: { signature: words.signature, name: words.name, date: words.date },
    footer: {
      text: fillWord(words.footer, { regulation: pack.manifest.title, number }),
      page: words.page,
      of: words.pages_of,
    },
  };
  switch (document.kind) {
    case 'form':
      return { ...base, rows: formRows(document, content, context) };
    case 'list':
      return { ...base, ...buildList(document, content.tickets, notes, context) };
    case 'repetitions': {
      const { fromAt, toAt } = period ?? { fromAt: 0, toAt: issuedAt };
      return {
        ...base,
        ...buildRepetitions(document, { ...content, notes, period: { fromAt, toAt } }, context),
      };
    }
  }
}

function formRows(
  { rows }: Extract<PrintedDocument, { kind: 'form' }>,
  { tickets, typedSecret }: DocumentContent,
  context: DocumentContext,
): readonly DocumentRow[] {
  const [ticket] = tickets;
  return rows.map(({ label, field, secret }) => {
    const shown = secret ? secretMarker : shownValue;
    const value = ticket === undefined ? '' : shown(field, ticket, context);
    return {
      label: localize(label, context.language),
      value: secret && typedSecret !== null ? typedSecret : value,
    };
  });
}

function writePeriod({ fromOn, toOn }: DocumentPeriod, context: DocumentContext): string {
  return fillWord(context.words.period, {
    from: writeDate(fromOn, context),
    to: writeDate(toOn, context),
  });
}

function zoneName({ pack }: DocumentContext, at: Instant): string {
  const { zone } = pack.manifest;
  return `${zone}, UTC${DateTime.fromMillis(at, { zone }).toFormat('ZZ')}`;
}
