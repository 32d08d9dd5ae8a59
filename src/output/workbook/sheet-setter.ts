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
const LETTERS_PER_UNIT = 1.05;
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

  /** A line; one text alone runs over the whole width. */
  setLine({ style, cells }: Line): void {
    const { widths } = this.#tools;
    const row = this.#fillRow(cells, style);
    const isSpread = cells.length === 1 && cells[0]?.kind === 'text';
    if (isSpread && widths.length > 1) this.#worksheet.mergeCells(row.number, 1, row.number, widths.length);
    const room = isSpread ? widths.reduce((sum, each) => sum + each, 0) : (widths[0] ?? 0);
    row.height = this.#heightOf(cells[0], style, room);
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

  /** Merged cells do not grow by themselves, so the height of a line is reckoned from its first text. */
  #heightOf(cell: Cell | undefined, style: Line['style'], widthInDigits: number): number {
    const { styles } = this.#tools;
    const size = styles.fontSize(style);
    const lettersPerLine = (widthInDigits * LETTERS_PER_UNIT * USUAL_FONT_SIZE) / size;
    const letters = cell?.kind === 'text' ? cell.text.length : 0;
    const lines = Math.max(1, Math.ceil(letters / lettersPerLine));
    return Math.ceil(lines * size * LINE_SPACING + styles.spaceAfter(style));
  }
}
