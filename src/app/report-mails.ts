import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import { groundOf } from '../core/policy/ground.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { PeriodicReport } from '../core/regulation/schema/report.ts';
import { lastFullWeek, subjectOfPeriod } from '../core/report/report-period.ts';
import { type MailTrouble, writeReportMail, writeUndeliveredMail } from '../core/report/report-mail.ts';
import type { IssuedFiles, ReportTemplates } from '../output/output.ts';
import type { DocumentStore, IssuedDocument } from '../store/store.ts';
import { findReport } from './build-report.ts';
import type { MailWriter, MailWriters } from './deliver-mails.ts';
import type { MailFacts, OwedMail } from './owed-mail.ts';
import type { Clock } from './ports.ts';
import { undelivered } from './send-mail-once.ts';

/** What the mails of reports are written from. */
export interface MailSources {
  readonly pack: CompiledPack;
  readonly documents: Pick<DocumentStore, 'get'>;
  readonly files: IssuedFiles;
  readonly templates: Pick<ReportTemplates, 'readMailWords'>;
  readonly clock: Clock;
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const Figures = z.object({
  received: z.number(),
  carriedOver: z.number(),
  resolved: z.number(),
  open: z.number(),
});
const ReportFacts = z.object({ documentId: z.string(), reportId: z.string(), dueAt: z.number() });
const UndeliveredFacts = z.object({ code: z.string() });
const troubles: Readonly<Record<string, MailTrouble>> = {
  'mail-refused': 'refused',
  'mail-refused-in-part': 'refused_in_part',
  'mail-unconfirmed': 'unconfirmed',
};

/** The mail that a report owes to those whom the regulation names. */
export function reportMailOf(
  document: IssuedDocument,
  report: PeriodicReport,
  dueAt: Instant,
): Omit<OwedMail, 'compose'> {
  const facts = { what: 'report', documentId: document.id, reportId: report.id, dueAt };
  return {
    key: reportMailKey(document),
    subject: subjectOfPeriod(document.period),
    ruleId: `report-${report.id}`,
    ground: groundOf(report),
    facts,
  };
}

/** The key of a report's mail: one for each period, whatever version went out. */
export function reportMailKey({ kind, period }: Pick<IssuedDocument, 'kind' | 'period'>): string {
  return `${subjectOfPeriod(period)}/report-${kind}/mail`;
}

/** Writes the mails with reports, and those that tell of mails in trouble. */
export function createReportMails(sources: MailSources): MailWriters {
  return {
    report: (facts) => composeReport(facts, sources),
    [undelivered]: (...about) => composeUndelivered(about, sources),
  };
}

/** @throws AppError `outside` when the issued file is gone or is not what was issued, `input` without an address */
async function composeReport(facts: MailFacts, sources: MailSources): ReturnType<MailWriter> {
  const { pack, documents, files, templates, clock } = sources;
  const { documentId, reportId, dueAt } = ReportFacts.parse(facts);
  const document = await documents.get(documentId);
  if (document === null) throw new AppError('outside', `the report ${documentId} is not in the register`);
  const report = findReport(pack, reportId);
  const content = await files.read(document.path);
  requireSame(content, document);
  const words = await templates.readMailWords(pack.manifest.languages[0] ?? 'en');
  const { zone, title } = pack.manifest;
  const filename = basename(document.path);
  const { subject, text } = writeReportMail(
    {
      title,
      fromAt: report.weekly === undefined ? dueAt : lastFullWeek(report.weekly, dueAt, zone).fromAt,
      toAt: dueAt,
      issuedAt: document.issuedAt,
      figures: Figures.parse(document.figures),
      fileName: filename,
      sha256: document.sha256,
      zone,
    },
    words,
    clock.now(),
  );
  const attachments = [{ filename, contentType: workbookType, content }];
  return { to: report.to.map((name) => addressOf(name, pack)), subject, text, attachments };
}

async function composeUndelivered(
  [facts, { subject, ruleId }]: Parameters<MailWriter>,
  { pack, templates }: MailSources,
): ReturnType<MailWriter> {
  const { code } = UndeliveredFacts.parse(facts);
  const dutyAddress = pack.overlay.duty_address;
  if (dutyAddress === undefined) throw new AppError('input', 'the overlay has no duty_address any more');
  const words = await templates.readMailWords(pack.manifest.languages[0] ?? 'en');
  const trouble = troubles[code] ?? 'unconfirmed';
  const mail = writeUndeliveredMail({ about: subject, ruleId, trouble }, words);
  return { to: [dutyAddress], ...mail, attachments: [] };
}

/** What was issued is frozen: a file that was altered since is not sent under its name. */
function requireSame(content: Uint8Array, { id, path, sha256 }: IssuedDocument): void {
  if (createHash('sha256').update(content).digest('hex') === sha256) return;
  throw new AppError('outside', `${path} is not the file that was issued as "${id}"; put that one back`);
}

/** The overlay's address of that name, else the regulation's. @throws AppError `input` when neither has one */
function addressOf(name: string, { overlay, manifest }: CompiledPack): string {
  const address = overlay.addresses[name] ?? manifest.addresses[name];
  if (address !== undefined) return address;
  throw new AppError('input', `there is no address "${name}" in the regulation or the overlay`);
}
