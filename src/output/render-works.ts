import type { Worksheet } from 'exceljs';
import type { TextGrid } from '../core/roster/roster-grid.ts';
import { worksPlaces } from '../core/works/works-sheet.ts';

/** The number of the paper in the file format. */
const A4 = 9;
const WIDTHS = [20, 50, 18, 18, 26, 26];
const NOTE_HEIGHT = 48;
const BLANK_ROWS = 20;
const ROW_HEIGHT = 19;
/** The file bears no day of its own: the same schedule gives the same bytes. */
const UNDATED = new Date('2000-01-01T00:00:00Z');
const { headRow, firstRow } = worksPlaces;

/** Sets the sheet of a schedule, with empty rows to fill in and the kinds to choose from. */
export async function renderWorks(grid: TextGrid, kinds: readonly string[]): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
  workbook.created = UNDATED;
  workbook.modified = UNDATED;
  const sheet = workbook.addWorksheet(grid[0]?.[1] ?? 'Works', {
    views: [{ state: 'frozen', ySplit: firstRow, showGridLines: false }],
    pageSetup: {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- a const enum has no values at run time
      paperSize: A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `1:${firstRow}`,
    },
    headerFooter: { oddFooter: '&L&8&A&R&8&P / &N' },
  });
  for (const cells of grid) sheet.addRow([...cells]);
  WIDTHS.forEach((width, index) => {
    // Text, so that a spreadsheet makes no time or date of what is typed.
    Object.assign(sheet.getColumn(index + 1), { width, numFmt: '@' });
  });
  setTop(sheet);
  setRows(sheet, grid.length + BLANK_ROWS, kinds);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function setTop(sheet: Worksheet): void {
  sheet.getRow(1).font = { bold: true, size: 14 };
  sheet.getRow(1).height = 22;
  sheet.mergeCells(2, 1, 2, WIDTHS.length);
  sheet.getRow(2).height = NOTE_HEIGHT;
  sheet.getCell(2, 1).alignment = { wrapText: true, vertical: 'top' };
  sheet.getCell(2, 1).font = { italic: true };
}

function setRows(sheet: Worksheet, lastRow: number, kinds: readonly string[]): void {
  const side = { style: 'thin' } as const;
  for (let row = headRow + 1; row <= lastRow; row += 1) {
    for (let column = 1; column <= WIDTHS.length; column += 1) {
      const cell = sheet.getCell(row, column);
      cell.border = { top: side, left: side, bottom: side, right: side };
      cell.alignment = { wrapText: true, vertical: 'top' };
      if (row > headRow + 1) continue;
      cell.font = { bold: true };
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFD9D9D9' } };
    }
    if (row <= headRow + 1) continue;
    // A line with more to say than fits grows by itself.
    if (row > lastRow - BLANK_ROWS) sheet.getRow(row).height = ROW_HEIGHT;
    sheet.getCell(row, 1).dataValidation = {
      type: 'list',
      allowBlank: true,
      showErrorMessage: false,
      formulae: [`"${kinds.join(',')}"`],
    };
  }
}
