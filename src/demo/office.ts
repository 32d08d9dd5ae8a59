import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { DateTime } from 'luxon';
import { stringify } from 'yaml';
import type { Installation } from '../app/installation.ts';
import { importRoster, writeRosterTemplate } from '../app/roster.ts';
import { importWorks } from '../app/works.ts';
import { localize } from '../core/regulation/localize.ts';
import { daysOfMonth, rosterPlaces } from '../core/roster/roster-grid.ts';
import { usualShift } from '../core/roster/usual-shift.ts';
import type { Store } from '../store/store.ts';
import { listAgents } from './cast.ts';
import { phrasesFor } from './phrases-for.ts';

/** What the people of the demo's office do beside the helpdesk, and where their files lie. */
export interface Office {
  readonly installation: Installation;
  readonly store: Store;
  readonly folder: string;
}

/** A head fills in the roster of a month and has it approved, where the regulation has one. */
export async function approveRoster({ installation, store, folder }: Office, month: string): Promise<void> {
  const { pack, rosters: workbooks, clock } = installation;
  if (pack.desk.roster === undefined) return;
  const path = join(folder, `roster-${month}.xlsx`);
  await writeRosterTemplate({ pack, workbooks }, { month, path });
  await fillInRoster(path, month, installation);
  const approver = pack.overlay.values['roster-approver'];
  const approvedBy = typeof approver === 'string' ? approver : 'the head';
  await importRoster({ pack, workbooks, documents: store.documents }, { path, approvedBy, now: clock.now() });
}

/** Every agent of a line has a column; they take turns, day by day. */
async function fillInRoster(path: string, month: string, { pack }: Installation): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const sheet = workbook.worksheets[0];
  if (sheet === undefined) throw new Error(`${path} has no sheet`);
  const { loginRow, firstDayRow } = rosterPlaces;
  const { defaultCalendar, manifest } = pack;
  const days = daysOfMonth(month);
  const shift = usualShift(defaultCalendar.definition, days);
  const language = manifest.languages[0] ?? 'en';
  for (const [group, { label }] of pack.groups) {
    const agents = listAgents(pack).filter((agent) => agent.group === group && !agent.isLead);
    const columns = columnsOf(sheet, localize(label, language)).slice(0, agents.length);
    columns.forEach((column, turn) => {
      sheet.getCell(loginRow + 1, column).value = agents[turn]?.login ?? '';
      days.forEach((on, index) => {
        const midnight = DateTime.fromISO(on, { zone: manifest.zone });
        const isOpen =
          defaultCalendar.between(midnight.toMillis(), midnight.plus({ days: 1 }).toMillis()) > 0;
        if (isOpen && index % columns.length === turn) {
          sheet.getCell(firstDayRow + 1 + index, column).value = shift;
        }
      });
    });
  }
  await workbook.xlsx.writeFile(path);
}

/** The columns under a line's label. */
function columnsOf(sheet: ExcelJS.Worksheet, label: string): readonly number[] {
  const row = sheet.getRow(rosterPlaces.lineRow + 1);
  const found: number[] = [];
  for (let column = rosterPlaces.firstConsultantColumn + 1; column <= sheet.columnCount; column += 1) {
    if (row.getCell(column).text === label) found.push(column);
  }
  return found;
}

/** The developer's schedule of works, where the regulation has one: one at night as it should be, one by day. */
export async function scheduleWorks({ installation, store, folder }: Office, fromAt: number): Promise<void> {
  const { pack, works: files, clock } = installation;
  const kind = pack.desk.works?.kinds[0];
  if (kind === undefined) return;
  const { zone, languages } = pack.manifest;
  const monday = DateTime.fromMillis(fromAt, { zone }).plus({ days: 4 }).startOf('day');
  const month = monday.toFormat('yyyy-MM');
  const at = (days: number, hours: number): string =>
    monday.plus({ days, hours }).toFormat('yyyy-MM-dd HH:mm');
  const label = localize(kind.label, languages[0] ?? 'en');
  const [first = '', second = ''] = phrasesFor(pack).works;
  const works = [
    { kind: label, what: first, from: at(0, 20), to: at(0, 23) },
    { kind: label, what: second, from: at(1, 12), to: at(1, 14) },
  ];
  const path = join(folder, `works-${month}.yaml`);
  await writeFile(path, stringify({ month, works }));
  await importWorks({ pack, files, documents: store.documents }, { path, now: clock.now() });
}
