import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkbookWriter } from '../../../src/output/workbook/workbook-writer.ts';
import { aReportModel, aTableSheet } from '../../support/a-report-model.ts';
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
  await createWorkbookWriter(templates).write(aReportModel(aTableSheet(3)), path);
  parts = readZip(readFileSync(path));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

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
    ['a forbidden sheet name', 'xl/workbook.xml', 'name="Звіт"', 'name="Звіт/1"'],
  ])('finds %s', (_, part, before, after) => {
    const spoilt = parts.map((entry) =>
      entry.name === part
        ? { ...entry, content: Buffer.from(entry.content.toString('utf8').replace(before, after)) }
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
