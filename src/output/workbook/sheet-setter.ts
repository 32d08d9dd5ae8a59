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
const LETTERS_PER_UNIT = 1.2;
const USUAL_FONT_SIZE = 11;

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
    this.#fillRow(heads, 'head').commit();
  }

  setRow(cells: readonly Cell[], place: 'row' | 'total' = 'row'): void {
    this.#fillRow(cells, place).commit();
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

  /** Merged cells do not grow by themselves, so the height of a line is reckoned from its texts. */
  #heightOf(cells: readonly Cell[], rooms: readonly number[], style: Line['style']): number {
    const { styles } = this.#tools;
    const size = styles.fontSize(style);
    const linesOf = cells.map((cell, index) => {
      const lettersPerLine = ((rooms[index] ?? 1) * LETTERS_PER_UNIT * USUAL_FONT_SIZE) / size;
      return cell.kind === 'text' ? Math.ceil(cell.text.length / lettersPerLine) : 1;
    });
    return Math.ceil(Math.max(1, ...linesOf) * size * LINE_SPACING + styles.spaceAfter(style));
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
