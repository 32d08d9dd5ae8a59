import MailComposer from 'nodemailer/lib/mail-composer';
import { AppError } from '../../core/app-error.ts';
import type { Instant } from '../../core/calendar/instant.ts';
import type { OutgoingMail } from '../output.ts';

/** What a mail server is told and given. */
export interface WrittenMessage {
  readonly from: string;
  readonly to: readonly string[];
  /** The whole message, RFC 5322. */
  readonly bytes: Buffer;
}

/**
 * Writes a mail out. It asks for no automatic answers, and reads neither files nor addresses on the net, whatever its
 * texts say. The same mail at the same instant gives the same bytes.
 * @throws AppError `rejected` when there is no recipient
 */
export async function writeMessage(
  mail: OutgoingMail,
  { from, at }: { readonly from: string; readonly at: Instant },
): Promise<WrittenMessage> {
  if (mail.to.length === 0) throw new AppError('rejected', 'a mail without a recipient cannot leave');
  const composer = new MailComposer({
    from,
    to: [...mail.to],
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content: Buffer.from(content),
    })),
    messageId: mail.messageId,
    date: new Date(at),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...mail.headers },
    baseBoundary: mail.messageId.replace(/[^0-9A-Za-z]/g, '').slice(0, 40),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { from, to: mail.to, bytes: await composer.compile().build() };
}
