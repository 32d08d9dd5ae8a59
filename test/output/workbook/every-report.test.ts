import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wholeDays } from '../../../src/core/report/report-period.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import type { Field } from '../../../src/core/regulation/schema/catalog.ts';
import type { FieldValues } from '../../../src/core/ticket/field-value.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { createWorkbookWriter } from '../../../src/output/workbook/workbook-writer.ts';
import { kyivPack } from '../../packs/kyiv.ts';
import { ePack } from '../../packs/e-qyzmet.ts';
import { buildModel, templatesFolder } from '../../core/report/a-report.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, sets } from '../../support/a-ticket.ts';
import { problemsOf } from '../../support/workbook/check-package.ts';
import { openPackage } from '../../support/workbook/open-package.ts';

const third = compileTestPack({
  pack: fileURLToPath(new URL('../../fixtures/packs/third', import.meta.url)),
});
const packs = [kyivPack(), ePack(), third];
const hostile = '=HYPERLINK("http://evil","x")\u0000\ud83d 😀 ]]>&<b>' + 'я'.repeat(40_000);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'every-report-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** One ticket whose every text field is hostile, from a hostile person. */
function aHostileTicket({ catalog, fields, groups }: CompiledPack): Ticket {
  const texts = [...fields.values()].filter(({ kind }: Field) => kind === 'text' || kind === 'longtext');
  const [type] = catalog.types;
  const values: FieldValues = {
    ...Object.fromEntries(texts.map(({ id }) => [id, hostile])),
    type: type?.id ?? null,
    priority: type?.priorities[0] ?? null,
    group: [...groups.keys()][0] ?? null,
    owner: hostile,
  };
  return aTicket(
    { id: hostile, at: '2026-11-23T08:00:00Z', fields: values },
    sets('2026-11-25T08:00:00Z', { state: 'closed' }, { who: hostile }),
  );
}

const cases = packs.flatMap((pack) =>
  pack.reports.flatMap((report) =>
    ['no ticket', 'one hostile ticket'].map((what) => ({
      pack,
      report,
      what,
      name: `${pack.manifest.id} ${report.id}`,
    })),
  ),
);

describe('every report of every pack', () => {
  it.each(cases)('$name opens without repair with $what, each sheet set', async ({ pack, report, what }) => {
    const tickets = what === 'no ticket' ? [] : [aHostileTicket(pack)];
    const period = wholeDays('2026-11-23', '2026-11-27', pack.manifest.zone);
    const model = await buildModel({ pack, report, tickets, period });
    const { path } = await createWorkbookWriter(templatesFolder).write(model, join(folder, 'report.xlsx'));
    const book = openPackage(readFileSync(path));
    expect(problemsOf(book)).toEqual([]);
    expect(book.sheets).toHaveLength(model.sheets.length);
    expect(book.sharedStrings.filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
  });
});
