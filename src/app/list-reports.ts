import type { Effect } from '../core/policy/intent.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { subjectOfPeriod } from '../core/report/report-period.ts';
import type { IssuedDocument, Store } from '../store/store.ts';
import { MailAttempts } from './owed-mail.ts';
import { reportMailKey } from './report-mails.ts';

/** Where the mail of a report stands; `none` = nobody was to be sent this one. */
export interface ReportDelivery {
  readonly status: Effect['status'] | 'none';
  readonly attempts: number;
}

/** An issued report and what became of its mail. */
export interface ListedReport extends IssuedDocument {
  readonly delivery: ReportDelivery;
}

/** Every report that was issued, oldest first. */
export async function listReports(
  { reports }: CompiledPack,
  { documents, ledger }: Pick<Store, 'documents' | 'ledger'>,
): Promise<readonly ListedReport[]> {
  const ids = new Set(reports.map(({ id }) => id));
  const issued = (await documents.list(null)).filter(({ kind }) => ids.has(kind));
  const standings = await ledger.standingsOf([
    ...new Set(issued.map(({ period }) => subjectOfPeriod(period))),
  ]);
  return issued.map((document) => {
    const effects = standings.get(subjectOfPeriod(document.period))?.effects;
    return { ...document, delivery: deliveryOf(document, effects?.get(reportMailKey(document))) };
  });
}

function deliveryOf({ id }: IssuedDocument, effect: Effect | undefined): ReportDelivery {
  const attempts = MailAttempts.safeParse(effect?.details).data;
  if (effect === undefined || attempts?.facts['documentId'] !== id) return { status: 'none', attempts: 0 };
  return { status: effect.status, attempts: attempts.attempt };
}
