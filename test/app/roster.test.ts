import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type ExcelJS from 'exceljs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importRoster, listRosterVersions, printRoster, writeRosterTemplate } from '../../src/app/roster.ts';
import { monthAt } from '../../src/core/roster/roster-grid.ts';
import { createRosterWorkbooks } from '../../src/output/roster-workbook.ts';
import type { Store } from '../../src/store/store.ts';
import { ePack } from '../packs/e-qyzmet.ts';
import { fillRoster } from '../support/a-filled-roster.ts';
import { openTestStore } from '../support/open-test-store.ts';

const workbooks = createRosterWorkbooks(fileURLToPath(new URL('../../report-templates', import.meta.url)));
const pack = ePack();
const now = Date.parse('2026-12-01T04:00:00Z');

let folder = '';
let store: Store;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'roster-'));
});
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(async () => {
  await store.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The template of December 2026 as a head fills it in; `change` is the last hand on the sheet. */
function filledIn(name: string, change?: (sheet: ExcelJS.Worksheet) => void) {
  const logins = { C: 'aigul@support.example', G: 'daniyar@support.example' };
  return fillRoster(join(folder, name), { pack, workbooks, month: '2026-12' }, logins, change);
}

const importing = (path: string, approvedBy = 'А. Руководитель') =>
  importRoster({ pack, workbooks, documents: store.documents }, { path, approvedBy, now });

describe('the roster of duty [E 5.6, E 7]', () => {
  it('comes back from its own template, with who approved it', async () => {
    const { version, isNew } = await importing(await filledIn('december.xlsx'));

    expect(isNew).toBe(true);
    expect(version).toMatchObject({ version: 1, approvedBy: 'А. Руководитель', fileName: 'december.xlsx' });
    // December 2026 has 23 weekdays, of which the 16th is Independence Day; two consultants.
    expect(version.roster.shifts).toHaveLength(44);
    expect(version.roster.shifts[0]).toMatchObject({ on: '2026-12-01', groupId: 'line-1', fromMinutes: 540 });
  });

  it('offers columns for both lines, none for the developers', async () => {
    const path = join(folder, 'lines.xlsx');
    await writeRosterTemplate({ pack, workbooks }, { month: '2026-12', path });
    const { grid } = await workbooks.read(path);

    expect([...new Set(grid[3]?.slice(2))]).toEqual(['1 линия поддержки', '2 линия поддержки']);
  });

  it('keeps every version and knows the same file again', async () => {
    const first = await filledIn('first.xlsx');
    const second = await filledIn('second.xlsx', (sheet) => {
      sheet.getCell('C5').value = '09:00-13:00';
    });
    await importing(first);
    await importing(second);
    const again = await importing(second);

    expect(again).toMatchObject({ isNew: false, version: { version: 2 } });
    const versions = await listRosterVersions(store.documents, '2026-12');
    expect(versions.map(({ version, fileName }) => [version, fileName])).toEqual([
      [1, 'first.xlsx'],
      [2, 'second.xlsx'],
    ]);
    expect(await listRosterVersions(store.documents, '2027-01')).toEqual([]);
  });

  it('is printed on one page that says who approved it, and reads back the same', async () => {
    const { version } = await importing(await filledIn('december.xlsx'));
    const path = join(folder, 'page.xlsx');
    await printRoster({ pack, workbooks, documents: store.documents }, { month: '2026-12', path });
    const again = await importing(path, 'Another');

    expect((await workbooks.read(path)).grid[1]?.[0]).toBe('Утвердил: А. Руководитель. Версия 1.');
    expect(again.version.roster).toEqual(version.roster);
    await expect(
      printRoster({ pack, workbooks, documents: store.documents }, { month: '2027-01', path }),
    ).rejects.toThrow('no roster of 2027-01 was imported');
  });

  it('is refused whole, naming the cells, and nothing is kept', async () => {
    const path = await filledIn('wrong.xlsx', (sheet) => {
      sheet.getCell('C5').value = 'с девяти до шести';
      sheet.getCell('G6').value = '10:00-09:00';
    });

    await expect(importing(path)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(/C5: "с девяти до шести" is no shift[^]*G6: "10:00-09:00" does not end/),
    });
    expect(await listRosterVersions(store.documents, '2026-12')).toEqual([]);
  });

  it('reads days that a spreadsheet made dates of', async () => {
    const path = await filledIn('dates.xlsx', (sheet) => {
      sheet.getCell('A5').value = new Date('2026-12-01T00:00:00Z');
      sheet.getCell('A5').numFmt = 'yyyy-mm-dd';
    });

    await expect(importing(path)).resolves.toMatchObject({ isNew: true });
  });

  it.each([
    ['a missing file', 'nowhere.xlsx', null, /cannot be read/],
    ['what is no workbook', 'text.xlsx', 'not a zip', /is no Excel workbook/],
    [
      'a file too large for a roster',
      'large.xlsx',
      'x'.repeat(200_001),
      /200001 bytes; a roster has at most/,
    ],
  ])('refuses %s', async (_, name, content, message) => {
    const path = join(folder, name);
    if (content !== null) writeFileSync(path, content);

    await expect(importing(path)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(message),
    });
  });

  it('refuses a sheet with more rows than a month can have', async () => {
    const path = await filledIn('long.xlsx', (sheet) => {
      sheet.getCell('A900').value = 'x';
    });

    await expect(importing(path)).rejects.toThrow(/900 rows and \d+ columns are too many/);
  });

  it('refuses a template of what is no month', async () => {
    await expect(
      writeRosterTemplate({ pack, workbooks }, { month: 'декабрь', path: join(folder, 'x.xlsx') }),
    ).rejects.toThrow('"декабрь" is no month; write YYYY-MM, e.g. 2026-12');
  });

  it('takes the month from the clock of the regulation', () => {
    expect(monthAt(Date.parse('2026-11-30T19:30:00Z'), pack.manifest.zone)).toBe('2026-12');
  });
});
