import { DateTime } from 'luxon';
import type { Instant } from '../calendar/instant.ts';
import { MS_PER_MINUTE } from '../calendar/instant.ts';
import { fillIn } from './report-words.ts';

/** Every word of our mails. */
export const mailWordKeys = [
  'date_time_format',
  'weekly_subject',
  'weekly_body',
  'late_made',
  'late_sent',
  'closing',
  'undelivered_subject',
  'undelivered_body',
  'refused',
  'refused_in_part',
  'unconfirmed',
] as const;

/** The words of our mails in one language; `{name}` in a word is filled in. */
export type MailWords = Readonly<Record<(typeof mailWordKeys)[number], string>>;

/** The counts of a report that its mail tells. */
interface MailedFigures {
  readonly received: number;
  readonly carriedOver: number;
  readonly resolved: number;
  readonly open: number;
}

/** A report that is mailed. Instants are UTC ms, told in `zone`. */
export interface MailedReport {
  /** Of the regulation. */
  readonly title: string;
  readonly fromAt: Instant;
  /** The end of its period: when it was due. */
  readonly toAt: Instant;
  /** When it was made. */
  readonly issuedAt: Instant;
  readonly figures: MailedFigures;
  readonly fileName: string;
  readonly sha256: string;
  readonly zone: string;
}

/** A subject in one line, and a plain text. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** A tick and a pull may take a while; what is later than that says why. */
const punctualForMs = 30 * MS_PER_MINUTE;

/** The mail with which a weekly report goes out at an instant; a late one says that it is late and why. @clause K 3.3.4 */
export function writeReportMail(report: MailedReport, words: MailWords, sentAt: Instant): MailText {
  const local = (at: Instant): string =>
    DateTime.fromMillis(at, { zone: report.zone }).toFormat(words.date_time_format);
  const { title, fromAt, toAt, issuedAt, figures, fileName, sha256, zone } = report;
  const values = {
    title,
    from: local(fromAt),
    to: local(toAt),
    due: local(toAt),
    received: figures.received,
    carried_over: figures.carriedOver,
    resolved: figures.resolved,
    open: figures.open,
    file: fileName,
    sha256,
    zone,
  };
  const isLate = sentAt - toAt > punctualForMs;
  const why = issuedAt - toAt > punctualForMs ? words.late_made : words.late_sent;
  const parts = [words.weekly_body, ...(isLate ? [why] : []), words.closing];
  return {
    subject: fillIn(words.weekly_subject, values),
    text: parts.map((part) => fillIn(part.trim(), values)).join('\n\n'),
  };
}

/** Why a mail needs somebody. */
export type MailTrouble = 'refused' | 'refused_in_part' | 'unconfirmed';

/** The mail that tells those on duty of another one; `about` and `ruleId` are ids, so nothing of that mail is repeated. */
export function writeUndeliveredMail(
  {
    about,
    ruleId,
    trouble,
  }: { readonly about: string; readonly ruleId: string; readonly trouble: MailTrouble },
  words: MailWords,
): MailText {
  const values = { about, rule: ruleId, why: words[trouble] };
  return {
    subject: fillIn(words.undelivered_subject, values),
    text: fillIn(words.undelivered_body.trim(), values),
  };
}
