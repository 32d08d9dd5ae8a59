import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildReport } from '../../src/app/build-report.ts';
import type { BuiltReport, ReportBuilding } from '../../src/app/build-report.ts';
import { compareReport } from '../../src/app/compare-report.ts';
import type { FieldValues } from '../../src/core/ticket/field-value.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import { issuedFiles } from '../../src/output/issued-files.ts';
import { createReportTemplates } from '../../src/output/report-words-folder.ts';
import { createWorkbookWriter } from '../../src/output/workbook/workbook-writer.ts';
import type { Store } from '../../src/store/store.ts';
import { almaty, ePack, eTicket } from '../packs/e-qyzmet.ts';
import { at, sets } from '../support/a-ticket.ts';
import { openTestStore } from '../support/open-test-store.ts';

const templates = fileURLToPath(new URL('../../report-templates', import.meta.url));
const MONDAY = at('2026-11-30T08:00:00Z');
const days = { fromOn: '2026-11-23', toOn: '2026-11-27' };
const ANNA = '11';

let folder = '';
let store: Store;
let building: ReportBuilding;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frozen-figures-'));
  store = await openTestStore();
  building = {
    pack: ePack(),
    store,
    workbooks: createWorkbookWriter(templates),
    templates: createReportTemplates(templates),
    listPeople: () => Promise.resolve([{ id: ANNA, login: 'anna.secret', email: null } as never]),
  };
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** A call of Anna's about an error, closed an hour later: the page's counts are the same whatever its fields say. */
function aCall(fields: FieldValues, closedAt = '11:00'): Ticket {
  const own = { type: 'error-request', topic: 'functions', state_body: 'Акимат', owner: ANNA, ...fields };
  return eTicket(
    { id: 1, who: ANNA, fields: own },
    sets(almaty(closedAt), { state: 'closed' }, { who: ANNA }),
  );
}

async function build(reportId: string, ticket: Ticket): Promise<BuiltReport> {
  await store.tickets.save(ticket, MONDAY);
  return buildReport(building, { reportId, days, folder, now: MONDAY });
}

async function changedPaths(id: string): Promise<readonly string[]> {
  const { changed } = await compareReport({ ...building, files: issuedFiles }, id);
  return changed.map(({ path }) => path);
}

describe('the frozen figures of a report', () => {
  it('hold its tallies: another rating is another version, and the comparison names it [E 6.3 rating]', async () => {
    const first = await build('management', aCall({ rating: 5 }));
    const second = await build('management', aCall({ rating: 3 }));
    expect(second.differsFrom).toEqual(first.document);
    expect(second.figures.received).toBe(first.figures.received);
    expect(readdirSync(folder).sort()).toEqual([
      'management-2026-11-23_2026-11-27-v2.xlsx',
      'management-2026-11-23_2026-11-27.xlsx',
    ]);
    const { changed } = await compareReport({ ...building, files: issuedFiles }, first.document.id);
    expect(changed).toEqual([
      { path: 'sheets.Tally3.figures.11.rating_is 3', before: null, after: 1 },
      { path: 'sheets.Tally3.figures.11.rating_is 5', before: 1, after: null },
      { path: 'sheets.Tally3.figures.total 1.rating_is 3', before: null, after: 1 },
      { path: 'sheets.Tally3.figures.total 1.rating_is 5', before: 1, after: null },
    ]);
    expect(await changedPaths(second.document.id)).toEqual([]);
  });

  it('hold its durations [E 4.2]', async () => {
    const consultation = { type: 'consultation' };
    const { document } = await build('management', aCall(consultation));
    await store.tickets.save(aCall(consultation, '11:30'), MONDAY);
    expect(await changedPaths(document.id)).toContain('sheets.Durations2.figures.whole-path/line-1.median');
  });

  it('hold a digest of its lists: another cell of the journal is another version [E 6.1 journal]', async () => {
    const first = await build('journal', aCall({ error_module: 'Орындау' }));
    const second = await build('journal', aCall({ error_module: 'Приказы' }));
    expect(second.differsFrom).toEqual(first.document);
    expect(first.figures.sheets['Journal']).toMatchObject({ rows: 1 });
    expect(await changedPaths(first.document.id)).toEqual(['sheets.Journal.digest']);
  });

  it('are the same whether people are named or not', async () => {
    const { document } = await build('journal', aCall({}));
    const { pack, templates: words } = building;
    const { changed } = await compareReport(
      { pack, store, templates: words, files: issuedFiles },
      document.id,
    );
    expect(changed).toEqual([]);
  });

  it('come with the workbook, written again beside the issued one and put on no register', async () => {
    const { document } = await build('journal', aCall({}));
    const again = join(folder, 'again');
    const comparing = { ...building, files: issuedFiles };
    const { copy } = await compareReport(comparing, document.id, { ...building, folder: again });
    expect(copy).toBe(join(again, 'journal-2026-11-23_2026-11-27-again.xlsx'));
    expect(readFileSync(copy ?? '')).toEqual(readFileSync(document.path));
    expect(await store.documents.list('journal')).toHaveLength(1);
  });

  it('name nobody and quote no text', async () => {
    const { document } = await build('management', aCall({ proposal: 'Позвоните Ивану', rating: 5 }));
    const kept = JSON.stringify(document.figures);
    expect(kept).toContain('"11":{');
    expect(kept).not.toMatch(/anna|secret|Ивану|Акимат/);
  });
});
