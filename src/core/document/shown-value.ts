import { catalogEntry } from '../regulation/catalog-entry.ts';
import { localize } from '../regulation/localize.ts';
import type { FieldValue } from '../ticket/field-value.ts';
import { hidePasswords } from '../ticket/shows-password.ts';
import { writeDate, writeDay, writeInstant } from './document-context.ts';
import type { DocumentContext } from './document-context.ts';
import type { DocumentTicket } from './document-ticket.ts';

/**
 * What a document shows under a name: `number`, `received`, `title`, or a field; empty where nothing is entered. What
 * seems to be a password in a text is hidden.
 * @clause E Appendix 1
 */
export function shownValue(name: string, ticket: DocumentTicket, context: DocumentContext): string {
  const { words } = context;
  switch (name) {
    case 'number':
      return ticket.number;
    case 'received':
      return writeDay(ticket.receivedAt, context);
    case 'title':
      return ticket.texts === null ? words.unavailable : hidePasswords(ticket.texts.title);
    case 'owner':
      return (ticket.fields['owner'] ?? null) === null ? '' : (ticket.texts?.ownerName ?? words.unavailable);
    default:
      return shownField(name, ticket, context);
  }
}

/** What is entered under a name, for comparing: null where nothing is, or where the text is gone. */
export function enteredValue(name: string, ticket: DocumentTicket, { pack }: DocumentContext): FieldValue {
  if (name === 'title') return ticket.texts?.title ?? null;
  const isPrivate = pack.fields.get(name)?.private === true;
  const value = isPrivate ? ticket.texts?.fields[name] : ticket.fields[name];
  return value === '' ? null : (value ?? null);
}

/** That something was handed over apart: the option's own words, or ours; never what was entered. */
export function secretMarker(name: string, ticket: DocumentTicket, context: DocumentContext): string {
  const value = ticket.fields[name] ?? null;
  if (value === null || value === false) return '';
  return optionLabel(name, value, context) ?? context.words.secret;
}

function shownField(name: string, ticket: DocumentTicket, context: DocumentContext): string {
  const { pack, words } = context;
  const isGone = ticket.texts === null && pack.fields.get(name)?.private === true;
  if (isGone && (ticket.fields[name] ?? null) !== null) return words.unavailable;
  const value = enteredValue(name, ticket, context);
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const kind = pack.fields.get(name)?.kind;
  if (kind === 'datetime' && typeof value === 'number') return writeInstant(value, context);
  if (kind === 'date' && typeof value === 'string') return writeDate(value, context);
  return optionLabel(name, value, context) ?? hidePasswords(String(value));
}

function optionLabel(name: string, value: FieldValue, { pack, language }: DocumentContext): string | null {
  const entry = catalogEntry(name, String(value), pack);
  return entry === undefined ? null : localize(entry.label, language);
}
