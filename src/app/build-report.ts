import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import { groundOf } from '../core/policy/ground.ts';
import type { Person } from '../core/policy/evaluation.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { PeriodicReport } from '../core/regulation/schema/report.ts';
import { buildPeriodicReport } from '../core/report/build-periodic-report.ts';
import type { ReportFigures } from '../core/report/build-periodic-report.ts';
import type { LedgerHead } from '../core/report/report-context.ts';
import {
  cutOffOf,
  lastFullMonth,
  lastFullWeek,
  nameOfPeriod,
  subjectOfPeriod,
  wholeDays,
} from '../core/report/report-period.ts';
import type { ReportPeriod } from '../core/report/report-period.ts';
import { listMembers } from '../core/report/report-members.ts';
import type { ReportMembers } from '../core/report/report-members.ts';
import type { ReportModel } from '../core/report/report-model.ts';
import type { ReportTemplates, WorkbookWriter } from '../output/output.ts';
import type { IssuedDocument, LedgerDraft, Store } from '../store/store.ts';
import { collectReportData } from './collect-report-data.ts';

/** What reports are built from and with. */
export interface ReportBuilding {
  readonly pack: CompiledPack;
  readonly store: Pick<Store, 'tickets' | 'ledger' | 'documents' | 'transaction'>;
  readonly workbooks: WorkbookWriter;
  readonly templates: ReportTemplates;
  /** The helpdesk's agents, by whose logins reports name people; without it they are named by id. */
  readonly listPeople?: () => Promise<readonly Person[]>;
}

/** Which report, of which days (both inclusive; null = its last full week, or month), into which folder. */
export interface ReportRequest {
  readonly reportId: string;
  readonly days: { readonly fromOn: string; readonly toOn: string } | null;
  /** Without days: the last week that was over at this instant; now unless given. */
  readonly weekOverBy?: Instant;
  /** Names of the mailboxes that it is going to be sent to. */
  readonly recipients?: readonly string[];
  readonly folder: string;
  readonly now: Instant;
}

/** The figures of a report as they are kept: with the tickets behind them. */
export type FrozenFigures = ReportFigures & { readonly tickets: ReportMembers };

/** The report that was written. */
export interface BuiltReport {
  readonly document: IssuedDocument;
  readonly figures: FrozenFigures;
  /** False when this very file was on record already. */
  readonly isNew: boolean;
  /** The last one of the same period, when it shows other figures: it stays on record and its file is left alone. */
  readonly differsFrom: IssuedDocument | null;
}

/**
 * Builds a periodic report from what is stored, as of the period's end or now if earlier, checks that its figures add
 * up, writes the workbook and registers it with its hash and figures. Built again from the same facts it is the same
 * file; when the figures of a reported period have changed it becomes another file beside the first.
 * @throws AppError `input` for an unknown report or period, `bug` when figures do not add up: then nothing is written
 */
export async function buildReport(building: ReportBuilding, request: ReportRequest): Promise<BuiltReport> {
  const { pack, store } = building;
  const report = findReport(pack, request.reportId);
  const { zone } = pack.manifest;
  const period = choosePeriod(report, request, zone);
  const cutOffAt = cutOffOf(period, request.now);
  const { model, figures, ledgerHead } = await computeReport(building, { report, period, cutOffAt });
  const periodName = nameOfPeriod(period, cutOffAt, zone);
  const issued = (await store.documents.list(report.id)).filter((other) => other.period === periodName);
  const same = issued.findIndex((other) => isDeepStrictEqual(withoutLedgerHead(other.figures), figures));
  const version = same >= 0 ? same + 1 : issued.length + 1;
  const file = await building.workbooks.write(
    model,
    join(request.folder, `${fileName(report.id, periodName, version)}.xlsx`),
  );
  const known = issued.find(({ sha256 }) => sha256 === file.sha256);
  if (known !== undefined) return { document: known, figures, isNew: false, differsFrom: null };
  const document: IssuedDocument = {
    id: `${report.id} ${periodName} ${issued.length + 1}`,
    kind: report.id,
    period: periodName,
    issuedAt: request.now,
    sha256: file.sha256,
    path: file.path,
    figures: { ...figures, ledgerHead },
    recipients: request.recipients ?? [],
  };
  await store.transaction(async ({ documents, ledger }) => {
    await documents.add(document);
    await ledger.append([issueDraft(document, report, pack)]);
  });
  return { document, figures, isNew: true, differsFrom: same >= 0 ? null : (issued.at(-1) ?? null) };
}

