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

/** By number format. */
type StylesOfKind = Map<string | null, Partial<Style>>;
type StylesOfPlace = Map<Cell['kind'], StylesOfKind>;

/** The looks of cells. One look is one object, so that a workbook of many cells keeps few styles. */
export class StyleBook {
  readonly #layout: Layout;
  readonly #sheet: SheetLayout;
  readonly #styles = new Map<Place, StylesOfPlace>();

  constructor(layout: Layout, sheet: SheetLayout) {
    this.#layout = layout;
    this.#sheet = sheet;
  }

  /** The look of a cell of that kind, shown in that number format, standing there. */
  styleOf(place: Place, kind: Cell['kind'], numFmt: string | null): Partial<Style> {
    const ofPlace = getOrMake(this.#styles, place, (): StylesOfPlace => new Map());
    const ofKind = getOrMake(ofPlace, kind, (): StylesOfKind => new Map());
    return getOrMake(ofKind, numFmt, () => this.#makeStyle(place, kind, numFmt));
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

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
