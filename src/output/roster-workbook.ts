import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import type { Cell, Worksheet } from 'exceljs';
import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { TextGrid } from '../core/roster/roster-grid.ts';
import type { RosterSheet, RosterWords } from '../core/roster/roster-sheet.ts';
import type { RosterWorkbooks } from './output.ts';
import { renderRoster } from './render-roster.ts';
import { readTemplate } from './templates-folder.ts';

/** A zipped file may unfold a thousandfold: this bounds what a hostile one can take. A roster of 60 people has 30 kB. */
const MAX_FILE_BYTES = 200_000;
const MAX_READING_MS = 20_000;
const MAX_ROWS = 60;
const MAX_COLUMNS = 200;
const MAX_TEXT_LENGTH = 200;

const FALLBACK_LANGUAGE = 'en';
const Words: z.ZodType<RosterWords> = z.strictObject({
  title: z.string(),
  hint: z.string(),
  approved: z.string(),
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
    render: renderRoster,
    write: writeRoster,
    read: readRoster,
  };
}

async function writeRoster(sheet: RosterSheet, toPath: string): Promise<void> {
  const bytes = await renderRoster(sheet);
  try {
    await mkdir(dirname(toPath), { recursive: true });
    await writeFile(toPath, bytes);
  } catch (cause) {
    throw new AppError('outside', `the workbook ${toPath} could not be written`, { cause });
  }
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
