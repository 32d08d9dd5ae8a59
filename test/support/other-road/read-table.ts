import ExcelJS from 'exceljs';

/** A row of a workbook's table: head → what stands under it; dates as ISO text, nothing as null. */
export type TableRow = Readonly<Record<string, string | number | null>>;

/** Reads the tables of a workbook as whoever opens it sees them: the head is what stays in view. Totals come last. */
export async function readTables(path: string): Promise<(sheet: string) => readonly TableRow[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  return (name) => {
    const sheet = workbook.getWorksheet(name);
    if (sheet === undefined) throw new Error(`${path} has no sheet ${name}`);
    const [view] = sheet.views;
    const headRow = view?.state === 'frozen' ? (view.ySplit ?? 0) : 0;
    const heads: string[] = [];
    sheet.getRow(headRow).eachCell((cell) => heads.push(cell.text));
    const rows: TableRow[] = [];
    sheet.eachRow((row, number) => {
      if (number <= headRow) return;
      rows.push(Object.fromEntries(heads.map((head, index) => [head, valueOf(row.getCell(index + 1))])));
    });
    return rows;
  };
}

const EXCEL_EPOCH = Date.parse('1899-12-30T00:00:00Z');

function valueOf(cell: ExcelJS.Cell): string | number | null {
  const { value } = cell;
  // exceljs leaves the format of a plain cell out, whatever its types say.
  const isDuration = ((cell.numFmt as string | undefined) ?? '').includes('[h]');
  if (value instanceof Date) {
    // A duration is a share of a day, which exceljs takes for an instant.
    return isDuration ? value.getTime() - EXCEL_EPOCH : value.toISOString();
  }
  if (isDuration && typeof value === 'number') return Math.round(value * 86_400_000);
  return typeof value === 'number' ? value : cell.text === '' ? null : cell.text;
}

/** An instant that a cell shows, as a clock on the wall there would. */
export function minuteIn(cell: string | number | null | undefined): string {
  return String(cell).slice(0, 16).replace('T', ' ');
}

/** As cells show hours. */
export function toHundredths(hours: number): number {
  return Math.round(hours * 100) / 100;
}
