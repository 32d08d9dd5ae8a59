import { readFile, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Cell, Workbook, Worksheet } from 'exceljs';
import { AppError } from '../core/app-error.ts';
import type { TextGrid } from '../core/roster/roster-grid.ts';

/** A zipped file may unfold a thousandfold: this bounds what a hostile one can take. */
export interface WorkbookLimits {
  /** What it is, for messages. */
  readonly what: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
}

const MAX_READING_MS = 20_000;
const MAX_TEXT_LENGTH = 200;

/**
 * The texts of a workbook's first sheet, and the file as it was read.
 * @throws AppError `input` when it cannot be read, is no workbook, or is larger than such a thing can be
 */
export async function readSmallWorkbook(
  fromPath: string,
  limits: WorkbookLimits,
): Promise<{ readonly grid: TextGrid; readonly bytes: Uint8Array }> {
  const bytes = await readSmallFile(fromPath, limits);
  const sheet = (await openWorkbook(bytes, fromPath)).worksheets[0];
  if (sheet === undefined) throw new AppError('input', `${fromPath} has no sheet`);
  const { what, rows, columns } = limits;
  if (sheet.rowCount > rows || sheet.columnCount > columns) {
    throw new AppError(
      'input',
      `${fromPath}: ${sheet.rowCount} rows and ${sheet.columnCount} columns are too many for a ${what} (${rows} and ${columns})`,
    );
  }
  return { grid: gridOf(sheet), bytes };
}

/** A file's bytes. @throws AppError `input` when it cannot be read or is too large */
export async function readSmallFile(
  path: string,
  { what, bytes }: Pick<WorkbookLimits, 'what' | 'bytes'>,
): Promise<Uint8Array> {
  const size = await stat(path).then(
    (file) => file.size,
    (cause: unknown) => {
      throw new AppError('input', `${path} cannot be read`, { cause });
    },
  );
  if (size > bytes) {
    throw new AppError('input', `${path} has ${size} bytes; a ${what} has at most ${bytes}`);
  }
  return readFile(path);
}

async function openWorkbook(bytes: Uint8Array, path: string): Promise<Workbook> {
  // It takes longer to load than all the rest: only who reads a workbook waits for it.
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
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

/** What a cell shows; a date that a spreadsheet made of a typed day comes back as that day, with its time if it has one. */
function textOf(cell: Cell): string {
  const text = cell.value instanceof Date ? writeDate(cell.value) : cell.text;
  return text.slice(0, MAX_TEXT_LENGTH);
}

function writeDate(value: Date): string {
  const [day = '', time = ''] = value.toISOString().slice(0, 16).split('T');
  return time === '00:00' ? day : `${day} ${time}`;
}
