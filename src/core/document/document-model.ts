/** A printed document, ready to be set as a page or Word file. Every text is plain: whoever sets it makes it safe. */
export interface DocumentModel {
  /** BCP 47. */
  readonly language: string;
  /** The template that sets it. */
  readonly template: string;
  readonly heading: string | null;
  readonly title: string;
  /** The number and date on the register. */
  readonly registered: string;
  /** Says that it is cancelled, when and why; null while it is not. */
  readonly cancelled: string | null;
  /** Warns of a copy that must not be kept; null on every other. */
  readonly warning: string | null;
  /** Lines between title and content: period, counts, method. */
  readonly notes: readonly string[];
  /** The lines of a form. */
  readonly rows: readonly DocumentRow[];
  /** The table of a list; null where there is none. */
  readonly table: DocumentTable | null;
  /** What repeats. */
  readonly groups: readonly DocumentGroup[];
  readonly signatures: readonly string[];
  readonly captions: { readonly signature: string; readonly name: string; readonly date: string };
  readonly footer: { readonly text: string; readonly page: string; readonly of: string };
}

/** One line of a form: the regulation's label and what stands beside it. */
export interface DocumentRow {
  readonly label: string;
  readonly value: string;
}

/** A table with heads; every row has as many cells as there are heads. */
export interface DocumentTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Tickets that repeat each other. */
export interface DocumentGroup {
  readonly title: string;
  readonly facts: string;
  /** How often it came, month by month. */
  readonly trend: DocumentTable;
  readonly table: DocumentTable;
  /** Questions to be answered by hand. */
  readonly toFill: readonly string[];
}
