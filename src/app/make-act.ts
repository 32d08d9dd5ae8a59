import { DateTime } from 'luxon';
import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import { buildDocument } from '../core/document/build-document.ts';
import type { DocumentPeriod } from '../core/document/build-document.ts';
import { repetitionsFrom } from '../core/document/build-repetitions.ts';
import type { DocumentModel } from '../core/document/document-model.ts';
import type { DocumentTicket, TicketTexts } from '../core/document/document-ticket.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { PrintedDocument } from '../core/regulation/schema/document.ts';
import { momentAt, readHistory } from '../core/ticket/history.ts';
import type { TicketMoment } from '../core/ticket/history.ts';
import { holds } from '../core/ticket/holds.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import { ticketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { Helpdesk } from '../helpdesk/helpdesk.ts';
import type { DocumentSetter } from '../output/output.ts';
import type { RegisteredAct, Store } from '../store/store.ts';

/** What acts are made of and with. */
export interface ActTools {
  readonly pack: CompiledPack;
  readonly store: Pick<Store, 'tickets' | 'acts' | 'transaction'>;
  readonly helpdesk: Pick<Helpdesk, 'readTexts'>;
  readonly documents: DocumentSetter;
  /** Told after each ticket whose texts were read, of how many. */
  readonly onText?: (read: number, of: number) => void;
}

/**
 * An act as a model: facts as of its issue, texts as the helpdesk has them now. The same act made again is the same
 * unless somebody changed a text since.
 * @throws AppError `input` when the pack has no such document any more or the ticket is not known
 */
export async function makeAct(
  act: RegisteredAct,
  { pack, store, helpdesk, documents, onText }: ActTools,
  typedSecret: string | null = null,
): Promise<DocumentModel> {
  const document = findDocument(act.documentId, pack);
  const language = pack.manifest.languages[0] ?? 'en';
  const period = periodOf(act.subject, pack.manifest.zone);
  const moments =
    period === null
      ? [await momentOfTicket(act, { pack, store })]
      : await momentsOfPeriod(document, { period, at: act.issuedAt, pack, store });
  const tickets: DocumentTicket[] = [];
  for (const { history, fields } of moments) {
    const { id, number, createdAt } = history.ticket;
    tickets.push({ number, receivedAt: createdAt, fields, texts: await readTextsOf(id, helpdesk) });
    onText?.(tickets.length, moments.length);
  }
  return buildDocument(
    document,
    { registration: act, tickets, period, typedSecret },
    { pack, language, words: await documents.readWords(language) },
  );
}

/**
 * A document of the pack.
 * @throws AppError `input` naming those it has
 */
export function findDocument(id: string, { documents }: CompiledPack): PrintedDocument {
  const document = documents.get(id);
  if (document !== undefined) return document;
  throw new AppError(
    'input',
    `the pack has no document "${id}"; it has: ${[...documents.keys()].join(', ') || 'none'}`,
  );
}

/** The subject of an act about a period of whole local days, both inclusive. */
export function periodSubject(fromOn: string, toOn: string): string {
  return `period:${fromOn}/${toOn}`;
}

function periodOf(subject: string, zone: string): DocumentPeriod | null {
  const [, fromOn, toOn] = /^period:(.+)\/(.+)$/.exec(subject) ?? [];
  if (fromOn === undefined || toOn === undefined) return null;
  const from = DateTime.fromISO(fromOn, { zone });
  const to = DateTime.fromISO(toOn, { zone }).plus({ days: 1 });
  return { fromOn, toOn, fromAt: from.toMillis(), toAt: to.toMillis() };
}

async function momentOfTicket(
  { subject, issuedAt }: RegisteredAct,
  { pack, store }: Pick<ActTools, 'pack' | 'store'>,
): Promise<TicketMoment> {
  const ticket = await store.tickets.get(ticketId(subject.replace(/^ticket:/, '')));
  if (ticket !== null) return momentOf(ticket, issuedAt, pack);
  throw new AppError('input', `the ticket of the act (${subject}) is not in the store`);
}

function momentOf(ticket: Ticket, at: Instant, pack: CompiledPack): TicketMoment {
  return momentAt(readHistory(ticket, pack, at), at);
}

interface PeriodSearch {
  readonly period: DocumentPeriod;
  /** Facts later than this are ignored. */
  readonly at: Instant;
  readonly pack: CompiledPack;
  readonly store: Pick<Store, 'tickets'>;
}

/** The tickets that a document about a period looks at, in the order in which it shows them. */
async function momentsOfPeriod(
  document: PrintedDocument,
  search: PeriodSearch,
): Promise<readonly TicketMoment[]> {
  const { period, at, pack, store } = search;
  const moments: TicketMoment[] = [];
  for await (const batch of store.tickets.listBetween(period.fromAt, at + 1)) {
    for (const ticket of batch) {
      const moment = momentOf(ticket, at, pack);
      if (belongsTo(document, moment, search)) moments.push(moment);
    }
  }
  if (document.kind !== 'list') return moments;
  const firstDate = ({ fields }: TicketMoment): string =>
    document.dates.flatMap((name) => localDates(fields[name] ?? null, pack)).sort()[0] ?? '';
  return moments.sort((one, other) => (firstDate(one) < firstDate(other) ? -1 : 1));
}

function belongsTo(document: PrintedDocument, moment: TicketMoment, { period, pack }: PeriodSearch): boolean {
  if (document.kind === 'form') return false;
  const { excluded } = pack.catalog;
  if (excluded !== undefined && holds(excluded, moment)) return false;
  if (document.when !== undefined && !holds(document.when, moment)) return false;
  if (document.kind === 'list') {
    return document.dates.some((name) =>
      localDates(moment.fields[name] ?? null, pack).some((on) => on >= period.fromOn && on <= period.toOn),
    );
  }
  const { createdAt } = moment.history.ticket;
  const fromAt = repetitionsFrom(document, period.fromAt, pack.manifest.zone);
  return createdAt >= fromAt && createdAt < period.toAt;
}

/** A date, or the local date of an instant, as a list of none or one. */
function localDates(value: string | number | boolean | null, { manifest }: CompiledPack): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'number'
    ? [DateTime.fromMillis(value, { zone: manifest.zone }).toFormat('yyyy-MM-dd')]
    : [];
}

/** A ticket that is gone from the helpdesk, or out of sight, has no texts any more. */
async function readTextsOf(id: TicketId, helpdesk: ActTools['helpdesk']): Promise<TicketTexts | null> {
  try {
    return await helpdesk.readTexts(id);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-found' || error.code === 'forbidden')) return null;
    throw error;
  }
}
