import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/calendar/instant.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { localize } from '../core/regulation/localize.ts';
import { daysOfMonth } from '../core/roster/roster-grid.ts';
import { readWorks, worksId } from '../core/works/read-works.ts';
import type { WorksContext } from '../core/works/read-works.ts';
import { worksSheet } from '../core/works/works-sheet.ts';
import type { RecordedWorks, Works } from '../core/works/works.ts';
import type { WorksFiles } from '../output/output.ts';
import type { DocumentStore, IssuedDocument } from '../store/store.ts';

/** A month's schedule of works as it was imported; a later version takes its place and leaves it on record. */
export interface WorksVersion {
  readonly version: number;
  readonly month: string;
  readonly importedAt: Instant;
  readonly fileName: string;
  readonly sha256: string;
  readonly works: readonly Works[];
}

const KIND = 'works';
const Figures = z.object({
  works: z.array(
    z.object({
      kind: z.string(),
      title: z.string(),
      fromAt: z.number(),
      toAt: z.number(),
      agreedBy: z.string(),
      approvedBy: z.string(),
    }),
  ),
});

/** What schedules are made and kept with. */
export interface WorksTools {
  readonly pack: CompiledPack;
  readonly files: WorksFiles;
  readonly documents: DocumentStore;
}

/**
 * Writes the workbook of a month's schedule to fill in; what was imported of that month already stands in it.
 * @throws AppError `input` when it is no month or the pack knows no works, `outside` when it cannot be written
 */
export async function writeWorksTemplate(
  { pack, files, documents }: WorksTools,
  { month, path }: { readonly month: string; readonly path: string },
): Promise<void> {
  if (daysOfMonth(month).length === 0) {
    throw new AppError('input', `"${month}" is no month; write YYYY-MM, e.g. 2026-12`);
  }
  const context = contextOf(pack);
  const words = await files.readWords(context.language);
  const works = (await listWorksVersions(documents, month)).at(-1)?.works ?? [];
  const kinds = context.kinds.map(({ label }) => localize(label, context.language));
  await files.write(worksSheet(month, works, { words, context }), kinds, path);
}

/**
 * Checks a filled-in workbook or YAML file and keeps it as the next version of its month. The file that is the month's
 * latest version already is not kept twice. Works that break a rule of the schedule are kept: they are found, not hidden.
 * @throws AppError `input` naming every place that is wrong: then nothing is kept
 * @clause K 3.2.4
 */
export async function importWorks(
  { pack, files, documents }: WorksTools,
  { path, now }: { readonly path: string; readonly now: Instant },
): Promise<{ readonly version: WorksVersion; readonly isNew: boolean }> {
  const { table, bytes } = await files.read(path);
  const { month, works, problems } = readWorks(table, contextOf(pack));
  if (works === null) {
    const list = problems.map(({ place, message }) => `  ${place}: ${message}`).join('\n');
    throw new AppError('input', `${path} is not imported:\n${list}`, { details: { problems } });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const versions = await listWorksVersions(documents, month);
  const last = versions.at(-1);
  if (last?.sha256 === sha256) return { version: last, isNew: false };
  const version: WorksVersion = {
    version: versions.length + 1,
    month,
    importedAt: now,
    fileName: basename(path),
    sha256,
    works,
  };
  await documents.add(toDocument(version));
  return { version, isNew: true };
}

/** Every version of a month's schedule, the first one first; the last is in force. */
export async function listWorksVersions(
  documents: DocumentStore,
  month: string,
): Promise<readonly WorksVersion[]> {
  return (await listVersions(documents, (period) => period === month)).get(month) ?? [];
}

/**
 * The works of the schedules in force from a month on, each with the instant since which a schedule has it so; as of an
 * instant, what was imported from then on left out.
 */
export async function listRecordedWorks(
  documents: DocumentStore,
  fromMonth: string,
  asOf: Instant = Infinity,
): Promise<readonly RecordedWorks[]> {
  const byMonth = await listVersions(documents, (period) => period >= fromMonth);
  return [...byMonth.values()].flatMap((versions) =>
    recordedWorks(versions.filter(({ importedAt }) => importedAt < asOf)),
  );
}

function recordedWorks(versions: readonly WorksVersion[]): readonly RecordedWorks[] {
  const scheduledAt = new Map<string, Instant>();
  for (const { works, importedAt } of versions) {
    for (const each of works) {
      const id = worksId(each);
      if (!scheduledAt.has(id)) scheduledAt.set(id, importedAt);
    }
  }
  const last = versions.at(-1);
  return (last?.works ?? []).map((each): RecordedWorks => {
    const id = worksId(each);
    return { ...each, id, month: last?.month ?? '', scheduledAt: scheduledAt.get(id) ?? 0 };
  });
}

async function listVersions(
  documents: DocumentStore,
  isWanted: (month: string) => boolean,
): Promise<ReadonlyMap<string, readonly WorksVersion[]>> {
  const byMonth = new Map<string, WorksVersion[]>();
  for (const document of await documents.list(KIND)) {
    if (!isWanted(document.period)) continue;
    byMonth.set(document.period, [...(byMonth.get(document.period) ?? []), toVersion(document)]);
  }
  for (const versions of byMonth.values()) versions.sort((one, other) => one.version - other.version);
  return byMonth;
}

/** @throws AppError `input` when the pack says nothing of works */
function contextOf({ desk, manifest }: CompiledPack): WorksContext {
  if (desk.works === undefined) {
    throw new AppError('input', `the pack ${manifest.id} knows no schedule of works (desk.yaml, "works")`);
  }
  return { kinds: desk.works.kinds, language: manifest.languages[0] ?? 'en', zone: manifest.zone };
}

function toDocument({ version, month, importedAt, fileName, sha256, works }: WorksVersion): IssuedDocument {
  return {
    id: `${KIND} ${month} ${version}`,
    kind: KIND,
    period: month,
    issuedAt: importedAt,
    sha256,
    path: fileName,
    figures: { works },
    recipients: [],
  };
}

function toVersion({ id, period, issuedAt, path, sha256, figures }: IssuedDocument): WorksVersion {
  return {
    version: Number(id.split(' ').at(-1)),
    month: period,
    importedAt: issuedAt,
    fileName: path,
    sha256,
    works: Figures.parse(figures).works,
  };
}
