import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import type { Cell, Worksheet } from 'exceljs';
import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import { rosterPlaces } from '../core/roster/roster-grid.ts';
import type { RosterWords, TextGrid } from '../core/roster/roster-grid.ts';
import type { RosterWorkbooks } from './output.ts';
import { readTemplate } from './templates-folder.ts';

/** A zipped file may unfold a thousandfold: this bounds what a hostile one can take. A roster of 60 people has 30 kB. */
const MAX_FILE_BYTES = 200_000;
const MAX_READING_MS = 20_000;
const MAX_ROWS = 60;
const MAX_COLUMNS = 200;
const MAX_TEXT_LENGTH = 200;

/** The number of the paper in the file format. */
const A4 = 9;
const FALLBACK_LANGUAGE = 'en';
const Words: z.ZodType<RosterWords> = z.strictObject({
  title: z.string(),
  hint: z.string(),
  login: z.string(),
  line: z.string(),
  day_off: z.string(),
});
const WordsByLanguage = z.record(z.string(), Words);

/** Rosters as Excel workbooks, with the words of a templates folder. */
export function createRosterWorkbooks(templatesFolder: string): RosterWorkbooks {
  return {
    async readWords(language) {
      const words = await readTemplate(templatesFolder, 'roster-words.yaml', WordsByLanguage);
      const chosen = words[language] ?? words[FALLBACK_LANGUAGE];
      if (chosen === undefined) throw new AppError('input', 'roster-words.yaml has no English words');
      return chosen;
    },
    write: writeRoster,
    read: readRoster,
  };
}

async function writeRoster(grid: TextGrid, toPath: string): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  const { firstConsultantColumn, firstDayRow, loginRow, lineRow } = rosterPlaces;
  const sheet = workbook.addWorksheet(grid[0]?.[1] ?? 'Roster', {
    views: [{ state: 'frozen', xSplit: firstConsultantColumn, ySplit: firstDayRow }],
    pageSetup: {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- a const enum has no values at run time
      paperSize: A4,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  });
  for (const cells of grid) sheet.addRow([...cells]);
  sheet.columns.forEach((column, index) => {
    column.width = index < firstConsultantColumn ? 20 : 28;
    // Text, so that a spreadsheet makes no time or date of what is typed.
    column.numFmt = '@';
  });
  for (let row = loginRow + 1; row <= grid.length; row += 1) {
    for (let column = 1; column <= sheet.columnCount; column += 1) ruleCell(sheet.getCell(row, column));
  }
  for (const row of [1, loginRow + 1, lineRow + 1]) sheet.getRow(row).font = { bold: true };
  try {
    await mkdir(dirname(toPath), { recursive: true });
    await workbook.xlsx.writeFile(toPath);
  } catch (cause) {
    throw new AppError('outside', `the workbook ${toPath} could not be written`, { cause });
  }
}

/** Lines around a cell, so that the page can be posted. */
function ruleCell(cell: Cell): void {
  const side = { style: 'thin' } as const;
  cell.border = { top: side, left: side, bottom: side, right: side };
  cell.alignment = { wrapText: true, vertical: 'top' };
}

async function readRoster(
  fromPath: string,
): Promise<{ readonly grid: TextGrid; readonly bytes: Uint8Array }> {
  const bytes = await readSmallFile(fromPath);
  const sheet = (await openWorkbook(bytes, fromPath)).worksheets[0];
  if (sheet === undefined) throw new AppError('input', `${fromPath} has no sheet`);
  if (sheet.rowCount > MAX_ROWS || sheet.columnCount > MAX_COLUMNS) {
    throw new AppError(
      'input',
      `${fromPath}: ${sheet.rowCount} rows and ${sheet.columnCount} columns are too many for a roster (${MAX_ROWS} and ${MAX_COLUMNS})`,
    );
  }
  return { grid: gridOf(sheet), bytes };
}

async function readSmallFile(path: string): Promise<Uint8Array> {
  const size = await stat(path).then(
    (file) => file.size,
    (cause: unknown) => {
      throw new AppError('input', `${path} cannot be read`, { cause });
    },
  );
  if (size > MAX_FILE_BYTES) {
    throw new AppError('input', `${path} has ${size} bytes; a roster has at most ${MAX_FILE_BYTES}`);
  }
  return readFile(path);
}

async function openWorkbook(bytes: Uint8Array, path: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  const timer = new AbortController();
  const tooLong = setTimeout(MAX_READING_MS, 'too long' as const, { signal: timer.signal, ref: false });
  // Aborting the timer rejects it; by then nobody waits for it.
  tooLong.catch(() => undefined);
  const reading = workbook.xlsx.load(new Uint8Array(bytes).buffer);
  const outcome = await Promise.race([reading, tooLong])
    .catch((cause: unknown) => {
      throw new AppError('input', `${path} is no Excel workbook`, { cause });
    })
    .finally(() => {
      timer.abort();
    });
  if (outcome === 'too long') {
    throw new AppError('input', `${path} took longer than ${MAX_READING_MS / 1000} s to read`);
  }
  return workbook;
}

function gridOf(sheet: Worksheet): TextGrid {
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (_cell, column) => textOf(sheet.getCell(row + 1, column + 1))),
  );
}

/** What a cell shows; a date that a spreadsheet made of a typed day comes back as that day. */
function textOf(cell: Cell): string {
  const text = cell.value instanceof Date ? cell.value.toISOString().slice(0, 10) : cell.text;
  return text.slice(0, MAX_TEXT_LENGTH);
}
