import type { Directory } from '../core/policy/evaluation.ts';
import type { Intent } from '../core/policy/intent.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { ArticleToWrite, TicketChange } from '../helpdesk/helpdesk.ts';
import type { Desk } from './desk.ts';
import { resolveRecipients } from './resolve-recipients.ts';

/** The one request that carries an intent out, rendered and addressed. */
export interface PreparedChange {
  readonly change: TicketChange;
  /** A note was meant for people, and nobody could be found. */
  readonly hasNoRecipient: boolean;
}

/**
 * Renders an intent. A mail outside the helpdesk leaves as a letter of the ticket, so that it has the ticket's mark
 * and is on its record.
 */
export function prepareChange(
  intent: Intent,
  ticket: Ticket,
  { desk, directory }: { readonly desk: Desk; readonly directory: Directory },
): PreparedChange {
  const { key, set, article, mail } = intent;
  if (mail !== null) {
    const to = directory.addresses.get(mail.to) ?? null;
    const letter = { ...emptyLetter, ...rendered(desk, mail.textId, mail.data), to };
    return { change: { key, set, article: letter }, hasNoRecipient: to === null };
  }
  if (article === null) return { change: { key, set, article: null }, hasNoRecipient: false };
  const text = rendered(desk, article.textId, article.data);
  if (article.kind === 'letter') {
    return {
      change: { key, set, article: { ...emptyLetter, ...text, notice: article.notice } },
      hasNoRecipient: false,
    };
  }
  const people = resolveRecipients(article.to, { ...ticket.fields, ...set }, directory);
  return {
    change: {
      key,
      set,
      article: {
        ...emptyLetter,
        ...text,
        kind: 'note',
        isInternal: true,
        mentionUserIds: people.map(({ id }) => id),
      },
    },
    hasNoRecipient: article.to.length > 0 && people.length === 0,
  };
}

const emptyLetter: Omit<ArticleToWrite, 'subject' | 'html'> = {
  kind: 'letter',
  isInternal: false,
  to: null,
  notice: null,
  mentionUserIds: [],
};

function rendered(
  desk: Desk,
  ...[textId, data]: Parameters<Desk['render']>
): Pick<ArticleToWrite, 'subject' | 'html'> {
  const { subject, html } = desk.render(textId, data);
  return { subject, html };
}
