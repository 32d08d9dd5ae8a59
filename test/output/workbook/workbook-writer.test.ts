import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLayout } from '../../../src/output/workbook/layout.ts';
import { createWorkbookWriter } from '../../../src/output/workbook/workbook-writer.ts';
import type { Annex } from '../../../src/core/regulation/schema/report.ts';
import type { ReportModel, Sheet } from '../../../src/core/report/report-model.ts';
import { aChart, aReportModel, aTableSheet } from '../../support/a-report-model.ts';
import { problemsOf } from '../../support/workbook/check-package.ts';
import { openPackage } from '../../support/workbook/open-package.ts';
import { findAll } from '../../support/workbook/xml.ts';

/** Every kind of annex there is: the type lets none be forgotten. */
const annexKinds: Readonly<Record<Annex['kind'], true>> = {
  compliance: true,
  breaches: true,
  violations: true,
  notices: true,
  ageing: true,
  apart: true,
  journal: true,
  postponements: true,
  'queue-jumps': true,
  works: true,
  trend: true,
  tally: true,
  durations: true,
  clauses: true,
  additions: true,
  attested: true,
};
const templates = fileURLToPath(new URL('../../../report-templates', import.meta.url));
const writer = createWorkbookWriter(templates);
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbook-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function writeToBuffer(model: ReportModel, name = 'report'): Promise<Buffer> {
  const path = join(folder, `${name}.xlsx`);
  await writer.write(model, path);
  return readFileSync(path);
}

async function readBack(model: ReportModel): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await writeToBuffer(model, 'read-back');
  await workbook.xlsx.readFile(join(folder, 'read-back.xlsx'));
  return workbook;
}

