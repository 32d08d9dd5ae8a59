import type { AddWorksheetOptions } from 'exceljs';
import type { ReportModel, Sheet } from '../../core/report/report-model.ts';
import type { Layout, SheetLayout } from './layout.ts';

const CM_PER_INCH = 2.54;
/** The number of the paper in the file format. */
const A4 = 9;
const FOOTER_MARGIN_INCHES = 0.3;
const FOOTER_SIZE = 9;

/** The row of the table's head: the lines above it stand first. */
export function headRowOf(sheet: Sheet): number {
  return sheet.above.length + 1;
}

/** Page, view and footer of a sheet. The head of a table stays in sight and is repeated on every page. */
export function worksheetOptions(
  model: ReportModel,
  layout: Layout,
  placed: { readonly sheet: Sheet; readonly layout: SheetLayout },
): Partial<AddWorksheetOptions> {
  const { table } = placed.sheet;
  const head = headRowOf(placed.sheet);
  return {
    pageSetup: {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- a const enum has no values at run time
      paperSize: A4,
      orientation: placed.layout.orientation,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: placed.layout.fit === 'page' ? 1 : 0,
      margins: marginsInInches(layout),
      ...(table === null ? {} : { printTitlesRow: `${head}:${head}` }),
    },
    headerFooter: { oddFooter: footerOf(model, layout) },
    views: [
      table === null
        ? { state: 'normal', showGridLines: false }
        : { state: 'frozen', ySplit: head, showGridLines: false },
    ],
  };
}

function marginsInInches({ margins }: Layout) {
  return {
    left: margins.left / CM_PER_INCH,
    right: margins.right / CM_PER_INCH,
    top: margins.top / CM_PER_INCH,
    bottom: margins.bottom / CM_PER_INCH,
    header: FOOTER_MARGIN_INCHES,
    footer: FOOTER_MARGIN_INCHES,
  };
}

function footerOf({ footer }: ReportModel, { font }: Layout): string {
  const style = `&"${font.name},Regular"&${FOOTER_SIZE}`;
  return `&L${style}${footerText(footer.left)}&R${style}${footerText(footer.right)}`;
}

/** In footers `&` begins a code, and a digit would be read as part of the size before it. */
function footerText(words: string): string {
  const text = words.replaceAll('&', '&&').replace('{page}', '&P').replace('{pages}', '&N');
  return /^\d/.test(text) ? ` ${text}` : text;
}
