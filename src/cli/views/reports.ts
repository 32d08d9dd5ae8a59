import type { ReportComparison } from '../../app/compare-report.ts';
import type { ListedReport, ReportDelivery } from '../../app/list-reports.ts';
import { renderMinute } from './local-time.ts';
import { renderTable } from './table.ts';

/** The register of reports; times in the zone. */
export function renderReports(reports: readonly ListedReport[], zone: string): string {
  if (reports.length === 0) return 'No report was issued yet.\n';
  const table = renderTable(
    ['id', 'issued at', 'sha256', 'recipients', 'mail', 'file'].map((title) => ({ title })),
    reports.map(({ id, issuedAt, sha256, recipients, delivery, path }) => [
      id,
      renderMinute(issuedAt, zone),
      sha256.slice(0, 16),
      recipients.join(', '),
      renderDelivery(delivery),
      path,
    ]),
  );
  return `${table}\n${reports.length} issued (times: ${zone}); --json shows whole hashes and figures\n`;
}

function renderDelivery({ status, attempts }: ReportDelivery): string {
  switch (status) {
    case 'none':
      return '';
    case 'skipped':
      return 'nobody was to be mailed';
    case 'done':
      return 'sent';
    case 'possibly-twice':
      return 'sent, possibly twice';
    case 'pending':
      return attempts === 0 ? 'is being sent' : `waits, tried ${attempts} ×`;
    default:
      return status;
  }
}

const files: Readonly<Record<ReportComparison['file'], string>> = {
  'as-issued': 'as it was issued',
  altered: 'NOT the one that was issued',
  unreadable: 'gone or unreadable',
};

/** What an issued report would say today, and why. */
export function renderComparison({
  document,
  file,
  changed,
  moved,
  packThen,
  packNow,
  copy,
}: ReportComparison): string {
  const written = copy === null ? '' : `Written again: ${copy}\n`;
  const head = `${document.id}: the file ${document.path} is ${files[file]}\n${written}`;
  if (changed.length + moved.length === 0) return `${head}The same facts give the same figures.\n`;
  const figures = changed.map(({ path, before, after }) => [
    path,
    String(before ?? '–'),
    String(after ?? '–'),
  ]);
  const table = renderTable([{ title: 'figure' }, { title: 'issued' }, { title: 'now' }], figures);
  const tickets = moved.flatMap(({ group, came, went }) => [
    ...(came.length > 0 ? [`  ${group}: now counted too: ${came.join(', ')}`] : []),
    ...(went.length > 0 ? [`  ${group}: not counted any more: ${went.join(', ')}`] : []),
  ]);
  const why =
    packThen !== null && packThen !== packNow
      ? `It was issued by another pack (${packThen.slice(0, 12)}, now ${packNow.slice(0, 12)}); facts of the period that were pulled since may add to it.`
      : 'The pack is the same: facts of the period were pulled after the report was issued.';
  return `${[head.trimEnd(), table, ...(tickets.length > 0 ? ['Tickets:', ...tickets] : []), why].join('\n')}\nWhat was issued stays as it is.\n`;
}
