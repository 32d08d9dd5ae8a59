import { AppError } from '../core/app-error.ts';
import type { Intent } from '../core/policy/intent.ts';
import { plainLetter } from '../core/policy/plain-letter.ts';
import type { TicketId } from '../core/ticket/ticket-id.ts';
import type { ArticleToWrite, TicketChange, WriteOutcome } from '../helpdesk/helpdesk.ts';
import type { Desk } from './desk.ts';
import type { ComposedMail } from './owed-mail.ts';
import { sendMailOnce } from './send-mail-once.ts';

/** Why the helpdesk takes no letter there; said of a whole update, of which nothing was written. */
const noMailChannel = 'no-mail-channel';

/**
 * Writes a change; a letter that the helpdesk cannot send, since the ticket's group has no mail channel, leaves as a
 * mail of ours, once, and the ticket gets it as a note that carries the key. `waits`: the mail could not be sent yet;
 * `refused`: it never will be. Either way nothing was written.
 * @throws AppError as `Helpdesk.write` does
 */
export async function writeOrMail(
  intent: Intent,
  id: TicketId,
  { change, desk }: { readonly change: TicketChange; readonly desk: Desk },
): Promise<WriteOutcome | 'waits' | 'refused'> {
  try {
    return await desk.helpdesk.write(id, change);
  } catch (error) {
    const { article } = change;
    const isWithoutChannel = error instanceof AppError && error.details['reason'] === noMailChannel;
    if (!isWithoutChannel || article === null || desk.mail === null) throw error;
    const standing = await mailLetter(intent, id, { article, desk, mail: desk.mail });
    if (standing === 'waits' || standing === 'refused') return standing;
    return desk.helpdesk.write(id, { ...change, article: { ...article, kind: 'note', to: null } });
  }
}

/** Addresses are read when the mail leaves and kept nowhere. Who is asked to telephone instead needs no mail about it. */
function mailLetter(
  { key, subject, ruleId, ground }: Intent,
  id: TicketId,
  {
    article,
    desk,
    mail,
  }: { readonly article: ArticleToWrite; readonly desk: Desk; readonly mail: NonNullable<Desk['mail']> },
): ReturnType<typeof sendMailOnce> {
  const compose = async (): Promise<ComposedMail> => ({
    to: article.to === null ? [await desk.helpdesk.applicantAddress(id)] : article.to.split(', '),
    subject: article.subject ?? desk.pack.manifest.title,
    text: plainLetter(article.html),
    html: article.html,
    attachments: [],
  });
  const owed = { key: `${key}/mail`, subject: `mail:${subject}`, ruleId, ground, compose };
  return sendMailOnce(owed, { ...mail, dutyAddress: null });
}
