import type { Row, Worksheet } from 'exceljs';
import type { Cell, Column, Line } from '../../core/report/report-model.ts';
import { cellContent } from './cell-value.ts';
import type { Writing } from './cell-value.ts';
import { headName } from './plain-text.ts';
import type { Place, StyleBook } from './style-book.ts';

/** What a sheet is set with. */
export interface SheetTools {
  /** Of all columns, in characters. */
  readonly widths: readonly number[];
  readonly styles: StyleBook;
  readonly writing: Writing;
}

/** Points of a line of text per point of its letters. */
const LINE_SPACING = 1.3;
/** Letters of running text per unit of width, which is a digit of the usual font. */
const LETTERS_PER_UNIT = 1.16;
/** Of them, bold ones. */
const BOLD_SHARE = 0.9;
const USUAL_FONT_SIZE = 11;
const FILTER_BUTTON_WIDTH = 2;
/** The format allows no higher row. */
const MAX_ROW_HEIGHT = 409;

/** Sets lines and rows onto a worksheet, one below the other. What is set is handed over at once. */
export class SheetSetter {
  readonly #worksheet: Worksheet;
  readonly #tools: SheetTools;
  #rowCount = 0;

  constructor(worksheet: Worksheet, tools: SheetTools) {
    this.#worksheet = worksheet;
    this.#tools = tools;
    worksheet.columns = tools.widths.map((width) => ({ width }));
  }

  /** A line; a text that stands last runs on to the right edge. */
  setLine({ style, cells }: Line): void {
    const { widths } = this.#tools;
    const row = this.#fillRow(cells, style);
    const runsOn = cells.at(-1)?.kind === 'text';
    if (runsOn && cells.length < widths.length) {
      this.#worksheet.mergeCells(row.number, cells.length, row.number, widths.length);
    }
    const rooms = cells.map((_, index) =>
      runsOn && index === cells.length - 1 ? sum(widths.slice(index)) : (widths[index] ?? 0),
    );
    row.height = this.#heightOf(cells, rooms, style);
    row.commit();
  }

  setHead(columns: readonly Column[]): void {
    const heads = columns.map(({ head }): Cell => ({ kind: 'text', text: headName(head) }));
    this.setRow(heads, 'head');
  }

  setRow(cells: readonly Cell[], place: 'row' | 'total' | 'head' = 'row'): void {
    const row = this.#fillRow(cells, place);
    row.height = this.#heightOf(cells, this.#tools.widths, place);
    row.commit();
  }

  #fillRow(cells: readonly Cell[], place: Place): Row {
    this.#rowCount += 1;
    const row = this.#worksheet.getRow(this.#rowCount);
    for (const [index, cell] of cells.entries()) {
      const { value, numFmt } = cellContent(cell, this.#tools.writing);
      const target = row.getCell(index + 1);
      target.value = value;
      target.style = this.#tools.styles.styleOf(place, cell.kind, numFmt);
    }
    return row;
  }

  /** Not every reader lets rows grow with their texts, and merged cells never do: the height is reckoned. */
  #heightOf(cells: readonly Cell[], rooms: readonly number[], place: Place): number {
    const { styles } = this.#tools;
    const size = styles.fontSize(place);
    const perUnit = LETTERS_PER_UNIT * (styles.isBold(place) ? BOLD_SHARE : 1);
    let lines = 1;
    for (const [index, cell] of cells.entries()) {
      if (cell.kind !== 'text') continue;
      const room = (rooms[index] ?? 0) - (place === 'head' ? FILTER_BUTTON_WIDTH : 0);
      const lettersPerLine = (Math.max(1, room) * perUnit * USUAL_FONT_SIZE) / size;
      lines = Math.max(lines, linesIn(cell.text, Math.floor(lettersPerLine)));
    }
    const points = lines * size * LINE_SPACING + styles.spaceAfter(place);
    return Math.min(Math.ceil(points), MAX_ROW_HEIGHT);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** How many lines a text fills: it breaks between words, and a word that is too long for a line begins a new one. */
function linesIn(text: string, lettersPerLine: number): number {
  if (text.length <= lettersPerLine && !text.includes('\n')) return 1;
  return sum(
    text.split('\n').map((paragraph) => {
      let [lines, used] = [1, 0];
      for (const { length } of paragraph.split(' ')) {
        const fits = used + length <= lettersPerLine;
        if (!fits && used > 0) lines += 1;
        const begun = fits ? used : 0;
        lines += Math.max(0, Math.ceil((begun + length) / lettersPerLine) - 1);
        // A word that ends with its line leaves no room on it.
        const onLine = (begun + length) % lettersPerLine;
        used = (onLine === 0 && begun + length > 0 ? lettersPerLine : onLine) + 1;
      }
      return lines;
    }),
  );
}
