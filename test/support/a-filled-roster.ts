import ExcelJS from 'exceljs';
import { writeRosterTemplate } from '../../src/app/roster.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import type { RosterWorkbooks } from '../../src/output/output.ts';

/** Writes the template of a month and fills it in as a head does: these on duty on every working day, by column. */
export async function fillRoster(
  path: string,
  { pack, workbooks, month }: { pack: CompiledPack; workbooks: RosterWorkbooks; month: string },
  logins: Readonly<Record<string, string>>,
  change: (sheet: ExcelJS.Worksheet) => void = () => undefined,
): Promise<string> {
  await writeRosterTemplate({ pack, workbooks }, { month, path });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw new Error('the template has no sheet');
  for (const [column, login] of Object.entries(logins)) {
    sheet.getCell(`${column}3`).value = login;
    for (let row = 5; row <= sheet.rowCount; row += 1) {
      if (!/выходной|day off/.test(sheet.getCell(`B${row}`).text)) {
        sheet.getCell(`${column}${row}`).value = '09:00-18:30 (13:00-14:30)';
      }
    }
  }
  change(sheet);
  await workbook.xlsx.writeFile(path);
  return path;
}