describe('createWorkbookWriter', () => {
  it.each([0, 1, 500, 10_001])(
    'writes a package that Excel opens without repair, with %i rows',
    async (rows) => {
      const book = openPackage(await writeToBuffer(aReportModel(aTableSheet(rows))));
      expect(problemsOf(book)).toEqual([]);
      expect(book.sheets.map(({ name }) => name)).toEqual(['Звіт', 'Відкриті звернення']);
    },
  );

  it('streams real tables and the picture as well, where a workbook is too large for memory', async () => {
    const sheet: Sheet = { ...aTableSheet(10_001), chart: aChart };
    const trend: Sheet = { ...aTableSheet(2), id: 'trend', name: 'Динаміка "&<', chart: aChart };
    const second = { ...trend, table: { ...trend.table!, id: 'Trend' } };
    const book = openPackage(await writeToBuffer(aReportModel(sheet, second)));
    expect(problemsOf(book)).toEqual([]);
    const tables = book.sheets.map((each) => each.tables.map(({ attributes }) => attributes['ref']));
    expect(tables).toEqual([[], ['A3:E10004'], ['A3:E5']]);
    const pictures = book.entries.filter(({ name }) => name.endsWith('.png'));
    expect(pictures).toHaveLength(2);
    const rows = book.entries
      .filter(({ name }) => /drawings\/drawing\d+\.xml$/.test(name))
      .map(({ content }) => /<xdr:row>(\d+)/.exec(content.toString())?.[1]);
    expect(rows).toEqual(['10005', '6']);
  });

  it.each([3, 10_001])('gives the same bytes for the same report, with %i rows', async (rows) => {
    const first = await writeToBuffer(aReportModel(aTableSheet(rows)));
    const second = await writeToBuffer(aReportModel(aTableSheet(rows)));
    expect(second.equals(first)).toBe(true);
  });

  it('dates the document and its parts by the cut-off and by nothing else', async () => {
    const book = openPackage(await writeToBuffer(aReportModel(aTableSheet(1))));
    const dates = ['dcterms:created', 'dcterms:modified'].map(
      (name) => findAll(book.xmlOf('docProps/core.xml'), name)[0]?.text,
    );
    expect(dates).toEqual(['2026-11-20T14:00:00Z', '2026-11-20T14:00:00Z']);
    expect(new Set(book.entries.map(({ dosDate }) => dosDate)).size).toBe(1);
  });

  it('holds real numbers and local dates, shown as the language writes them', async () => {
    const workbook = await readBack(aReportModel(aTableSheet(2)));
    const [page, list] = workbook.worksheets;
    expect(page?.getCell('B2').value).toBe(12);
    expect(page?.getCell('B2').numFmt).toBe('[$-422]#,##0" звернень,"');
    expect(page?.getCell('C2').value).toBe(0.4);
    expect(page?.getCell('B3').numFmt).toBe('[$-422]"("#,##0")"');
    expect(page?.getCell('C3').value).toBe('—');
    expect(list?.getCell('B4').value).toBe(41_001);
    expect(list?.getCell('C4').value).toEqual(new Date('2026-11-17T11:00:00Z'));
    expect(list?.getCell('C4').numFmt).toBe('dd.mm.yyyy hh:mm');
    expect(list?.getCell('E5').value).toBe(0.03);
  });

  it('fits the page on one A4 sheet, and a list to its width with its head repeated and in sight', async () => {
    const [page, list] = (await readBack(aReportModel(aTableSheet(2)))).worksheets;
    expect(page?.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'portrait',
      fitToWidth: 1,
      fitToHeight: 1,
    });
    expect(list?.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
    });
    expect(list?.pageSetup.printTitlesRow).toBe('3:3');
    expect(list?.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
    expect(list?.headerFooter.oddFooter).toBe(
      '&L&"Times New Roman,Regular"&9Станом на 20.11.2026 16:00 && (Europe/Kyiv)&R&"Times New Roman,Regular"&9Сторінка &P з &N',
    );
  });

  it.each(['=1+1', '+380', '-5', '@cmd', '\tx', '\rx'])('neutralises the text %j', async (hostile) => {
    const [, list] = (await readBack(aReportModel(aTableSheet(1, () => hostile)))).worksheets;
    expect(list?.getCell('A4').value).toBe(`'${hostile.replace('\r', '\n')}`);
  });

  it('takes long texts, emoji, half characters and control characters', async () => {
    const texts = ['я'.repeat(40_000), '😀'.repeat(20_000), '\ud83d', 'a\u0000b\u0008c', ']]> & <b>"'];
    const file = await writeToBuffer(aReportModel(aTableSheet(texts.length, (index) => texts[index]!)));
    const book = openPackage(file);
    expect(problemsOf(book)).toEqual([]);
    expect(book.sharedStrings).toContain(']]> & <b>"');
    expect(book.sharedStrings).toContain('a\ufffdb\ufffdc');
  });

  it('gives a row the height of its words, also where one of them fills a line to its end', async () => {
    const sheet = aTableSheet(60, (index) => `${'ї'.repeat(index + 1)} далі`);
    const rows = (await readBack(aReportModel(sheet))).worksheets[1];
    const heights = Array.from({ length: 60 }, (_, index) => rows?.getRow(index + 4).height ?? 0);
    expect(heights).toEqual(heights.toSorted((one, other) => one - other));
    expect(new Set(heights).size).toBeGreaterThan(2);
  });

  it('keeps sheet names short, allowed and apart', async () => {
    const sheets = ['Дуже довга назва аркуша звіту про звернення', "Зві'т: [1/2]"].map((name, index) => ({
      ...aTableSheet(1),
      id: ['open', 'method'][index]!,
      name,
      table: null,
    }));
    const book = openPackage(await writeToBuffer(aReportModel(...sheets)));
    expect(problemsOf(book)).toEqual([]);
    expect(book.sheets.map(({ name }) => name)).toEqual([
      'Звіт',
      'Дуже довга назва аркуша звіту п',
      'Зві’т   1 2',
    ]);
  });

  it('leaves an older file alone, and nothing half-written, when it cannot finish', async () => {
    const path = join(folder, 'kept.xlsx');
    writeFileSync(path, 'older');
    await expect(writer.write(aReportModel(), join(path, 'below-a-file.xlsx'))).rejects.toMatchObject({
      code: 'outside',
    });
    expect(readFileSync(path, 'utf8')).toBe('older');
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('names a layout that is not there', async () => {
    const model = { ...aReportModel(), layout: 'nowhere' };
    await expect(writer.write(model, join(folder, 'x.xlsx'))).rejects.toThrow(
      'no report template nowhere.yaml',
    );
  });

  it('refuses a sheet that the layout lacks, naming both: no sheet is lost', async () => {
    const sheet = { ...aTableSheet(1), id: 'proposals', name: 'Пропозиції' };
    const written = writer.write(aReportModel(sheet), join(folder, 'lost.xlsx'));
    await expect(written).rejects.toMatchObject({ code: 'input' });
    await expect(written).rejects.toThrow(
      'the layout weekly-report.yaml says nothing of the sheet "proposals" (Пропозиції)',
    );
    expect(readdirSync(folder).filter((name) => name.includes('lost'))).toEqual([]);
  });

  it.each(['weekly-report', 'workbook'])('has looks for whatever a report may show: %s', async (name) => {
    const { sheets } = await readLayout(templates, name);
    expect(sheets.map(({ id }) => id).sort()).toEqual(
      ['summary', 'open', 'method', ...Object.keys(annexKinds)].sort(),
    );
  });
});
