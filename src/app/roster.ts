import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { Instant, LocalDate } from '../core/calendar/instant.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { localize } from '../core/regulation/localize.ts';
import { readRoster } from '../core/roster/read-roster.ts';
import { daysOfMonth, monthAt } from '../core/roster/roster-grid.ts';
import { approvedRoster, blankRoster } from '../core/roster/roster-sheet.ts';
import type { RosterMonthFacts } from '../core/roster/roster-sheet.ts';
import { usualShift } from '../core/roster/usual-shift.ts';
import type { Rosters } from '../core/policy/evaluation.ts';
import type { RosterRecord } from '../core/roster/roster-record.ts';
import type { RosterMonth } from '../core/roster/roster.ts';
import type { RosterWorkbooks } from '../output/output.ts';
import type { DocumentStore, IssuedDocument } from '../store/store.ts';

/** A roster as it was approved; a later version of the same month takes its place and leaves it on record. */
export interface RosterVersion extends RosterRecord {
  readonly fileName: string;
  readonly sha256: string;
}

const KIND = 'roster';
/** As many as one printed page shows; a head copies a column where there are more consultants. */
const COLUMNS_PER_LINE = 4;

const MinuteSpan = z.object({ fromMinutes: z.number(), toMinutes: z.number() });
const Figures = z.object({
  approvedBy: z.string(),
  roster: z.object({
    month: z.string(),
    shifts: z.array(
      MinuteSpan.extend({
        on: z.string(),
        groupId: z.string(),
        login: z.string(),
        breaks: z.array(MinuteSpan),
      }),
    ),
  }),
});

/** What rosters are made and kept with. */
export interface RosterTools {
  readonly pack: CompiledPack;
  readonly workbooks: RosterWorkbooks;
  readonly documents: DocumentStore;
}

/**
 * Writes the workbook of a month for a head to fill in, with columns for every line of the regulation.
 * @throws AppError `input` when it is no month, `outside` when the file cannot be written
 */
export async function writeRosterTemplate(
  { pack, workbooks }: Omit<RosterTools, 'documents'>,
  { month, path }: { readonly month: RosterMonth; readonly path: string },
): Promise<void> {
  if (daysOfMonth(month).length === 0) {
    throw new AppError('input', `"${month}" is no month; write YYYY-MM, e.g. 2026-12`);
  }
  const facts = await monthFacts(month, { pack, workbooks });
  const sheet = blankRoster(facts, {
    columnsPerLine: COLUMNS_PER_LINE,
    usualShift: usualShift(pack.defaultCalendar.definition, daysOfMonth(month)),
  });
  await workbooks.write(sheet, path);
}

/** An approved roster as a workbook of one printed page, to be posted and sent. */
export async function renderRosterVersion(
  version: RosterVersion,
  tools: Omit<RosterTools, 'documents'>,
): Promise<Uint8Array> {
  const facts = await monthFacts(version.roster.month, tools);
  return tools.workbooks.render(approvedRoster(facts, version));
}

/**
 * Writes the roster in force of a month as a workbook of one printed page.
 * @throws AppError `input` when no roster of that month was imported, `outside` when the file cannot be written
 */
export async function printRoster(
  tools: RosterTools,
  { month, path }: { readonly month: RosterMonth; readonly path: string },
): Promise<RosterVersion> {
  const version = (await listRosterVersions(tools.documents, month)).at(-1);
  if (version === undefined) throw new AppError('input', `no roster of ${month} was imported`);
  await tools.workbooks.write(approvedRoster(await monthFacts(month, tools), version), path);
  return version;
}

async function monthFacts(
  month: RosterMonth,
  { pack, workbooks }: Omit<RosterTools, 'documents'>,
): Promise<RosterMonthFacts> {
  const language = pack.manifest.languages[0] ?? 'en';
  const isWorkingDay = workingDaysOf(pack);
  return {
    month,
    lines: new Map([...linesOf(pack)].map(([label, id]) => [id, label])),
    isDayOff: (on) => !isWorkingDay(on),
    language,
    words: await workbooks.readWords(language),
  };
}

/**
 * Checks a filled-in workbook and keeps it as the next version of its month, with who approved it. The file that is the
 * month's latest version already is not kept twice.
 * @throws AppError `input` naming every cell that is wrong: then nothing is kept
 * @clause E 5.6, E 7
 */
