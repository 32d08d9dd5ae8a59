import type { TicketTexts } from '../../core/document/document-ticket.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import type { FieldValue } from '../../core/ticket/field-value.ts';
import type { ZammadTicket, ZammadUser } from './schema.ts';

/** What people wrote in a ticket: its title, its private fields as they are entered, and who has it. */
export function textsOf(
  ticket: ZammadTicket,
  owner: ZammadUser | undefined,
  pack: CompiledPack,
): TicketTexts {
  const written = [...pack.fields].filter(([, field]) => field.private === true && field.of === 'ticket');
  return {
    title: textOf(ticket['title']),
    fields: Object.fromEntries(written.map(([name, { id }]) => [name, valueOf(ticket[id])])),
    ownerName: owner === undefined ? null : nameOf(owner),
  };
}

function nameOf(user: ZammadUser): string {
  const name = [user['firstname'], user['lastname']].map(textOf).join(' ').trim();
  return name === '' ? user.login : name;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function valueOf(value: unknown): FieldValue {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'string' && value !== '' ? value : null;
}
