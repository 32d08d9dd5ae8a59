import type { Instant } from '../../core/calendar/instant.ts';
import type { Mailer } from '../output.ts';
import { createFolderMailer } from './folder-mailer.ts';
import { guardRecipients } from './guard-recipients.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

/** Where mail goes: to a server, or into a folder; `onlyTo` names the only domains that may get any. */
export type MailSettings = {
  readonly from: string;
  readonly onlyTo?: readonly string[] | undefined;
} & (
  | {
      readonly host: string;
      readonly port: number;
      readonly secure: boolean;
      readonly user?: string | undefined;
      readonly timeoutSeconds: number;
    }
  | { readonly folder: string }
);

/** What a mailer is given by its surroundings. */
export interface MailSurroundings {
  readonly readPassword: () => Promise<string>;
  readonly now: () => Instant;
}

/** The mailer that settings name; null without settings. Nothing is contacted. */
export function openMailer(settings: MailSettings | null, surroundings: MailSurroundings): Mailer | null {
  if (settings === null) return null;
  const mailer = mailerOf(settings, surroundings);
  return settings.onlyTo === undefined ? mailer : guardRecipients(mailer, settings.onlyTo);
}

function mailerOf(settings: MailSettings, { readPassword, now }: MailSurroundings): Mailer {
  const { from } = settings;
  if ('folder' in settings) return createFolderMailer({ folder: settings.folder, from, now });
  const { host, port, secure, user, timeoutSeconds } = settings;
  return createSmtpMailer({
    host,
    port,
    secure,
    from,
    credentials: async () => (user === undefined ? null : { user, password: await readPassword() }),
    timeoutMs: timeoutSeconds * 1_000,
    now,
  });
}
