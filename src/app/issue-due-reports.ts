import type { Instant } from '../core/calendar/instant.ts';
import { groundOf } from '../core/policy/ground.ts';
import { lastFullWeek } from '../core/report/report-period.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { PeriodicReport } from '../core/regulation/schema/report.ts';
import type { LedgerDraft, StateStore, Store } from '../store/store.ts';
import { buildReport, type BuiltReport, findReport, type ReportBuilding } from './build-report.ts';
import { promiseMail } from './owed-mail.ts';
import { reportMailOf } from './report-mails.ts';

/** A periodic report whose time came. */
interface DueReport {
  readonly reportId: string;
  /** When it was to be made: the end of its period. */
  readonly dueAt: Instant;
}

/** What is due, oldest first, and what is not made up any more. */
export interface DueReports {
  readonly due: readonly DueReport[];
  /** Reports of which so many weeks were missed that the first ones are left out. */
  readonly lost: readonly string[];
}

/** As far back as a report's own trend looks. Who was down longer makes older ones by hand. */
const weeksMadeUp = 12;

/**
 * Which reports are to be made now, by what was made last (report id → end of the period): each week's once. Weeks that
 * passed during downtime are owed too, since the regulation wants a report of every one of them; they are made up at
 * once, oldest first, each as of its own end, at most the latest twelve. A report seen for the first time waits for its
 * next time.
 * @clause K 3.3.4
 */
export function findDueReports(
  { reports, manifest }: CompiledPack,
  lastMade: ReadonlyMap<string, Instant>,
  now: Instant,
): DueReports {
  const due: DueReport[] = [];
  const lost: string[] = [];
  for (const { id, weekly } of reports) {
    if (weekly === undefined) continue;
    const madeAt = lastMade.get(id) ?? Infinity;
    const ends: Instant[] = [];
    let week = lastFullWeek(weekly, now, manifest.zone);
    while (week.toAt > madeAt && ends.length < weeksMadeUp) {
      ends.unshift(week.toAt);
      week = lastFullWeek(weekly, week.fromAt, manifest.zone);
    }
    if (week.toAt > madeAt) lost.push(id);
    due.push(...ends.map((dueAt) => ({ reportId: id, dueAt })));
  }
  return { due, lost };
}

/** What reports are issued from and with. */
export interface ReportIssuing extends ReportBuilding {
  readonly store: Pick<Store, 'tickets' | 'ledger' | 'documents' | 'state' | 'transaction'>;
}

/** How reports are issued now. */
export interface IssueChoices {
  readonly folder: string;
  readonly now: Instant;
  /** False while rules are only observed, or where no mail is set up: then they are written and not mailed. */
  readonly isMailed: boolean;
}

/**
 * Makes the reports that are due from what was pulled just now, and remembers each as made and its mail as owed, in one
 * step. A clock that jumps back makes none again. One that fails is tried again the next time. That a report which the
 * regulation wants sent is not going to be is put on record.
 * @throws AppError as `buildReport` does
 */
export async function issueDueReports(
  issuing: ReportIssuing,
  { folder, now, isMailed }: IssueChoices,
): Promise<readonly BuiltReport[]> {
  const { pack, store } = issuing;
  const lastMade = await readLastMade(pack, store.state, now);
  const built: BuiltReport[] = [];
  const { due, lost } = findDueReports(pack, lastMade, now);
  await store.ledger.append(lost.map((id) => lostDraft(findReport(pack, id), now, pack)));
  for (const { reportId, dueAt } of due) {
    const report = findReport(pack, reportId);
    const request = { reportId, days: null, weekOverBy: dueAt, folder, now };
    const made = await buildReport(issuing, isMailed ? { ...request, recipients: report.to } : request);
    await store.transaction(async ({ state, ledger }) => {
      await state.set(keyOf(reportId), String(dueAt));
      if (report.to.length > 0)
        await ledger.append([mailDraft(made, { report, dueAt, now, isMailed, pack })]);
    });
    built.push(made);
  }
  return built;
}

function mailDraft(
  { document }: BuiltReport,
  {
    report,
    dueAt,
    now,
    isMailed,
    pack,
  }: {
    readonly report: PeriodicReport;
    readonly dueAt: Instant;
    readonly now: Instant;
    readonly isMailed: boolean;
    readonly pack: CompiledPack;
  },
): LedgerDraft {
  const promise = promiseMail(reportMailOf(document, report, dueAt), { at: now, packHash: pack.hash });
  if (isMailed) return promise;
  const details = { ...promise.details, why: 'nothing is mailed here' };
  return { ...promise, status: 'skipped', details };
}

/** Weeks of a long downtime for which nothing is made: somebody must see to it. */
function lostDraft(report: PeriodicReport, now: Instant, pack: CompiledPack): LedgerDraft {
  const ruleId = `report-${report.id}`;
  return {
    at: now,
    kind: 'finding',
    key: `desk/${ruleId}/lost/${now}`,
    subject: 'desk',
    ruleId,
    ground: groundOf(report),
    status: 'found',
    packHash: pack.hash,
    details: { code: 'reports-not-made', weeksMadeUp },
  };
}

/** A report without a memory begins with the period that runs now. */
async function readLastMade(
  { reports, manifest }: CompiledPack,
  state: StateStore,
  now: Instant,
): Promise<ReadonlyMap<string, Instant>> {
  const lastMade = new Map<string, Instant>();
  for (const { id, weekly } of reports) {
    if (weekly === undefined) continue;
    const text = await state.get(keyOf(id));
    const madeAt = text === null ? lastFullWeek(weekly, now, manifest.zone).toAt : Number(text);
    if (text === null) await state.set(keyOf(id), String(madeAt));
    lastMade.set(id, madeAt);
  }
  return lastMade;
}

function keyOf(reportId: string): string {
  return `schedule.report.${reportId}`;
}
