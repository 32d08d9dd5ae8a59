import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import { type ChangedFigure, compareFigures } from '../core/report/compare-figures.ts';
import { compareMembers, type MovedTickets, type ReportMembers } from '../core/report/report-members.ts';
import { readPeriodName, subjectOfPeriod } from '../core/report/report-period.ts';
import type { ReportModel } from '../core/report/report-model.ts';
import type { IssuedFiles, WorkbookWriter } from '../output/output.ts';
import type { IssuedDocument, Store } from '../store/store.ts';
import { computeReport, findReport, type FrozenFigures, type ReportComputing } from './build-report.ts';

/** An issued report beside what would be issued today. */
export interface ReportComparison {
  readonly document: IssuedDocument;
  /** The file as it lies there: `unreadable` also when it is gone. */
  readonly file: 'as-issued' | 'altered' | 'unreadable';
  readonly changed: readonly ChangedFigure[];
  readonly moved: readonly MovedTickets[];
  /** Hash of the pack that it was issued by; null when it is not on record. */
  readonly packThen: string | null;
  readonly packNow: string;
  /** The copy that was written, which is on no register; null when none was wanted. */
  readonly copy: string | null;
}

/** Where a copy made today is to be written, and by whom. */
export interface ReportCopying {
  readonly workbooks: WorkbookWriter;
  readonly folder: string;
}

/** What issued reports are compared with. */
export interface ReportComparing extends ReportComputing {
  readonly store: Pick<Store, 'tickets' | 'ledger' | 'documents'>;
  readonly files: IssuedFiles;
}

const Members = z.array(z.string());
const Frozen = z.object({
  tickets: z.object({
    received: Members,
    carriedOver: Members,
    resolved: Members,
    open: Members,
    excluded: Members,
  }),
});

/**
 * Computes an issued report again, as of its own cut-off, from what is stored today: the same figures, or exactly which
 * ones differ, with the tickets that came or went and whether another pack judged them. With the same pack, a
 * difference is due to facts of the period that were pulled after the report was issued. Registers nothing; with
 * `copying` the workbook is written again, beside the issued one and under another name.
 * @throws AppError `input` when no such report was issued
 * @clause K 3.3.4
 */
export async function compareReport(
  comparing: ReportComparing,
  id: string,
  copying: ReportCopying | null = null,
): Promise<ReportComparison> {
  const { pack, store, files } = comparing;
  const document = await store.documents.get(id);
  if (document === null || pack.reports.every((report) => report.id !== document.kind)) {
    throw new AppError('input', `no report "${id}" was issued here; see reglament report list`);
  }
  const { period, isCutShort } = readPeriodName(document.period, pack.manifest.zone);
  const cutOffAt = isCutShort ? document.issuedAt : period.toAt;
  const report = findReport(pack, document.kind);
  const { model, figures } = await computeReport(comparing, { report, period, cutOffAt });
  return {
    document,
    file: await lookAt(document, files),
    changed: compareFigures(withoutLists(document.figures), withoutLists(figures)),
    moved: movedBetween(document.figures, figures),
    packThen: await packOf(document, store),
    packNow: pack.hash,
    copy: copying === null ? null : await writeCopy(model, document, copying),
  };
}

async function writeCopy(
  model: ReportModel,
  { path }: IssuedDocument,
  { workbooks, folder }: ReportCopying,
): Promise<string> {
  const name = `${basename(path, '.xlsx')}-again.xlsx`;
  return (await workbooks.write(model, join(folder, name))).path;
}

/** Figures only: the lists behind them are compared apart, and the ledger goes on after every report. */
function withoutLists(figures: unknown): unknown {
  const isFigure = ([name]: readonly [string, unknown]): boolean =>
    name !== 'tickets' && name !== 'ledgerHead';
  return Object.fromEntries(Object.entries(figures as object).filter(isFigure));
}

function movedBetween(before: unknown, { tickets }: FrozenFigures): readonly MovedTickets[] {
  const frozen = Frozen.safeParse(before);
  const members: ReportMembers | null = frozen.success ? frozen.data.tickets : null;
  return members === null ? [] : compareMembers(members, tickets);
}

async function packOf(
  { id, period }: IssuedDocument,
  { ledger }: Pick<Store, 'ledger'>,
): Promise<string | null> {
  for await (const entries of ledger.list({ subject: subjectOfPeriod(period) })) {
    const issued = entries.find(({ key }) => key === `issued/${id}`);
    if (issued !== undefined) return issued.packHash;
  }
  return null;
}

async function lookAt(
  { path, sha256 }: IssuedDocument,
  files: IssuedFiles,
): Promise<ReportComparison['file']> {
  try {
    const hash = createHash('sha256')
      .update(await files.read(path))
      .digest('hex');
    return hash === sha256 ? 'as-issued' : 'altered';
  } catch (error) {
    if (error instanceof AppError && error.code === 'outside') return 'unreadable';
    throw error;
  }
}
