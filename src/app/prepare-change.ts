import type { Instant } from '../core/calendar/instant.ts';
import type { Directory } from '../core/policy/evaluation.ts';
import type { Intent } from '../core/policy/intent.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { ArticleToWrite, TicketChange } from '../helpdesk/helpdesk.ts';
import type { Desk } from './desk.ts';
import { resolveRecipients } from './resolve-recipients.ts';

/** The one request that carries an intent out, rendered and addressed. */
export interface PreparedChange {
  /** Null when there is nowhere to write to. */
  readonly change: TicketChange | null;
  /** Whom it could not find, in words; null when nobody is missing. */
  readonly lacks: string | null;
}

/** What an intent is rendered with. */
interface PreparationContext {
  readonly desk: Desk;
  readonly directory: Directory;
  /** Who becomes the applicant by it; null when nobody does. */
  readonly applicantId: string | null;
  /** When it is sent: who is there and who is away. */
  readonly at: Instant;
}

/**
 * Renders an intent. A mail outside the helpdesk leaves as a letter of the ticket, so that it has the ticket's mark
 * and is on its record.
 */
export function prepareChange(
  intent: Intent,
  ticket: Ticket,
  { desk, directory, applicantId, at }: PreparationContext,
): PreparedChange {
  const { key, set, article, mail } = intent;
  if (mail !== null) {
    const to = directory.addresses.get(mail.to);
    if (to === undefined) return { change: null, lacks: `there is no address "${mail.to}"` };
    const letter = { ...emptyLetter, ...rendered(desk, mail.textId, mail.data), to };
    return { change: { key, set, article: letter }, lacks: null };
  }
  if (article === null) return { change: { key, set, article: null }, lacks: null };
  const text = rendered(desk, article.textId, article.data);
  if (article.kind === 'letter') {
    return {
      change: { key, set, article: { ...emptyLetter, ...text, notice: article.notice } },
      lacks: null,
    };
  }
  const fields = { ...ticket.fields, ...set };
  const { people, mailboxes } = resolveRecipients(article.to, { fields, at }, directory);
  const note = {
    ...emptyLetter,
    ...text,
    ...byMailWhereNeeded(mailboxes, String(fields['group']), desk),
    isInternal: true,
    mentionUserIds: people.map(({ id }) => id),
  };
  const isForNobody = article.to.length > 0 && people.length === 0 && note.kind === 'note';
  return {
    change: { key, set, article: note, ...(applicantId === null ? {} : { applicantId }) },
    lacks: isForNobody ? 'nobody could be found for a note' : null,
  };
}

/** Mailboxes get an internal letter of the ticket, where its group can send one; else the note is all there is. */
function byMailWhereNeeded(
  mailboxes: readonly string[],
  group: string,
  { pack }: Desk,
): Pick<ArticleToWrite, 'kind' | 'to'> {
  const canSend = pack.overlay.senders[group] !== undefined;
  return mailboxes.length > 0 && canSend
    ? { kind: 'letter', to: mailboxes.join(', ') }
    : { kind: 'note', to: null };
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
