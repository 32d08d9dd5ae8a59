import { DateTime } from 'luxon';
import type { LocalDate } from '../calendar/instant.ts';
import { daysOfMonth, rosterPlaces } from './roster-grid.ts';
import type { TextGrid } from './roster-grid.ts';
import type { RosterRecord } from './roster-record.ts';
import type { RosterMonth, Shift } from './roster.ts';
import { writeShift } from './write-shift.ts';

/** The words of the sheet that a head fills in; `{name}` in a word is filled in. */
export interface RosterWords {
  readonly title: string;
  /** `{shift}`: a usual shift of the service. */
  readonly hint: string;
  /** `{name}`, `{version}`. */
  readonly approved: string;
  readonly login: string;
  readonly line: string;
  readonly day_off: string;
}

/** A roster's sheet: its texts, and what of them is to look how. */
export interface RosterSheet {
  readonly grid: TextGrid;
  /** Rows of the days on which the service is closed, counted from 0. */
  readonly daysOff: readonly number[];
  /** Labels that a column's line is chosen from. */
  readonly lines: readonly string[];
  /** Offered in the cells of days; null in a sheet that is not for filling in. */
  readonly usualShift: string | null;
}

/** What every sheet of a month is made of. */
export interface RosterMonthFacts {
  readonly month: RosterMonth;
  /** Group id of each line → its label, in the pack's order. */
  readonly lines: ReadonlyMap<string, string>;
  readonly isDayOff: (on: LocalDate) => boolean;
  readonly language: string;
  readonly words: RosterWords;
}

/** The sheet of a month for a head to fill in: days down, so many columns for consultants of each line across. */
export function blankRoster(
  facts: RosterMonthFacts,
  { columnsPerLine, usualShift }: { readonly columnsPerLine: number; readonly usualShift: string },
): RosterSheet {
  const columns = [...facts.lines.values()].flatMap((line) =>
    Array.from({ length: columnsPerLine }, () => ({ login: '', line, cellOf: () => '' })),
  );
  const hint = facts.words.hint.replaceAll('{shift}', () => usualShift);
  return { ...layOutRoster(facts, hint, columns), usualShift };
}

/** The sheet of an approved roster, to be posted and sent: a column for each consultant of each line. */
export function approvedRoster(facts: RosterMonthFacts, record: RosterRecord): RosterSheet {
  const columns = new Map<string, Column & { readonly shifts: Shift[] }>();
  const { shifts } = record.roster;
  const positions = [...facts.lines.keys()];
  const inOrder = [...shifts].sort(
    (one, other) => positions.indexOf(one.groupId) - positions.indexOf(other.groupId),
  );
  for (const shift of inOrder) {
    const key = `${shift.groupId} ${shift.login}`;
    const own = columns.get(key)?.shifts ?? [];
    own.push(shift);
    columns.set(key, {
      login: shift.login,
      line: facts.lines.get(shift.groupId) ?? shift.groupId,
      shifts: own,
      cellOf: (on) =>
        own
          .filter((each) => each.on === on)
          .map(writeShift)
          .join('; '),
    });
  }
  const note = facts.words.approved
    .replaceAll('{name}', () => record.approvedBy)
    .replaceAll('{version}', String(record.version));
  return { ...layOutRoster(facts, note, [...columns.values()]), usualShift: null };
}

interface Column {
  readonly login: string;
  readonly line: string;
  readonly cellOf: (on: LocalDate) => string;
}

function layOutRoster(
  { month, lines, isDayOff, language, words }: RosterMonthFacts,
  note: string,
  columns: readonly Column[],
): Omit<RosterSheet, 'usualShift'> {
  const days = daysOfMonth(month);
  const rows = days.map((on) => {
    const weekday = DateTime.fromISO(on, { zone: 'utc', locale: language }).toFormat('ccc');
    const day = isDayOff(on) ? `${weekday}, ${words.day_off}` : weekday;
    return [on, day, ...columns.map(({ cellOf }) => cellOf(on))];
  });
  return {
    grid: [
      [words.title, month],
      [note],
      [words.login, '', ...columns.map(({ login }) => login)],
      [words.line, '', ...columns.map(({ line }) => line)],
      ...rows,
    ],
    daysOff: days.flatMap((on, index) => (isDayOff(on) ? [rosterPlaces.firstDayRow + index] : [])),
    lines: [...lines.values()],
  };
}
