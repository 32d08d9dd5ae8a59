import ExcelJS from 'exceljs';
import { PROCESSES } from './rebuild-weekly.ts';
import type { RebuiltWeek } from './rebuild-weekly.ts';

/** The page's shares, between 0 and 1; null where a dash stands. */
export interface ReadShares {
  readonly resolved: number | null;
  readonly open: number | null;
  readonly byProcess: Readonly<Record<string, number | null>>;
}

/** Reads the figures of a weekly workbook of Kyiv as whoever opens it sees them. */
export async function readWeekly(path: string): Promise<RebuiltWeek & { readonly shares: ReadShares }> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const [page, list] = workbook.worksheets;
  if (page === undefined || list === undefined) throw new Error(`${path} lacks its first two sheets`);
  const rows = new Map<string, ExcelJS.Row>();
  page.eachRow((row) => rows.set(row.getCell(1).text, row));
  const rowOf = (label: string): ExcelJS.Row => {
    const row = rows.get(label);
    if (row === undefined) throw new Error(`${path} has no line "${label}"`);
    return row;
  };
  const numberOf = (label: string): number => Number(rowOf(label).getCell(2).value);
  const shareOf = (label: string): number | null => {
    const { value } = rowOf(label).getCell(3);
    return typeof value === 'number' ? value : null;
  };
  const names = [...Object.values(PROCESSES), 'Інше'];
  const open = numberOf('Відкриті звернення на поточну добу:');
  const openByProcess = Object.fromEntries(names.map((name) => [name, numbersOf(list, name)]));
  for (const name of names) {
    if (numberOf(`${name}:`) !== openByProcess[name]?.length)
      throw new Error(`${path}: page and list differ on ${name}`);
  }
  return {
    received: numberOf('Надійшло звернень:'),
    carriedOver: numberOf('Перехідні з попередніх періодів:'),
    resolved: numberOf('Вирішено:'),
    open,
    openByProcess,
    shares: {
      resolved: shareOf('Вирішено:'),
      open: shareOf('Відкриті звернення на поточну добу:'),
      byProcess: Object.fromEntries(names.map((name) => [name, shareOf(`${name}:`)])),
    },
  };
}

function numbersOf(list: ExcelJS.Worksheet, process: string): readonly string[] {
  const numbers: string[] = [];
  list.eachRow((row) => {
    if (row.getCell(1).text === process) numbers.push(row.getCell(2).text);
  });
  return numbers.sort();
}
