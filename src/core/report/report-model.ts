import type { Instant, LocalDate } from '../calendar/instant.ts';

/** Words shown around a number without being part of the value. */
export interface WordsAround {
  readonly before?: string;
  readonly after?: string;
}

/**
 * What stands in one cell. Numbers stay numbers. A share is between 0 and 1 and null when there is nothing to be a
 * share of.
 */
export type Cell =
  /** `person`: the user id of whom the text names; what is remembered of the cell is that, never a name. */
  | { readonly kind: 'text'; readonly text: string; readonly person?: string }
  /** A number by which something is called, such as a ticket's. */
  | { readonly kind: 'name'; readonly text: string }
  | ({ readonly kind: 'count'; readonly value: number } & WordsAround)
  | ({ readonly kind: 'share'; readonly value: number | null } & WordsAround)
  | { readonly kind: 'instant'; readonly at: Instant | null }
  | { readonly kind: 'date'; readonly on: LocalDate | null }
  /** Working time, shown in hours; null where none is known. */
  | { readonly kind: 'hours'; readonly ms: number | null }
  /** A time that may be short, shown as hours, minutes and seconds; null where none is known. */
  | { readonly kind: 'duration'; readonly ms: number | null };

/** How a line of text is set; the layout says what that looks like. */
export type LineStyle = 'title' | 'heading' | 'line' | 'item' | 'note' | 'total';

/** A line of cells from the first column on; a single text runs over the whole width. */
export interface Line {
  readonly style: LineStyle;
  readonly cells: readonly Cell[];
}

/** A column of a table. The head is unique in its table. */
export interface Column {
  readonly id: string;
  readonly head: string;
}

/** Rows under one head, to be sorted and filtered by whoever reads them. */
export interface Table {
  /** Unique in the report; letters and digits. */
  readonly id: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /**
   * What each row is about, in no language and without people's names, where the rows are figures: under these names
   * the report remembers them. None where the rows are a list.
   */
  readonly keys?: readonly string[];
  /** Last lines that add up what stands above; none where adding makes no sense. */
  readonly totals: readonly (readonly Cell[])[];
}

/** One series of a chart. Forms differ without colour, so that they can be told apart in print. */
export interface ChartSeries {
  readonly name: string;
  readonly form: 'light-bars' | 'dark-bars' | 'line';
  /** One for each category. */
  readonly values: readonly number[];
}

/** A chart as data: bars and lines over the same categories. */
export interface Chart {
  /** Also what a reader who cannot see it is told. */
  readonly title: string;
  readonly categories: readonly string[];
  readonly series: readonly ChartSeries[];
}

/** One sheet: lines, at most one table, lines, at most one chart. */
export interface Sheet {
  readonly id: string;
  readonly name: string;
  readonly above: readonly Line[];
  readonly table: Table | null;
  readonly below: readonly Line[];
  /** Drawn below everything else. */
  readonly chart?: Chart;
}

/** A report ready to be set: cells and their meaning, no fonts, no files. The same input gives the same model. */
export interface ReportModel {
  readonly layout: string;
  readonly title: string;
  readonly subject: string;
  readonly keywords: string;
  readonly language: string;
  readonly zone: string;
  /** As luxon writes them: `dd.MM.yyyy`, `dd.MM.yyyy HH:mm`. */
  readonly dateFormat: string;
  readonly dateTimeFormat: string;
  /** Windows' number of the language, for decimal commas; empty = as the reader's system has it. */
  readonly localeId: string;
  /** Also the date that the file bears, so that it does not change when it is made again. */
  readonly cutOffAt: Instant;
  /** `{page}` and `{pages}` are filled by whoever sets the pages. */
  readonly footer: { readonly left: string; readonly right: string };
  readonly sheets: readonly Sheet[];
}

/** Long lists say the same few words over and over: equal cells are one object, up to so many of them. */
const MAX_SHARED_CELLS = 5_000;
const sharedCells = new Map<string, Cell>();

/** A text cell. */
export function text(value: string): Cell {
  const known = sharedCells.get(value);
  if (known !== undefined) return known;
  const cell: Cell = { kind: 'text', text: value };
  if (sharedCells.size < MAX_SHARED_CELLS) sharedCells.set(value, cell);
  return cell;
}

/** A count cell. */
export function count(value: number): Cell {
  return { kind: 'count', value };
}

/** A line that holds one text over the whole width. */
export function textLine(style: LineStyle, value: string): Line {
  return { style, cells: [text(value)] };
}
