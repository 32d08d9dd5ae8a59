import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkbookWriter } from '../../../src/output/workbook/workbook-writer.ts';
import { aChart, aReportModel, aTableSheet } from '../../support/a-report-model.ts';
import { problemsOf } from '../../support/workbook/check-package.ts';
import { openParts } from '../../support/workbook/open-package.ts';
import { readZip } from '../../support/workbook/read-zip.ts';
import type { ZipEntry } from '../../support/workbook/read-zip.ts';

const templates = fileURLToPath(new URL('../../../report-templates', import.meta.url));
let folder = '';
let parts: readonly ZipEntry[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  const path = join(folder, 'sound.xlsx');
  await createWorkbookWriter(templates).write(aReportModel({ ...aTableSheet(3), chart: aChart }), path);
  parts = readZip(readFileSync(path));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Replaces in bytes, each as a letter, so that pictures stay what they are. */
function spoil(content: Buffer, before: string | RegExp, after: string): string {
  const asBytes = (text: string): string => Buffer.from(text).toString('latin1');
  const wanted =
    typeof before === 'string' ? asBytes(before) : new RegExp(asBytes(before.source), before.flags);
  return content.toString('latin1').replace(wanted, asBytes(after));
}

describe('problemsOf', () => {
  it.each([
    ['a wrong active pane', 'xl/worksheets/sheet2.xml', /bottomLeft/g, 'topRight'],
    ['elements out of order', 'xl/worksheets/sheet2.xml', /(<pageMargins[^>]*>)(<pageSetup[^>]*>)/, '$2$1'],
    [
      'a filter beside a table',
      'xl/worksheets/sheet2.xml',
      '<mergeCells',
      '<autoFilter ref="A3:E6"/><mergeCells',
    ],
    ['a style that is not there', 'xl/worksheets/sheet1.xml', / s="\d+"/, ' s="999"'],
    ['text for a number', 'xl/worksheets/sheet1.xml', '<v>12</v>', '<v>12 звернень</v>'],
    [
      'a table part that is not referred to',
      'xl/worksheets/_rels/sheet2.xml.rels',
      'table1.xml',
      'table9.xml',
    ],
    ['a column that is not its head', 'xl/tables/table1.xml', 'name="Номер"', 'name="Номер 2"'],
    ['a table over merged cells', 'xl/tables/table1.xml', /A3:E6/g, 'A2:E6'],
    ['a part without a type', '[Content_Types].xml', /<Override PartName="\/xl\/tables[^>]*>/, ''],
    ['a name for a sheet that is not there', 'xl/workbook.xml', 'localSheetId="1"', 'localSheetId="7"'],
    ['a picture that is not there', 'xl/drawings/_rels/drawing1.xml.rels', 'image1.png', 'image7.png'],
    ['a picture that is none', 'xl/media/image1.png', 'PNG', 'GNP'],
    ['a picture outside the sheet', 'xl/drawings/drawing1.xml', '<xdr:col>0<', '<xdr:col>-1<'],
    ['a picture without size', 'xl/drawings/drawing1.xml', /cx="\d+" cy/, 'cx="0" cy'],
    ['a control character', 'xl/sharedStrings.xml', 'Авторизація', 'Автор\u0001изація'],
    ['a control character by reference', 'xl/sharedStrings.xml', 'Авторизація', 'Автор&#x1;изація'],
    ['a font that is not there', 'xl/styles.xml', /fontId="1"/, 'fontId="99"'],
    ['a number format without its end', 'xl/styles.xml', 'звернень,&quot;', 'звернень,'],
    ['a wrong count of looks', 'xl/styles.xml', /<cellXfs count="\d+"/, '<cellXfs count="1"'],
    ['columns that no sheet has', 'xl/worksheets/sheet2.xml', / max="\d+"/, ' max="99999"'],
    ['cells out of place', 'xl/worksheets/sheet2.xml', 'r="B4"', 'r="A4"'],
    ['a table beyond the rows', 'xl/tables/table1.xml', /A3:E6/g, 'A3:E60'],
    ['a sheet in view that is not there', 'xl/workbook.xml', 'activeTab="0"', 'activeTab="9"'],
    [
      'data bars',
      'xl/worksheets/sheet2.xml',
      '<pageMargins',
      '<conditionalFormatting sqref="A4"><cfRule type="dataBar" priority="1"><dataBar/></cfRule></conditionalFormatting><pageMargins',
    ],
    ['a text that is too long', 'xl/sharedStrings.xml', 'Авторизація', 'я'.repeat(32_768)],
    ['a forbidden sheet name', 'xl/workbook.xml', 'name="Звіт"', 'name="Звіт/1"'],
  ])('finds %s', (_, part, before, after) => {
    const spoilt = parts.map((entry) =>
      entry.name === part
        ? { ...entry, content: Buffer.from(spoil(entry.content, before, after), 'latin1') }
        : entry,
    );
    const findProblems = (): readonly string[] => {
      try {
        return problemsOf(openParts(spoilt));
      } catch (error) {
        return [String(error)];
      }
    };
    expect(findProblems()).not.toEqual([]);
  });

  it('finds nothing in a sound workbook', () => {
    expect(problemsOf(openParts(parts))).toEqual([]);
  });
});