export async function importRoster(
  { pack, workbooks, documents }: RosterTools,
  { path, approvedBy, now }: { readonly path: string; readonly approvedBy: string; readonly now: Instant },
): Promise<{ readonly version: RosterVersion; readonly isNew: boolean }> {
  const { grid, bytes } = await workbooks.read(path);
  const { roster, problems } = readRoster(grid, { lines: linesOf(pack), isWorkingDay: workingDaysOf(pack) });
  if (roster === null) {
    const list = problems.map(({ cell, message }) => `  ${cell}: ${message}`).join('\n');
    throw new AppError('input', `${path} is not imported:\n${list}`, { details: { problems } });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const versions = await listRosterVersions(documents, roster.month);
  const last = versions.at(-1);
  if (last?.sha256 === sha256 && last.approvedBy === approvedBy) return { version: last, isNew: false };
  const version: RosterVersion = {
    version: versions.length + 1,
    approvedBy,
    importedAt: now,
    fileName: basename(path),
    sha256,
    roster,
  };
  await documents.add(toDocument(version));
  return { version, isNew: true };
}

/** Every version of a month's roster, the first one first; the last is in force. */
export async function listRosterVersions(
  documents: DocumentStore,
  month: RosterMonth,
): Promise<readonly RosterVersion[]> {
  return (await listRosters(documents, month)).get(month) ?? [];
}

/** The versions of every month's roster from a month on, the first one of each first. */
export async function listRosters(
  documents: DocumentStore,
  fromMonth: RosterMonth,
): Promise<ReadonlyMap<RosterMonth, readonly RosterVersion[]>> {
  const byMonth = new Map<RosterMonth, RosterVersion[]>();
  for (const document of await documents.list(KIND)) {
    if (document.period < fromMonth) continue;
    byMonth.set(document.period, [...(byMonth.get(document.period) ?? []), toVersion(document)]);
  }
  for (const versions of byMonth.values()) versions.sort((one, other) => one.version - other.version);
  return byMonth;
}

/** The rosters in force from this month on, as the directory knows them; nothing where the regulation has none. */
export async function readRostersInForce(
  { pack, store }: { readonly pack: CompiledPack; readonly store: { readonly documents: DocumentStore } },
  now: Instant,
): Promise<{ readonly rosters?: Rosters }> {
  const { zone } = pack.manifest;
  if (pack.desk.roster === undefined) return {};
  const rosters = await listRosters(store.documents, monthAt(now, zone));
  const byMonth = new Map(
    [...rosters].flatMap(([month, versions]) => {
      const last = versions.at(-1);
      return last === undefined ? [] : [[month, last.roster] as const];
    }),
  );
  return { rosters: { zone, byMonth } };
}

/** The lines of the regulation by label. Groups that are no line, such as another organisation's, have no roster. */
function linesOf({ catalog, manifest }: CompiledPack): ReadonlyMap<string, string> {
  const language = manifest.languages[0] ?? 'en';
  return new Map(
    catalog.groups
      .filter(({ line }) => line !== undefined)
      .map(({ id, label }) => [localize(label, language), id]),
  );
}

function workingDaysOf({ defaultCalendar, manifest }: CompiledPack): (on: LocalDate) => boolean {
  return (on) => {
    const midnight = DateTime.fromISO(on, { zone: manifest.zone });
    return defaultCalendar.between(midnight.toMillis(), midnight.plus({ days: 1 }).toMillis()) > 0;
  };
}

function toDocument({
  version,
  importedAt,
  fileName,
  sha256,
  approvedBy,
  roster,
}: RosterVersion): IssuedDocument {
  return {
    id: `${KIND} ${roster.month} ${version}`,
    kind: KIND,
    period: roster.month,
    issuedAt: importedAt,
    sha256,
    path: fileName,
    figures: { approvedBy, roster },
    recipients: [],
  };
}

function toVersion({ id, issuedAt, path, sha256, figures }: IssuedDocument): RosterVersion {
  const { approvedBy, roster } = Figures.parse(figures);
  return {
    version: Number(id.split(' ').at(-1)),
    importedAt: issuedAt,
    fileName: path,
    sha256,
    approvedBy,
    roster,
  };
}
