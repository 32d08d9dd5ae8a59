import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { Intent } from '../core/policy/intent.ts';
import type { TicketChange } from '../helpdesk/helpdesk.ts';
import type { Desk } from './desk.ts';
import { attachAct } from './issue-act.ts';

/** A change with the files that its intent owes; `why` says why they could not be made. */
export type AttachedChange =
  { readonly change: TicketChange; readonly act: string | null } | { readonly why: string };

/**
 * Makes the document that an intent attaches, under the one number that its effect has, and puts it into the change.
 * @throws AppError `unavailable` and `unauthorized` of the helpdesk as a whole
 */
export async function attachDocument(
  { key, subject, article }: Intent,
  change: TicketChange,
  at: Instant,
  desk: Desk,
): Promise<AttachedChange> {
  const documentId = article?.kind === 'note' ? article.documentId : undefined;
  if (documentId === undefined || change.article === null) return { change, act: null };
  try {
    const { act, files } = await attachAct({ documentId, subject, key, at }, desk);
    return {
      change: { ...change, article: { ...change.article, attachments: files } },
      act: `${act.number}/${act.year}`,
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'input') throw error;
    desk.log.error({ key, documentId, reason: error.message }, 'a document could not be made');
    return { why: 'document-not-made' };
  }
}
