import type { ReportModel } from '../core/report/report-model.ts';
import type { ReportWords } from '../core/report/report-words.ts';
import type { RosterWords, TextGrid } from '../core/roster/roster-grid.ts';

/** A file that was written whole. */
export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Sets report models as workbooks. */
export interface WorkbookWriter {
  /**
   * Writes the whole workbook under another name and then gives it its own, so that a file of that name is never half
   * a report. The same model gives the same bytes.
   * @throws AppError `input` when the report's layout is missing or wrong, `outside` when the file cannot be written
   */
  write(model: ReportModel, toPath: string): Promise<WrittenFile>;
}

/** The texts of reports that stand in no regulation, which an operator may edit. */
export interface ReportTemplates {
  /**
   * The words of a language; of English where that language has none.
   * @throws AppError `input` when a word is missing
   */
  readWords(language: string): Promise<ReportWords>;
}

/** Duty rosters as workbooks. */
export interface RosterWorkbooks {
  /**
   * The words of a roster's sheet in a language; in English where that language has none.
   * @throws AppError `input` when a word is missing
   */
  readWords(language: string): Promise<RosterWords>;
  /** @throws AppError `outside` when the file cannot be written */
  write(grid: TextGrid, toPath: string): Promise<void>;
  /**
   * The texts of the first sheet, and the file as it was read.
   * @throws AppError `input` when the file cannot be read, is no workbook, or is too large for a roster
   */
  read(fromPath: string): Promise<{ readonly grid: TextGrid; readonly bytes: Uint8Array }>;
}