/** The head that a report publishes says nothing about its figures: entries may have been added since. */
function withoutLedgerHead(figures: unknown): unknown {
  if (typeof figures !== 'object' || figures === null) return figures;
  return Object.fromEntries(Object.entries(figures).filter(([name]) => name !== 'ledgerHead'));
}

/** What of a report is computed; which one, of which period and as of when. */
export interface ReportScope {
  readonly report: PeriodicReport;
  readonly period: ReportPeriod;
  readonly cutOffAt: Instant;
}

/** What a report is computed from. */
export interface ReportComputing extends Pick<ReportBuilding, 'pack' | 'templates' | 'listPeople'> {
  readonly store: Pick<Store, 'tickets' | 'ledger' | 'documents'>;
}

/** A report that nobody was given. */
export interface ComputedReport {
  readonly model: ReportModel;
  readonly figures: FrozenFigures;
  readonly ledgerHead: LedgerHead | null;
}

/**
 * Computes a report from what is stored; writes and registers nothing.
 * @throws AppError `bug` when figures do not add up
 */
export async function computeReport(building: ReportComputing, scope: ReportScope): Promise<ComputedReport> {
  const { pack, store, templates } = building;
  const language = pack.manifest.languages[0] ?? 'en';
  const data = await collectReportData(store, { pack, ...scope });
  const words = await templates.readWords(language);
  const { model, figures } = buildPeriodicReport({
    pack,
    ...scope,
    language,
    ...data,
    words,
    people: await readPeople(building, scope.report),
  });
  const frozen = { ...figures, tickets: listMembers(data.tickets) };
  return { model, figures: frozen, ledgerHead: data.ledgerHead };
}

/** That it was issued, as which file and by which pack. */
function issueDraft(document: IssuedDocument, report: PeriodicReport, pack: CompiledPack): LedgerDraft {
  return {
    at: document.issuedAt,
    kind: 'run',
    key: `issued/${document.id}`,
    subject: subjectOfPeriod(document.period),
    ruleId: `report-${report.id}`,
    ground: groundOf(report),
    status: 'noted',
    packHash: pack.hash,
    details: { documentId: document.id, sha256: document.sha256 },
  };
}

/** Logins by id, if the report shows people at all: nobody is asked for nothing. */
async function readPeople(
  { listPeople }: Pick<ReportBuilding, 'listPeople'>,
  { annexes, open_list: list }: PeriodicReport,
): Promise<ReadonlyMap<string, string>> {
  const columns = [
    ...(list?.columns ?? []),
    ...annexes.flatMap((annex) => ('columns' in annex ? annex.columns : [])),
  ];
  const groups = annexes.flatMap((annex) => ('group_by' in annex ? [annex.group_by] : []));
  const showsPeople =
    columns.includes('owner') || groups.some((group) => group === 'person' || group === 'owner');
  if (listPeople === undefined || !showsPeople) return new Map();
  return new Map((await listPeople()).map(({ id, login }) => [id, login]));
}

/** @throws AppError `input` when the pack has no such report */
export function findReport({ reports }: CompiledPack, id: string): PeriodicReport {
  const report = reports.find((each) => each.id === id);
  if (report !== undefined) return report;
  const known = reports.map((each) => each.id).join(', ') || 'none';
  throw new AppError('input', `the pack has no report "${id}"; it has: ${known}`);
}

/**
 * The days that were asked for, else the report's last full week, or the last calendar month where it has no week.
 * @throws AppError `input` when the days are no period
 */
export function choosePeriod(
  { weekly }: PeriodicReport,
  request: Pick<ReportRequest, 'days' | 'weekOverBy' | 'now'>,
  zone: string,
): ReportPeriod {
  if (request.days !== null) return wholeDays(request.days.fromOn, request.days.toOn, zone);
  return weekly === undefined
    ? lastFullMonth(request.now, zone)
    : lastFullWeek(weekly, request.weekOverBy ?? request.now, zone);
}

/** A name that every file system takes; later versions of the same period are numbered. */
function fileName(reportId: string, periodName: string, version: number): string {
  const name = `${reportId}-${periodName.replaceAll(':', '-').replaceAll('/', '_').replaceAll(' ', '-')}`;
  return version === 1 ? name : `${name}-v${version}`;
}
