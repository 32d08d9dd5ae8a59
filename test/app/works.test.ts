import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  importWorks,
  listRecordedWorks,
  listWorksVersions,
  writeWorksTemplate,
  type WorksTools,
} from '../../src/app/works.ts';
import { createWorksFiles } from '../../src/output/works-files.ts';
import type { Store } from '../../src/store/store.ts';
import { kyiv } from '../core/works/kyiv-works.ts';
import { ePack } from '../packs/e-qyzmet.ts';
import { kyivPack } from '../packs/kyiv.ts';
import { openTestStore } from '../support/open-test-store.ts';

const files = createWorksFiles(`${import.meta.dirname}/../../report-templates`);
const imported = kyiv('2026-12-01T10:00');

let folder = '';
let store: Store;
let tools: WorksTools;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'works-'));
});
beforeEach(async () => {
  store = await openTestStore();
  tools = { pack: kyivPack(), files, documents: store.documents };
});
afterEach(async () => {
  await store.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The template of December 2026 with these cells filled in. */
async function filledIn(name: string, cells: Readonly<Record<string, string | Date>>): Promise<string> {
  const path = join(folder, name);
  await writeWorksTemplate(tools, { month: '2026-12', path });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  for (const [cell, value] of Object.entries(cells)) {
    const target = workbook.worksheets[0]?.getCell(cell);
    if (target === undefined) throw new Error('the template has no sheet');
    target.value = value;
    if (value instanceof Date) target.numFmt = 'yyyy-mm-dd hh:mm';
  }
  await workbook.xlsx.writeFile(path);
  return path;
}

const first = {
  A4: 'Планові',
  B4: 'Оновлення серверів',
  C4: '2026-12-05 20:00',
  D4: '06.12.2026 02:00',
  E4: 'Олена Ткач',
};

describe('the schedule of works [K 3.2.4]', () => {
  it('comes back from its own template, in local time', async () => {
    const { version, isNew } = await importWorks(tools, {
      path: await filledIn('a.xlsx', first),
      now: imported,
    });

    expect(isNew).toBe(true);
    expect(version).toMatchObject({ version: 1, month: '2026-12', fileName: 'a.xlsx' });
    expect(version.works).toEqual([
      {
        kind: 'planned',
        title: 'Оновлення серверів',
        fromAt: kyiv('2026-12-05T20:00'),
        toAt: kyiv('2026-12-06T02:00'),
        agreedBy: 'Олена Ткач',
        approvedBy: '',
      },
    ]);
  });

  it('reads times that a spreadsheet made dates of', async () => {
    const path = await filledIn('b.xlsx', { ...first, C4: new Date('2026-12-05T20:00:00Z') });

    await expect(importWorks(tools, { path, now: imported })).resolves.toMatchObject({
      version: { works: [{ fromAt: kyiv('2026-12-05T20:00') }] },
    });
  });

  it('is read from YAML as well, and the same file is kept once', async () => {
    const path = join(folder, 'c.yaml');
    writeFileSync(
      path,
      'month: 2026-12\nworks:\n  - { kind: routine, what: Резервні копії, from: 2026-12-07 23:00, to: 2026-12-08 01:00 }\n',
    );
    await importWorks(tools, { path, now: imported });

    expect(await importWorks(tools, { path, now: imported + 1 })).toMatchObject({
      isNew: false,
      version: { version: 1, works: [{ kind: 'routine', fromAt: kyiv('2026-12-07T23:00') }] },
    });
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'another kind',
      { A4: 'Інші' },
      'A4: there is no kind of works "Інші"; there are "Планові", "Регламентні", "Аварійні"',
    ],
    ['no name', { B4: '' }, 'B4: say what the works are'],
    ['no time', { C4: 'ввечері' }, 'C4: "ввечері" is no time; write 2026-12-05 20:00'],
    ['another month', { C4: '2026-11-30 20:00' }, 'C4: works of 2026-12 begin in that month'],
    ['an end before the beginning', { D4: '2026-12-05 19:00' }, 'D4: works end after they begin'],
    [
      'a time of years',
      { D4: '2027-12-05 19:00' },
      'D4: works last 31 days at most; list longer ones in parts',
    ],
    ['no month', { B1: 'грудень' }, 'B1: the month is written YYYY-MM, e.g. 2026-12'],
    [
      'a line twice',
      { A5: first.A4, B5: first.B4, C5: first.C4, D5: first.D4 },
      'B5: these works are listed already',
    ],
  ])('names the cell of %s, and keeps nothing', async (_, cells, message) => {
    const path = await filledIn('wrong.xlsx', { ...first, ...cells });

    await expect(importWorks(tools, { path, now: imported })).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining(message) as unknown,
    });
    expect(await listWorksVersions(store.documents, '2026-12')).toEqual([]);
  });

  it('names the place in YAML', async () => {
    const path = join(folder, 'wrong.yaml');
    writeFileSync(
      path,
      'month: 2026-12\nworks:\n  - { kind: planned, what: x, from: 2026-12-05 20:00, to: later }\n',
    );

    await expect(importWorks(tools, { path, now: imported })).rejects.toThrow(
      'works[0].to: "later" is no time',
    );
    writeFileSync(path, 'month: 2026-12\nworks: [{ kind: planned }]\n');
    await expect(importWorks(tools, { path, now: imported })).rejects.toThrow('works[0].what: ');
  });

  it('refuses a time that the clocks skip', async () => {
    const path = join(folder, 'skipped.yaml');
    writeFileSync(
      path,
      'month: 2027-03\nworks:\n  - { kind: planned, what: x, from: 2027-03-28 03:30, to: 2027-03-28 05:00 }\n',
    );

    await expect(importWorks(tools, { path, now: imported })).rejects.toThrow(
      '"2027-03-28 03:30" does not exist in Europe/Kyiv',
    );
  });

  it('remembers since when a schedule has the works at their times', async () => {
    const moved = { ...first, C4: '2026-12-05 21:00' };
    await importWorks(tools, { path: await filledIn('1.xlsx', first), now: imported });
    await importWorks(tools, {
      path: await filledIn('2.xlsx', { E4: 'Іван Бондар' }),
      now: imported + 1_000,
    });
    expect(await listRecordedWorks(store.documents, '2026-12')).toMatchObject([
      { scheduledAt: imported, agreedBy: 'Іван Бондар' },
    ]);

    await importWorks(tools, { path: await filledIn('3.xlsx', moved), now: imported + 2_000 });
    expect(await listRecordedWorks(store.documents, '2026-12')).toMatchObject([
      { scheduledAt: imported + 2_000 },
    ]);
    expect(await listRecordedWorks(store.documents, '2027-01')).toEqual([]);
  });

  it('is refused where the regulation knows no works', async () => {
    await expect(
      writeWorksTemplate({ ...tools, pack: ePack() }, { month: '2026-12', path: join(folder, 'e.xlsx') }),
    ).rejects.toThrow('the pack e-qyzmet knows no schedule of works');
  });
});
