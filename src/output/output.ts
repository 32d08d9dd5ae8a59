import type { ReportModel } from '../core/report/report-model.ts';
import type { ReportWords } from '../core/report/report-words.ts';

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
