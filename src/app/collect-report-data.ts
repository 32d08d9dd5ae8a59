import { MS_PER_DAY, type Instant } from '../core/calendar/instant.ts';
import { soonestOwedAt } from '../core/policy/overdue-notice.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { Annex, PeriodicReport } from '../core/regulation/schema/report.ts';
import type { LedgerHead } from '../core/report/report-context.ts';
import { AnnexCounters } from '../core/report/annex-counters.ts';
import { addTrace } from '../core/report/ledger-traces.ts';
import type { LedgerTrace } from '../core/report/ledger-traces.ts';
import { judgingPack } from '../core/report/judging-pack.ts';
import type { ReportData, ReportedFinding, TrendPeriod } from '../core/report/report-data.ts';
import { periodsUpTo } from '../core/report/report-period.ts';
import type { ReportPeriod } from '../core/report/report-period.ts';
import { reportTicket } from '../core/report/reported-ticket.ts';
import type { ReportedTelling } from '../core/report/reported-telling.ts';
import type { ReportCondition, ReportedTicket, ReportSpan } from '../core/report/reported-ticket.ts';
import { JOURNAL_CONDITION } from '../core/report/sheets/journal-sheet.ts';
import { createLifeReader, isExcluded, presenceIn } from '../core/report/standing.ts';
import { TrendCounter } from '../core/report/trend.ts';
import { QueueAudit } from '../core/queue/queue-audit.ts';
import type { QueueFindings } from '../core/queue/queue-audit.ts';
import { monthAt } from '../core/roster/roster-grid.ts';
import type { RecordedWorks } from '../core/works/works.ts';
import type { Store } from '../store/store.ts';
import { evaluateLife, findAfterwards, tellingsIn, violationsIn } from './collect-findings.ts';
import { listRecordedWorks } from './works.ts';

/** See `readWorks`: none last longer. */
const longestWorksMs = 32 * MS_PER_DAY;

/** What a report is to be about. */
export interface ReportScope {
  readonly pack: CompiledPack;
  readonly report: PeriodicReport;
  readonly period: ReportPeriod;
  readonly cutOffAt: Instant;
}

/** What a report is made of, as of its cut-off. */
export interface CollectedData {
  readonly tickets: readonly ReportedTicket[];
  readonly findings: readonly ReportedFinding[];
  readonly tellings: readonly ReportedTelling[];
  readonly trend: readonly TrendPeriod[];
  readonly tallies: ReportData['tallies'];
  readonly durations: ReportData['durations'];
  readonly ledgerHead: LedgerHead | null;
  readonly queue: QueueFindings;
  readonly works: readonly RecordedWorks[];
  readonly ledgerTraces: ReportData['ledgerTraces'];
}

