import type { Borders, Cell, Fill, Worksheet } from 'exceljs';
import { rosterPlaces } from '../core/roster/roster-grid.ts';
import type { RosterSheet } from '../core/roster/roster-sheet.ts';

/** The number of the paper in the file format. */
const A4 = 9;
/** What a choice list in a cell can hold. */
const LONGEST_LIST = 255;
const WIDTHS = { date: 23, weekday: 13, consultant: 22 };
const NOTE_HEIGHT = 48;
const DAY_HEIGHT = 17;
const HEAD_HEIGHT = 26;
/** A shift with its break fits on one line of a consultant's column. */
const CELL_FONT_SIZE = 9;
/** Greys, so that the page says the same on any printer. */
const FILLS = { head: 'FFD9D9D9', dayOff: 'FFEFEFEF' };
/** The file bears no day of its own: the same roster gives the same bytes. */
const UNDATED = new Date('2000-01-01T00:00:00Z');
const { loginRow, lineRow, firstDayRow, firstConsultantColumn } = rosterPlaces;

/** Sets a roster's sheet: to be filled in on a screen, with choices in its cells, and to be posted on one A4 page. */
export async function renderRoster(roster: RosterSheet): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
  workbook.created = UNDATED;
  workbook.modified = UNDATED;
  const { grid } = roster;
  const sheet = workbook.addWorksheet(grid[0]?.[1] ?? 'Roster', {
    views: [{ state: 'frozen', xSplit: firstConsultantColumn, ySplit: firstDayRow, showGridLines: false }],
    pageSetup: {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- a const enum has no values at run time
      paperSize: A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.2, footer: 0.2 },
    },
    headerFooter: { oddFooter: '&L&8&A&R&8&P / &N' },
  });
  for (const cells of grid) sheet.addRow([...cells]);
  setColumns(sheet);
  setTop(sheet);
  for (let row = loginRow; row < grid.length; row += 1) {
    for (let column = 0; column < sheet.columnCount; column += 1) setCell(roster, { sheet, row, column });
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function setColumns(sheet: Worksheet): void {
  const { date, weekday, consultant } = WIDTHS;
  sheet.columns.forEach((column, index) => {
    column.width = [date, weekday][index] ?? consultant;
    // Text, so that a spreadsheet makes no time or date of what is typed.
    column.numFmt = '@';
  });
}

/** The title with its month, and the note over the whole width. */
function setTop(sheet: Worksheet): void {
  const last = Math.max(sheet.columnCount, firstConsultantColumn + 1);
  sheet.getRow(1).font = { bold: true, size: 14 };
  sheet.getRow(1).height = 22;
  sheet.getCell(1, 2).alignment = { horizontal: 'left' };
  sheet.mergeCells(2, 1, 2, last);
  sheet.getRow(2).height = NOTE_HEIGHT;
  sheet.getCell(2, 1).alignment = { wrapText: true, vertical: 'top' };
  sheet.getCell(2, 1).font = { italic: true };
}

interface Place {
  readonly sheet: Worksheet;
  readonly row: number;
  readonly column: number;
}

function setCell(roster: RosterSheet, place: Place): void {
  const { sheet, row, column } = place;
  const cell = sheet.getCell(row + 1, column + 1);
  const isHead = row < firstDayRow;
  const isOff = roster.daysOff.includes(row);
  const isConsultant = column >= firstConsultantColumn;
  cell.border = bordersAt(roster, place);
  cell.alignment = {
    vertical: 'middle',
    horizontal: isConsultant ? 'center' : 'left',
    wrapText: isConsultant,
    shrinkToFit: false,
  };
  sheet.getRow(row + 1).height = isHead ? HEAD_HEIGHT : DAY_HEIGHT;
  cell.font = { bold: isHead, ...(isConsultant ? { size: CELL_FONT_SIZE } : {}) };
  if (isHead && !(isConsultant && row === loginRow)) cell.fill = fill(FILLS.head);
  if (isOff) {
    cell.fill = fill(FILLS.dayOff);
    cell.font = { ...cell.font, italic: true };
  }
  if (isConsultant) offerChoices(roster, place, cell);
}

/** A thick line where another line of support begins, a thin one elsewhere. */
function bordersAt({ grid }: RosterSheet, { row, column }: Place): Partial<Borders> {
  const lines = grid[lineRow] ?? [];
  const begins = column === firstConsultantColumn || (lines[column] ?? '') !== (lines[column - 1] ?? '');
  const thin = { style: 'thin' } as const;
  return {
    top: row === firstDayRow ? { style: 'medium' } : thin,
    right: thin,
    bottom: thin,
    left: begins && column >= firstConsultantColumn ? { style: 'medium' } : thin,
  };
}

/** What may be typed is offered, not demanded: the import says what is wrong. */
function offerChoices({ usualShift, lines, daysOff }: RosterSheet, { row }: Place, cell: Cell): void {
  const choices = row === lineRow ? lines : usualShift === null ? [] : [usualShift];
  const list = choices.join(',');
  const isListable =
    choices.length > 0 && list.length <= LONGEST_LIST && choices.every((each) => !/[",]/.test(each));
  if (usualShift === null || row === loginRow || daysOff.includes(row) || !isListable) return;
  cell.dataValidation = {
    type: 'list',
    allowBlank: true,
    showErrorMessage: false,
    formulae: [`"${list}"`],
  };
}

function fill(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}
