import ExcelJS from 'exceljs';
import type { Worksheet } from 'exceljs';
import { AppError } from '../../core/app-error.ts';
import type { Chart, ReportModel, Sheet, Table } from '../../core/report/report-model.ts';
import { addExcelTable, rowsOf } from './excel-table.ts';
import { writingOf } from './cell-value.ts';
import type { Writing } from './cell-value.ts';
import { CHART_HEIGHT, CHART_WIDTH, drawChart } from './draw-chart.ts';
import { columnWidths } from './layout.ts';
import type { Layout, SheetLayout } from './layout.ts';
import { headRowOf, worksheetOptions } from './page-setup.ts';
import { plainText, sheetName } from './plain-text.ts';
import { SheetSetter } from './sheet-setter.ts';
import { StreamedParts, waitUntilWritten } from './streamed-parts.ts';
import { StyleBook } from './style-book.ts';

/** With more rows a workbook is written while it is set, as it would not fit in memory. */
const MAX_ROWS_IN_MEMORY = 10_000;
/** Rows to set before what waits to be written is waited for. */
const ROWS_PER_TURN = 500;
const PRODUCER = 'Reglament';
const FIRST_SHEET_IN_VIEW = {
  x: 0,
  y: 0,
  width: 20_000,
  height: 12_000,
  firstSheet: 0,
  activeTab: 0,
  visibility: 'visible',
} as const;

/** A workbook to be made: the model, its looks, and its sheets in order. */
interface Job {
  readonly model: ReportModel;
  readonly layout: Layout;
  readonly writing: Writing;
  readonly sheets: readonly PlacedSheet[];
}

interface PlacedSheet {
  readonly sheet: Sheet;
  readonly layout: SheetLayout;
  readonly name: string;
}

/**
 * Writes the sheets of a report to a file, in the layout's order.
 * @throws AppError `input` when the layout lacks one of them
 */
export async function saveWorkbook(model: ReportModel, layout: Layout, path: string): Promise<void> {
  const job = { model, layout, writing: writingOf(model), sheets: placeSheets(model, layout) };
  const rowCount = job.sheets.reduce((sum, { sheet }) => sum + (sheet.table?.rows.length ?? 0), 0);
  await (rowCount > MAX_ROWS_IN_MEMORY ? streamWorkbook(job, path) : keepWorkbook(job, path));
}

async function keepWorkbook(job: Job, path: string): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  Object.assign(workbook, propertiesOf(job.model));
  workbook.views = [FIRST_SHEET_IN_VIEW];
  for (const placed of job.sheets) {
    const worksheet = workbook.addWorksheet(placed.name, worksheetOptions(job.model, job.layout, placed));
    await setSheet(worksheet, placed, { job, afterRows: () => Promise.resolve() });
    const { table } = placed.sheet;
    if (table !== null) addExcelTable(worksheet, table, headRowOf(placed.sheet));
    if (placed.sheet.chart !== undefined) addChart(workbook, worksheet, placed.sheet.chart);
  }
  await workbook.xlsx.writeFile(path);
}

/** Places the chart a line below what is set. */
function addChart(workbook: ExcelJS.Workbook, worksheet: Worksheet, chart: Chart): void {
  // exceljs knows Node's buffers by an older name.
  const buffer = drawChart(chart) as unknown as ExcelJS.Buffer;
  const picture = workbook.addImage({ buffer, extension: 'png' });
  worksheet.addImage(picture, {
    tl: { col: 0, row: worksheet.rowCount + 1 },
    ext: { width: CHART_WIDTH, height: CHART_HEIGHT },
    editAs: 'oneCell',
  });
}

async function streamWorkbook(job: Job, path: string): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true });
  Object.assign(workbook, propertiesOf(job.model));
  workbook.views = [FIRST_SHEET_IN_VIEW];
  const parts = new StreamedParts(workbook);
  for (const placed of job.sheets) {
    const worksheet = workbook.addWorksheet(placed.name, worksheetOptions(job.model, job.layout, placed));
    await setSheet(worksheet, placed, { job, afterRows: () => waitUntilWritten(worksheet) });
    const { sheet } = placed;
    parts.add(worksheet, {
      ...sheet,
      chart: sheet.chart,
      headRow: headRowOf(sheet),
      rowCount: rowCountOf(sheet),
    });
    worksheet.commit();
  }
  await workbook.commit();
}

function rowCountOf({ above, table, below }: Sheet): number {
  const inTable = table === null ? 0 : 1 + rowsOf(table).length + table.totals.length;
  return above.length + inTable + below.length;
}

async function setSheet(
  worksheet: Worksheet,
  { sheet, layout }: PlacedSheet,
  { job, afterRows }: { readonly job: Job; readonly afterRows: () => Promise<void> },
): Promise<void> {
  const setter = new SheetSetter(worksheet, {
    widths: columnWidths(sheet, layout),
    styles: new StyleBook(job.layout, layout),
    writing: job.writing,
  });
  for (const line of sheet.above) setter.setLine(line);
  if (sheet.table !== null) await setTable(setter, sheet.table, afterRows);
  for (const line of sheet.below) setter.setLine(line);
}

async function setTable(setter: SheetSetter, table: Table, afterRows: () => Promise<void>): Promise<void> {
  setter.setHead(table.columns);
  for (const [index, row] of rowsOf(table).entries()) {
    setter.setRow(row);
    if (index % ROWS_PER_TURN === 0) await afterRows();
  }
  for (const totals of table.totals) setter.setRow(totals, 'total');
}

function placeSheets(model: ReportModel, layout: Layout): readonly PlacedSheet[] {
  const lost = model.sheets.find(({ id }) => layout.sheets.every((each) => each.id !== id));
  if (lost !== undefined) {
    throw new AppError(
      'input',
      `the layout ${model.layout}.yaml says nothing of the sheet "${lost.id}" (${lost.name}) that this report has: add it under sheets`,
    );
  }
  const taken = new Set<string>();
  return layout.sheets.flatMap((each) => {
    const sheets = model.sheets.filter(({ id }) => id === each.id);
    return sheets.map((sheet) => {
      const name = sheetName(sheet.name, taken);
      taken.add(name.toLowerCase());
      return { sheet, layout: each, name };
    });
  });
}

/** The document's properties; its dates are the cut-off, so that they do not tell when the file was made. */
function propertiesOf(model: ReportModel) {
  const date = new Date(model.cutOffAt);
  return {
    creator: PRODUCER,
    lastModifiedBy: PRODUCER,
    created: date,
    modified: date,
    title: plainText(model.title),
    subject: plainText(model.subject),
    keywords: model.keywords,
    language: model.language,
  };
}
