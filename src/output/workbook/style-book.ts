import type { Borders, Style } from 'exceljs';
import type { Cell, LineStyle } from '../../core/report/report-model.ts';
import type { Layout, SheetLayout } from './layout.ts';

/** Where a cell stands: in a line of that style, in a table's head, or in a table. */
export type Place = LineStyle | 'head' | 'row';

/** Numbers and dates of tables stand right, numbers within sentences left. */
const rightInTables = new Set<Cell['kind']>(['count', 'share', 'hours', 'duration']);
const thin: Partial<Borders> = Object.fromEntries(
  ['top', 'bottom', 'left', 'right'].map((side) => [side, { style: 'thin', color: { argb: 'FF808080' } }]),
);

/** The looks of cells. One look is one object, so that a workbook of many cells keeps few styles. */
export class StyleBook {
  readonly #layout: Layout;
  readonly #sheet: SheetLayout;
  readonly #styles = new Map<string, Partial<Style>>();

  constructor(layout: Layout, sheet: SheetLayout) {
    this.#layout = layout;
    this.#sheet = sheet;
  }

  /** The look of a cell of that kind, shown in that number format, standing there. */
  styleOf(place: Place, kind: Cell['kind'], numFmt: string | null): Partial<Style> {
    const key = `${place} ${kind} ${numFmt ?? ''}`;
    const known = this.#styles.get(key);
    if (known !== undefined) return known;
    const style = this.#makeStyle(place, kind, numFmt);
    this.#styles.set(key, style);
    return style;
  }

  /** Size of the letters there, in points. */
  fontSize(place: Place): number {
    const own = place === 'row' ? undefined : this.#layout.styles[place].size;
    return own ?? this.#sheet.font_size ?? this.#layout.font.size;
  }

  isBold(place: Place): boolean {
    return place !== 'row' && this.#layout.styles[place].bold === true;
  }

  /** White space to leave below a line, in points. */
  spaceAfter(place: Place): number {
    return place === 'row' ? 0 : (this.#layout.styles[place].space_after ?? 0);
  }

  #makeStyle(place: Place, kind: Cell['kind'], numFmt: string | null): Partial<Style> {
    const text = place === 'row' ? {} : this.#layout.styles[place];
    const isInTable = place === 'row' || place === 'head' || place === 'total';
    const isRight = (place === 'row' || place === 'total') && rightInTables.has(kind);
    const { fill, bullet } = text;
    // Shown before the text without being part of it.
    const shownAs = kind === 'text' && bullet !== undefined ? `"${bullet}"@` : numFmt;
    return {
      font: {
        name: this.#layout.font.name,
        size: this.fontSize(place),
        bold: text.bold ?? false,
        italic: text.italic ?? false,
      },
      alignment: {
        vertical: place === 'head' ? 'middle' : 'top',
        horizontal: isRight ? 'right' : 'left',
        wrapText: kind === 'text',
        indent: isRight ? 1 : kind === 'text' ? (text.indent ?? 0) : 0,
      },
      ...(shownAs === null ? {} : { numFmt: shownAs }),
      ...(isInTable ? { border: thin } : {}),
      ...(fill === undefined
        ? {}
        : { fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${fill}` } } }),
    };
  }
}
