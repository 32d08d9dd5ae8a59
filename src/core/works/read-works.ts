import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Instant } from '../calendar/instant.ts';
import type { ScheduledWorks } from '../regulation/schema/desk.ts';
import { localize } from '../regulation/localize.ts';
import type { Works } from './works.ts';

/** What a row of a schedule holds, in the order of the sheet's columns. */
export const WORKS_COLUMNS = ['kind', 'what', 'from', 'to', 'agreed_by', 'approved_by'] as const;
/** One of {@link WORKS_COLUMNS}. */
export type WorksColumn = (typeof WORKS_COLUMNS)[number];

/** A text of a schedule's file and how that file names its place: `C5`, or `works[2].from`. */
interface PlacedText {
  readonly text: string;
  readonly place: string;
}

/** A schedule as its file holds it, rows with nothing in them left out. */
export interface WorksTable {
  readonly month: PlacedText;
  readonly rows: readonly Readonly<Record<WorksColumn, PlacedText>>[];
}

/** The works of a month, or null with everything that stands in their way. */
export interface WorksReading {
  readonly month: string;
  readonly works: readonly Works[] | null;
  readonly problems: readonly { readonly place: string; readonly message: string }[];
}

/** What a schedule is checked against. */
export interface WorksContext {
  readonly kinds: ScheduledWorks['kinds'];
  readonly language: string;
  readonly zone: string;
}

const TIME_FORMATS = ['yyyy-MM-dd HH:mm', "yyyy-MM-dd'T'HH:mm", 'dd.MM.yyyy HH:mm'];
const LONGEST_DAYS = 31;

/**
 * Reads a schedule of works: each has a kind, a name, a beginning within the month and an end after it, in local time.
 * Whether they may run then is for `judgeWorks` to say, not for the import.
 * @clause K 3.2.4
 */
export function readWorks({ month, rows }: WorksTable, context: WorksContext): WorksReading {
  const problems: { place: string; message: string }[] = [];
  const report = ({ place }: PlacedText, message: string): null => {
    problems.push({ place, message });
    return null;
  };
  const monthText = month.text.trim();
  if (!DateTime.fromFormat(monthText, 'yyyy-MM', { zone: 'utc' }).isValid) {
    report(month, 'the month is written YYYY-MM, e.g. 2026-12');
  }
  const works = rows.flatMap((row) => readRow(row, monthText, context, report) ?? []);
  const seen = new Set<string>();
  works.forEach((each, index) => {
    const id = worksId(each);
    const row = rows[index];
    if (seen.has(id) && row !== undefined && problems.length === 0)
      report(row.what, 'these works are listed already');
    seen.add(id);
  });
  return { month: monthText, works: problems.length > 0 ? null : works, problems };
}

/** The same for works of the same kind, name and times, in every version of the schedule. */
export function worksId({ kind, title, fromAt, toAt }: Works): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, title, fromAt, toAt]))
    .digest('hex')
    .slice(0, 12);
}

type Report = (at: PlacedText, message: string) => null;

function readRow(
  row: WorksTable['rows'][number],
  month: string,
  context: WorksContext,
  report: Report,
): Works | null {
  const kind = readKind(row.kind, context, report);
  const title = row.what.text.trim();
  if (title === '') report(row.what, 'say what the works are');
  const fromAt = readTime(row.from, context, report);
  const toAt = readTime(row.to, context, report);
  if (fromAt === null || toAt === null || kind === null || title === '') return null;
  const from = DateTime.fromMillis(fromAt, { zone: context.zone });
  if (from.toFormat('yyyy-MM') !== month) return report(row.from, `works of ${month} begin in that month`);
  if (toAt <= fromAt) return report(row.to, 'works end after they begin');
  if (toAt > from.plus({ days: LONGEST_DAYS }).toMillis()) {
    return report(row.to, `works last ${LONGEST_DAYS} days at most; list longer ones in parts`);
  }
  return {
    kind,
    title,
    fromAt,
    toAt,
    agreedBy: row.agreed_by.text.trim(),
    approvedBy: row.approved_by.text.trim(),
  };
}

/** A kind is written as the pack labels it, or as its id. */
function readKind(cell: PlacedText, { kinds, language }: WorksContext, report: Report): string | null {
  const wanted = cell.text.trim().toLowerCase();
  const found = kinds.find(
    ({ id, label }) => id === wanted || localize(label, language).toLowerCase() === wanted,
  );
  if (found !== undefined) return found.id;
  const known = kinds.map(({ label }) => `"${localize(label, language)}"`).join(', ');
  return report(cell, `there is no kind of works "${cell.text.trim()}"; there are ${known}`);
}

function readTime(cell: PlacedText, { zone }: WorksContext, report: Report): Instant | null {
  const text = cell.text.trim().replace(/\s+/g, ' ');
  for (const format of TIME_FORMATS) {
    const time = DateTime.fromFormat(text, format, { zone });
    if (!time.isValid) continue;
    // A time that the clocks skip that night is none.
    return time.toFormat(format) === text
      ? time.toMillis()
      : report(cell, `"${text}" does not exist in ${zone}: the clocks are changed then`);
  }
  return report(cell, `"${text}" is no time; write 2026-12-05 20:00`);
}