/** Reads once through the stored tickets that a report and its annexes are about. */
export async function collectReportData(
  store: Pick<Store, 'tickets' | 'ledger' | 'documents'>,
  scope: ReportScope,
): Promise<CollectedData> {
  const { pack, report, period, cutOffAt } = scope;
  const span = { fromAt: period.fromAt, cutOffAt };
  const weeks = annexOf(report, 'trend')?.weeks ?? 0;
  const options = { count: weeks, zone: pack.manifest.zone };
  const trend = new TrendCounter(period, span, options);
  const [firstPeriod = period] = periodsUpTo(period, weeks, options.zone);
  const showsFindings = (['violations', 'notices', 'clauses'] as const).some(
    (kind) => annexOf(report, kind) !== undefined,
  );
  const judging = judgingPack(pack);
  const counters = new AnnexCounters(report, pack, span);
  const conditions = conditionsOf(report);
  const audit = queueAuditOf(report, pack, span);
  const tickets: ReportedTicket[] = [];
  const findings: ReportedFinding[] = [];
  const tellings: ReportedTelling[] = [];
  const showsNotices = annexOf(report, 'notices') !== undefined;
  const owedFromAt = showsFindings ? soonestOwedAt(period.fromAt, pack) : period.fromAt;
  const listFromAt = Math.min(firstPeriod.fromAt, owedFromAt);
  for await (const batch of store.tickets.listBetween(listFromAt, cutOffAt, finalStates(pack))) {
    for (const ticket of batch) {
      const lifeAt = createLifeReader(ticket, judging);
      const presence = presenceIn(ticket, lifeAt, span);
      trend.add(ticket, lifeAt);
      audit?.add(ticket, (at) => lifeAt(at).history);
      counters.add(presence);
      if (showsNotices) tellings.push(...tellingsIn(ticket, lifeAt, span));
      if (presence === null) {
        if (showsFindings) findings.push(...findAfterwards(ticket, lifeAt, { span, owedFromAt }));
        continue;
      }
      const evaluation = showsFindings ? evaluateLife(presence.history) : null;
      const reported = reportTicket(presence, { conditions, clocks: evaluation?.clocks });
      tickets.push(reported);
      if (evaluation !== null && !isExcluded(reported.standing))
        findings.push(...violationsIn(evaluation, { ticket: reported, pack }, span));
    }
  }
  return {
    tickets,
    tellings,
    findings: findings.sort((one, other) => one.at - other.at),
    trend: trend.periods(),
    queue: audit?.findings() ?? { taken: 0, jumps: [] },
    works: annexOf(report, 'works') === undefined ? [] : await readWorksOf(store.documents, scope),
    ...counters.results(),
    ...(await readLedger(store, span)),
  };
}

function queueAuditOf(report: PeriodicReport, pack: CompiledPack, span: ReportSpan): QueueAudit | null {
  const { queue } = pack.desk;
  return queue === undefined || annexOf(report, 'queue-jumps') === undefined
    ? null
    : new QueueAudit(queue, pack, span);
}

/** Works that reach into the period, as the schedules knew them at the cut-off. */
async function readWorksOf(
  documents: Store['documents'],
  { pack, period, cutOffAt }: ReportScope,
): Promise<readonly RecordedWorks[]> {
  const { zone } = pack.manifest;
  // Works of the month before may last into this one.
  const fromMonth = monthAt(period.fromAt - longestWorksMs, zone);
  return (await listRecordedWorks(documents, fromMonth, cutOffAt))
    .filter(({ fromAt, toAt }) => fromAt < period.toAt && toAt > period.fromAt)
    .sort((one, other) => one.fromAt - other.fromAt);
}

function annexOf<Kind extends Annex['kind']>(
  { annexes }: PeriodicReport,
  kind: Kind,
): Extract<Annex, { kind: Kind }> | undefined {
  return annexes.find((annex): annex is Extract<Annex, { kind: Kind }> => annex.kind === kind);
}

/** What the report's annexes ask of each ticket. */
function conditionsOf(report: PeriodicReport): readonly ReportCondition[] {
  const when = annexOf(report, 'journal')?.when;
  const journal = when === undefined ? [] : [{ id: JOURNAL_CONDITION, when }];
  return [...(annexOf(report, 'apart')?.rows ?? []), ...journal];
}

/** A ticket that has been in one of these since before a period has no part in it. */
function finalStates({ states }: CompiledPack): readonly string[] {
  return [...states.values()]
    .filter(({ kind }) => kind === 'closed' || kind === 'merged')
    .map(({ id }) => id);
}

/** What was recorded before the cut-off, so that entries made since do not change the report. */
async function readLedger(
  { ledger }: Pick<Store, 'ledger'>,
  { fromAt, cutOffAt }: ReportSpan,
): Promise<Pick<CollectedData, 'ledgerHead' | 'ledgerTraces'>> {
  let ledgerHead: LedgerHead | null = null;
  const ledgerTraces = new Map<string, LedgerTrace>();
  for await (const entries of ledger.list({ fromAt, toAt: cutOffAt })) {
    for (const entry of entries) addTrace(ledgerTraces, entry);
    const last = entries.at(-1);
    if (last !== undefined) ledgerHead = { seq: last.seq, hash: last.hash };
  }
  return { ledgerHead, ledgerTraces };
}
