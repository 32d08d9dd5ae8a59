import type { LocalDate } from '../calendar/instant.ts';
import { parseShifts } from './parse-shifts.ts';
import { cellName, daysOfMonth, rosterPlaces } from './roster-grid.ts';
import type { TextGrid } from './roster-grid.ts';
import type { Roster, Shift } from './roster.ts';

/** Something wrong in a cell of a roster's sheet. */
interface RosterProblem {
  /** As the spreadsheet names it, e.g. `C7`. */
  readonly cell: string;
  readonly message: string;
}

/** What a roster is checked against. */
export interface RosterContext {
  /** Label of each line of the regulation → group id, in the pack's order. */
  readonly lines: ReadonlyMap<string, string>;
  /** Whether the service is open at all on a local day. */
  readonly isWorkingDay: (on: LocalDate) => boolean;
}

/** A roster, or null with everything that stands in its way. */
export interface RosterReading {
  readonly roster: Roster | null;
  readonly problems: readonly RosterProblem[];
}

interface ConsultantColumn {
  readonly column: number;
  readonly login: string;
  readonly groupId: string;
}

const { monthRow, monthColumn, loginRow, lineRow, firstDayRow, firstConsultantColumn } = rosterPlaces;

/**
 * Reads and checks the sheet that a head filled in: every day of the month is there, in order; every consultant has a
 * login and a line of the regulation; shifts and breaks are sound; and on every working day each line that anybody
 * serves has somebody on duty.
 * @clause E 5.6, E 7
 */
export function readRoster(grid: TextGrid, context: RosterContext): RosterReading {
  const month = textAt(grid, monthRow, monthColumn);
  const days = daysOfMonth(month);
  if (days.length === 0) {
    return refused([problem(monthRow, monthColumn, 'the month is written YYYY-MM, e.g. 2026-12')]);
  }
  const { columns, problems: ofColumns } = readColumns(grid, context);
  const ofDays = checkDays(grid, days);
  if (ofColumns.length + ofDays.length > 0) return refused([...ofColumns, ...ofDays]);
  const { shifts, problems } = readShifts(grid, days, columns);
  if (problems.length > 0) return refused(problems);
  const uncovered = findUncovered(shifts, { days, columns, context });
  return uncovered.length > 0 ? refused(uncovered) : { roster: { month, shifts }, problems: [] };
}

function refused(problems: readonly RosterProblem[]): RosterReading {
  return { roster: null, problems };
}

function problem(row: number, column: number, message: string): RosterProblem {
  return { cell: cellName(row, column), message };
}

function textAt(grid: TextGrid, row: number, column: number): string {
  return grid[row]?.[column]?.trim() ?? '';
}

/** The columns that somebody filled in, head or shifts. */
function readColumns(grid: TextGrid, { lines }: RosterContext) {
  const columns: ConsultantColumn[] = [];
  const problems: RosterProblem[] = [];
  const width = Math.max(0, ...grid.map((row) => row.length));
  for (let column = firstConsultantColumn; column < width; column += 1) {
    const login = textAt(grid, loginRow, column);
    const line = textAt(grid, lineRow, column);
    const hasShifts = grid.some((_, row) => row >= firstDayRow && textAt(grid, row, column) !== '');
    if (login === '' && !hasShifts) continue;
    const groupId = lines.get(line);
    const twin = columns.find((other) => other.login === login && other.groupId === groupId);
    if (login === '') {
      problems.push(problem(loginRow, column, 'shifts without a consultant: enter the login or e-mail'));
    } else if (groupId === undefined) {
      const known = [...lines.keys()].map((label) => `"${label}"`).join(', ');
      problems.push(problem(lineRow, column, `there is no line "${line}"; the lines are ${known}`));
    } else if (twin !== undefined) {
      const first = cellName(loginRow, twin.column);
      problems.push(problem(loginRow, column, `${login} stands in ${first} for the same line already`));
    } else columns.push({ column, login, groupId });
  }
  if (columns.length === 0 && problems.length === 0) {
    problems.push(
      problem(loginRow, firstConsultantColumn, 'nobody is named: enter the logins of the consultants'),
    );
  }
  return { columns, problems };
}

function checkDays(grid: TextGrid, days: readonly LocalDate[]): readonly RosterProblem[] {
  const problems = days.flatMap((on, index) => {
    const row = firstDayRow + index;
    const text = textAt(grid, row, 0);
    if (text === on) return [];
    return [
      problem(row, 0, text === '' ? `the day ${on} is missing` : `"${text}" stands where ${on} belongs`),
    ];
  });
  const below = grid.findIndex(
    (cells, row) => row >= firstDayRow + days.length && cells.some((text) => text.trim() !== ''),
  );
  if (below < 0) return problems;
  const column = grid[below]?.findIndex((text) => text.trim() !== '') ?? 0;
  return [...problems, problem(below, column, 'nothing belongs below the last day of the month')];
}

function readShifts(grid: TextGrid, days: readonly LocalDate[], columns: readonly ConsultantColumn[]) {
  const shifts: Shift[] = [];
  const problems: RosterProblem[] = [];
  for (const [index, on] of days.entries()) {
    for (const { column, login, groupId } of columns) {
      const row = firstDayRow + index;
      const parsed = parseShifts(textAt(grid, row, column));
      if ('fault' in parsed) problems.push(problem(row, column, parsed.fault));
      else shifts.push(...parsed.shifts.map((times) => ({ on, groupId, login, ...times })));
    }
  }
  return { shifts, problems };
}

function findUncovered(
  shifts: readonly Shift[],
  {
    days,
    columns,
    context,
  }: {
    readonly days: readonly LocalDate[];
    readonly columns: readonly ConsultantColumn[];
    readonly context: RosterContext;
  },
): readonly RosterProblem[] {
  const served = [...context.lines].filter(([, id]) => columns.some(({ groupId }) => groupId === id));
  const covered = new Set(shifts.map(({ on, groupId }) => `${on} ${groupId}`));
  return days.flatMap((on, index) =>
    served
      .filter(([, groupId]) => context.isWorkingDay(on) && !covered.has(`${on} ${groupId}`))
      .map(([label]) =>
        problem(firstDayRow + index, 0, `nobody of "${label}" is on duty on ${on}, a working day`),
      ),
  );
}
