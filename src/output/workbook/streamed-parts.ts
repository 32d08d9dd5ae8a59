import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type ExcelJS from 'exceljs';
import type { Chart, Table } from '../../core/report/report-model.ts';
import { CHART_HEIGHT, CHART_WIDTH, drawChart } from './draw-chart.ts';
import { TABLE_THEME, tableRange } from './excel-table.ts';
import { headName } from './plain-text.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const CONTENT_TYPES = '[Content_Types].xml';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const SPREADSHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const TYPES = {
  table: 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml',
  drawing: 'application/vnd.openxmlformats-officedocument.drawing+xml',
};
/** Units of the format per pixel of 1/96 inch. */
const EMU_PER_PIXEL = 9525;

/** What exceljs's streaming writers have but do not declare: it streams sheets, yet knows no tables or pictures there. */
interface BookStream {
  readonly zip: Zip;
  readonly media: readonly { readonly name: string }[];
}
interface Zip {
  append(source: unknown, options: { readonly name: string }): unknown;
}
interface SheetStream {
  readonly id: number;
  readonly stream: { write(text: string): unknown; readonly pipes: readonly Writable[] };
  readonly _sheetRelsWriter: {
    addRelationship(relationship: { readonly Type: string; readonly Target: string }): string;
  };
  /** Called right before the sheet ends, where drawings and tables belong. */
  _writeLegacyData(): void;
}

/** Waits until the file has taken over what was set of a streamed sheet: the library lets it pile up in memory. */
export async function waitUntilWritten(worksheet: ExcelJS.Worksheet): Promise<void> {
  for (const pipe of (worksheet as unknown as SheetStream).stream.pipes) {
    if (pipe.writableNeedDrain) await once(pipe, 'drain');
  }
}

/** What a streamed sheet gets beside its cells. */
export interface SheetParts {
  readonly table: Table | null;
  readonly headRow: number;
  readonly chart: Chart | undefined;
  /** The sheet's rows, all lines included. */
  readonly rowCount: number;
}

/** Adds to a workbook that is streamed what the library cannot stream: real tables and pictures. */
export class StreamedParts {
  readonly #workbook: ExcelJS.stream.xlsx.WorkbookWriter;
  readonly #zip: Zip;
  readonly #overrides: string[] = [];
  #tables = 0;
  #drawings = 0;

  constructor(workbook: ExcelJS.stream.xlsx.WorkbookWriter) {
    this.#workbook = workbook;
    this.#zip = (workbook as unknown as BookStream).zip;
    const append = this.#zip.append.bind(this.#zip);
    this.#zip.append = (source, options) =>
      append(options.name === CONTENT_TYPES ? this.#withOwnTypes(String(source)) : source, options);
  }

  /** To be called before the worksheet is committed. */
  add(worksheet: ExcelJS.Worksheet, parts: SheetParts): void {
    const sheet = worksheet as unknown as SheetStream;
    sheet._writeLegacyData = () => {
      if (parts.chart !== undefined) sheet.stream.write(this.#drawingOf(sheet, parts.chart, parts.rowCount));
      if (parts.table !== null) sheet.stream.write(this.#tableOf(sheet, parts.table, parts.headRow));
    };
  }

  #tableOf(sheet: SheetStream, table: Table, headRow: number): string {
    this.#tables += 1;
    const part = `tables/table${this.#tables}.xml`;
    this.#addPart(part, tableXml(table, { id: this.#tables, ref: tableRange(table, headRow) }), TYPES.table);
    const relation = { Type: `${RELATIONSHIPS}/table`, Target: `../${part}` };
    const id = sheet._sheetRelsWriter.addRelationship(relation);
    return `<tableParts count="1"><tablePart r:id="${id}"/></tableParts>`;
  }

  /** Places the chart a line below what is set. */
  #drawingOf(sheet: SheetStream, chart: Chart, rowCount: number): string {
    this.#drawings += 1;
    const name = `drawing${this.#drawings}.xml`;
    // exceljs knows Node's buffers by an older name.
    const buffer = drawChart(chart) as unknown as ExcelJS.Buffer;
    const picture = this.#workbook.addImage({ buffer, extension: 'png' });
    const image = (this.#workbook as unknown as BookStream).media[picture]?.name ?? '';
    this.#addPart(`drawings/${name}`, drawingXml(chart, rowCount + 1), TYPES.drawing);
    this.#zip.append(
      `${XML}<Relationships xmlns="${PACKAGE_RELATIONSHIPS}"><Relationship Id="rId1" Type="${RELATIONSHIPS}/image" Target="../media/${image}"/></Relationships>`,
      { name: `xl/drawings/_rels/${name}.rels` },
    );
    const relation = { Type: `${RELATIONSHIPS}/drawing`, Target: `../drawings/${name}` };
    return `<drawing r:id="${sheet._sheetRelsWriter.addRelationship(relation)}"/>`;
  }

  #addPart(part: string, xml: string, type: string): void {
    this.#overrides.push(`<Override PartName="/xl/${part}" ContentType="${type}"/>`);
    this.#zip.append(xml, { name: `xl/${part}` });
  }

  #withOwnTypes(xml: string): string {
    return xml.replace('</Types>', `${this.#overrides.join('')}</Types>`);
  }
}

function tableXml(table: Table, { id, ref }: { readonly id: number; readonly ref: string }): string {
  const columns = table.columns.map(
    ({ head }, index) => `<tableColumn id="${index + 1}" name="${escapeXml(headName(head))}"/>`,
  );
  return `${XML}<table xmlns="${SPREADSHEET}" id="${id}" name="${table.id}" displayName="${table.id}" ref="${ref}" totalsRowShown="0"><autoFilter ref="${ref}"/><tableColumns count="${columns.length}">${columns.join('')}</tableColumns><tableStyleInfo name="${TABLE_THEME}" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`;
}

function drawingXml({ title }: Chart, row: number): string {
  const [width, height] = [CHART_WIDTH * EMU_PER_PIXEL, CHART_HEIGHT * EMU_PER_PIXEL];
  return `${XML}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main"><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="${width}" cy="${height}"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="Picture 1" descr="${escapeXml(title)}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="${RELATIONSHIPS}" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
