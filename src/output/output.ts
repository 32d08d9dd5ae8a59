import type { MailWords } from '../core/report/report-mail.ts';
import type { DocumentModel } from '../core/document/document-model.ts';
import type { DocumentWords } from '../core/document/document-words.ts';
import type { ReportModel } from '../core/report/report-model.ts';
import type { ReportWords } from '../core/report/report-words.ts';
import type { WhatIfWords } from '../core/report/what-if/what-if-words.ts';
import type { TextGrid } from '../core/roster/roster-grid.ts';
import type { WorksTable } from '../core/works/read-works.ts';
import type { WorksWords } from '../core/works/works-sheet.ts';
import type { RosterSheet, RosterWords } from '../core/roster/roster-sheet.ts';

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
  /** The same for mails. */
  readMailWords(language: string): Promise<MailWords>;
  /** The same for what-ifs. */
  readWhatIfWords(language: string): Promise<WhatIfWords>;
}

/** Reads files that were written here before. */
export interface IssuedFiles {
  /** @throws AppError `outside` when it cannot be read */
  read(path: string): Promise<Uint8Array>;
}

/** Duty rosters as workbooks. */
export interface RosterWorkbooks {
  /**
   * The words of a roster's sheet in a language; in English where that language has none.
   * @throws AppError `input` when a word is missing
   */
  readWords(language: string): Promise<RosterWords>;
  /** The workbook of a sheet, set to be filled in on a screen and to be posted on one A4 page. */
  render(sheet: RosterSheet): Promise<Uint8Array>;
  /** @throws AppError `outside` when the file cannot be written */
  write(sheet: RosterSheet, toPath: string): Promise<void>;
  /**
   * The texts of the first sheet, and the file as it was read.
   * @throws AppError `input` when the file cannot be read, is no workbook, or is too large for a roster
   */
  read(fromPath: string): Promise<{ readonly grid: TextGrid; readonly bytes: Uint8Array }>;
}

/** A file that goes with a mail. */
export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** A mail ready to leave. Every one says of itself that a machine wrote it. */
export interface OutgoingMail {
  /** With its angle brackets. The same mail has the same one each time it is sent. */
  readonly messageId: string;
  /** Bare addresses, at least one. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Safe HTML. */
  readonly html?: string;
  readonly attachments: readonly MailAttachment[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends mail that does not go through the helpdesk. */
export interface Mailer {
  /** The bare address it sends from. */
  readonly from: string;
  /**
   * Hands a mail over. Retries nothing.
   * @throws AppError `unavailable` (surely not sent: try again later), `rejected` (refused for good), `unknown-outcome`
   * (the connection was lost after the mail had been handed over: possibly sent), `partial` (sent, but to some of its
   * recipients only: `details.refused` says how many were refused)
   */
  send(mail: OutgoingMail): Promise<void>;
  /** Looks whether mail could leave; sends none. @throws AppError `unavailable` or `rejected` with what is wrong */
  check(): Promise<void>;
}

/** Printed documents as pages and Word files, by templates that an operator edits. */
export interface DocumentSetter {
  /**
   * The words of documents in a language; in English where that language has none.
   * @throws AppError `input` when a word is missing
   */
  readWords(language: string): Promise<DocumentWords>;
  /**
   * A printable page (HTML that loads nothing). The same model gives the same page.
   * @throws AppError `input` when the template is missing or cannot be used
   */
  setPage(model: DocumentModel): Promise<string>;
  /**
   * A Word file. The same model gives the same bytes.
   * @throws AppError `input` when the template is missing or cannot be used
   */
  setWord(model: DocumentModel): Promise<Uint8Array>;
  /**
   * Writes a file whole or not at all, for its owner's eyes.
   * @throws AppError `outside` when it cannot be written
   */
  write(content: string | Uint8Array, toPath: string): Promise<WrittenFile>;
}

/** Schedules of works as workbooks, and as YAML where they are read. */
export interface WorksFiles {
  /**
   * The words of a schedule's sheet in a language; in English where that language has none.
   * @throws AppError `input` when a word is missing
   */
  readWords(language: string): Promise<WorksWords>;
  /**
   * Writes a sheet whose first column offers these kinds.
   * @throws AppError `outside` when the file cannot be written
   */
  write(grid: TextGrid, kinds: readonly string[], toPath: string): Promise<void>;
  /**
   * What a workbook or YAML file holds, and the file as it was read.
   * @throws AppError `input` when the file cannot be read, is neither, or is too large for a schedule
   */
  read(fromPath: string): Promise<{ readonly table: WorksTable; readonly bytes: Uint8Array }>;
}
