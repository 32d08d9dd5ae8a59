import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { Store } from '../store/store.ts';
import { deliverMails } from './deliver-mails.ts';
import type { Installation } from './installation.ts';
import { issueDueReports } from './issue-due-reports.ts';
import { createReportMails } from './report-mails.ts';
import { mailToolsOf } from './send-mail-once.ts';

/**
 * What a daemon does about reports after each tick: makes those that are due, and sends every mail that is promised
 * and due. While rules are only observed, or without a mail server, reports are written and mailed to nobody. A report
 * that cannot be made is tried again with the next tick, and keeps nothing else from being done.
 * @clause K 3.3.4
 */
export async function deliverReports(
  installation: Installation,
  store: Store,
  { now, isEnforcing }: { readonly now: Instant; readonly isEnforcing: boolean },
): Promise<void> {
  const { settings, pack, workbooks, templates, log, clock, issuedFiles: files } = installation;
  const mail = mailToolsOf(installation, store);
  const isMailed = isEnforcing && mail !== null;
  try {
    const choices = { folder: settings.reportsFolder, now, isMailed };
    for (const { document } of await issueDueReports({ pack, store, workbooks, templates }, choices)) {
      log.info({ id: document.id, kind: document.kind, period: document.period }, 'a report was made');
      if (!isMailed) log.warn({ id: document.id, isEnforcing }, 'a report is mailed to nobody');
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.error(
      { code: error.code, why: error.message },
      'a report could not be made; the next tick tries again',
    );
  }
  if (mail === null || !isEnforcing) return;
  await deliverMails(createReportMails({ pack, documents: store.documents, files, templates, clock }), mail);
}
