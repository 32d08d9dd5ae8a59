import type { DocumentTable } from '../../core/document/document-model.ts';
import { columnShares } from './column-shares.ts';
import { wordText } from './word-text.ts';

/** The style of the template that tables are set in: an operator changes it in Word. */
const TABLE_STYLE = 'ReglamentTable';
/** Of the page between its margins, in fiftieths of a per cent. */
const WHOLE_WIDTH = 5_000;
/** Between the margins of an A4 page, in twentieths of a point. */
const PAGE_WIDTH = 9_350;
const HEAD_FILL = 'E6E6E6';
/** The paragraph style of the template for texts in tables. */
const CELL_STYLE = 'Small';

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** A table in WordprocessingML: its heads are repeated on every page, every text is a text. */
export function wordTable(table: DocumentTable): string {
  const { heads, rows } = table;
  const widths = columnShares(table).map((share) => Math.round((PAGE_WIDTH * share) / 100));
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const cellOf =
    (cellProperties: string, runProperties: string) =>
    (text: string, column: number): string =>
      `<w:tc><w:tcPr><w:tcW w:w="${widths[column] ?? 0}" w:type="dxa"/>${cellProperties}</w:tcPr>${paragraph(text, runProperties)}</w:tc>`;
  const headCell = cellOf(
    `<w:shd w:val="clear" w:color="auto" w:fill="${HEAD_FILL}"/>`,
    '<w:rPr><w:b/></w:rPr>',
  );
  const cell = cellOf('', '');
  const head = `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${heads.map(headCell).join('')}</w:tr>`;
  const body = rows.map((cells) => `<w:tr>${cells.map(cell).join('')}</w:tr>`).join('');
  return `<w:tbl><w:tblPr><w:tblStyle w:val="${TABLE_STYLE}"/><w:tblW w:w="${WHOLE_WIDTH}" w:type="pct"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${head}${body}</w:tbl>`;
}

function paragraph(text: string, runProperties: string): string {
  const lines = wordText(text)
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escape(line)}</w:t>`);
  return `<w:p><w:pPr><w:pStyle w:val="${CELL_STYLE}"/></w:pPr><w:r>${runProperties}${lines.join('<w:br/>')}</w:r></w:p>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => MARKUP[character] ?? character);
}
