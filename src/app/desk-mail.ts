import type { Instant } from '../core/calendar/instant.ts';
import type { Directory } from '../core/policy/evaluation.ts';
import type { Intent, RecipientRole } from '../core/policy/intent.ts';
import { plainLetter } from '../core/policy/plain-letter.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { RosterMonth } from '../core/roster/roster.ts';
import type { MailAttachment } from '../output/output.ts';
import type { Desk } from './desk.ts';
import { resolveRecipients } from './resolve-recipients.ts';
import { type RosterVersion, renderRosterVersion } from './roster.ts';
import type { ComposedMail } from './owed-mail.ts';

/**
 * The addresses that a notice about the desk goes to, each once: a named mailbox, or whoever leads a line, stood in for
 * as in a ticket. Empty when nobody with an address can be found.
 */
export function deskRecipients(
  { mail, article }: Intent,
  { catalog }: CompiledPack,
  { directory, now }: { readonly directory: Directory; readonly now: Instant },
): readonly string[] {
  const roles: readonly RecipientRole[] =
    mail === null ? (article?.kind === 'note' ? article.to : []) : [{ address: mail.to }];
  // A missing mailbox of others must not end in the one of those on duty.
  const known = mail === null ? directory : { ...directory, dutyAddress: null };
  const lines = catalog.groups.filter(({ line }) => line !== undefined);
  const found = lines.map(({ id }) =>
    resolveRecipients(roles, { fields: { group: id, owner: null }, at: now }, known),
  );
  const addresses = found.flatMap(({ people, mailboxes }) => [
    ...people.flatMap(({ email }) => email ?? []),
    ...mailboxes,
  ]);
  return [...new Set(addresses)];
}

/** The mail of an intent about the desk; the copy of a roster has the roster with it. */
export async function composeDeskMail(
  intent: Intent,
  to: readonly string[],
  {
    desk,
    rosters,
  }: { readonly desk: Desk; readonly rosters: ReadonlyMap<RosterMonth, readonly RosterVersion[]> },
): Promise<ComposedMail> {
  const message = intent.mail ?? (intent.article?.kind === 'note' ? intent.article : null);
  const { subject, html } = desk.render(message?.textId ?? '', message?.data ?? {});
  return {
    to,
    subject: subject ?? desk.pack.manifest.title,
    text: plainLetter(html),
    html,
    attachments: sendsRoster(intent, desk.pack) ? await rosterAttachments(intent, { desk, rosters }) : [],
  };
}

function sendsRoster({ ruleId, mail }: Intent, { desk }: CompiledPack): boolean {
  const on = desk.rules.find(({ id }) => id === ruleId)?.on;
  return mail !== null && on !== undefined && 'roster' in on && on.roster !== 'missing';
}

/** The version in force, whichever was the first. */
async function rosterAttachments(
  { subject }: Intent,
  {
    desk,
    rosters,
  }: { readonly desk: Desk; readonly rosters: ReadonlyMap<RosterMonth, readonly RosterVersion[]> },
): Promise<readonly MailAttachment[]> {
  const month = subject.slice(subject.indexOf(':') + 1);
  const version = rosters.get(month)?.at(-1);
  if (version === undefined) return [];
  return [
    {
      filename: `roster-${month}.xlsx`,
      contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      content: await renderRosterVersion(version, { pack: desk.pack, workbooks: desk.rosters }),
    },
  ];
}
