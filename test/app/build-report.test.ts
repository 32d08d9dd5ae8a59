import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildReport } from '../../src/app/build-report.ts';
import type { BuiltReport, ReportBuilding } from '../../src/app/build-report.ts';
import { compareReport } from '../../src/app/compare-report.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import { issuedFiles } from '../../src/output/issued-files.ts';
import { createReportTemplates } from '../../src/output/report-words-folder.ts';
import { createWorkbookWriter } from '../../src/output/workbook/workbook-writer.ts';
import type { LedgerDraft, Store } from '../../src/store/store.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { aTicket, at, sets } from '../support/a-ticket.ts';
import { openTestStore } from '../support/open-test-store.ts';

const templates = fileURLToPath(new URL('../../report-templates', import.meta.url));
const FRIDAY_16 = at('2026-11-20T14:00:00Z');
const MONDAY = at('2026-11-23T08:00:00Z');
const pack = compileTestPack();

let folder = '';
let store: Store;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'build-report-'));
});
afterEach(async () => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  await store.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function aRequest(id: number, when: string, closedWhen?: string): Ticket {
  const fields = { type: 'fault', priority: 'high', group: 'front', process: 'payroll' };
  const steps = closedWhen === undefined ? [] : [sets(closedWhen, { state: 'closed' })];
  return aTicket({ id, at: when, fields }, ...steps);
}

const tickets = [
  aRequest(1, '2026-11-09T08:00:00Z'),
  aRequest(2, '2026-11-16T08:00:00Z', '2026-11-16T09:00:00Z'),
  aRequest(3, '2026-11-17T08:00:00Z'),
  aRequest(4, '2026-11-02T08:00:00Z', '2026-11-03T08:00:00Z'),
];

const entry: LedgerDraft = {
  at: at('2026-11-17T08:00:00Z'),
  kind: 'effect',
  key: 'ticket:3/rule/0',
  subject: 'ticket:3',
  ruleId: 'rule',
  ground: { kind: 'clause', clause: 'S 4' },
  status: 'done',
  packHash: pack.hash,
  details: {},
};

async function prepare(): Promise<ReportBuilding> {
  store = await openTestStore();
  for (const ticket of tickets) await store.tickets.save(ticket, MONDAY);
  await store.ledger.append([entry]);
  return {
    pack,
    store,
    workbooks: createWorkbookWriter(templates),
    templates: createReportTemplates(templates),
  };
}

function buildWeekly(building: ReportBuilding, now = MONDAY): Promise<BuiltReport> {
  return buildReport(building, { reportId: 'weekly', days: null, folder, now });
}

describe('buildReport', () => {
  it('counts the last full week of what is stored, writes it and puts it on record [S 6]', async () => {
    const { document, figures, isNew } = await buildWeekly(await prepare());
    expect(figures).toMatchObject({ received: 2, carriedOver: 1, resolved: 1, open: 2 });
    expect(figures.breakdowns).toEqual({
      process: [
        { option: 'access', count: 0, share: 0 },
        { option: 'payroll', count: 2, share: 1 },
        { option: null, count: 0, share: 0 },
      ],
    });
    expect(isNew).toBe(true);
    expect(document).toMatchObject({
      kind: 'weekly',
      period: '2026-11-13T16:00/2026-11-20T16:00',
      recipients: [],
    });
    expect(await store.documents.list('weekly')).toEqual([document]);
    expect(readdirSync(folder)).toEqual(['weekly-2026-11-13T16-00_2026-11-20T16-00.xlsx']);
  });

  it('gives the same file when asked again later, and no second record', async () => {
    const building = await prepare();
    const first = await buildWeekly(building, FRIDAY_16);
    const content = readFileSync(first.document.path);
    await store.ledger.append([{ ...entry, at: FRIDAY_16, key: 'later' }]);
    const second = await buildWeekly(building, MONDAY);
    expect(second).toEqual({ ...first, isNew: false });
    expect(readFileSync(second.document.path).equals(content)).toBe(true);
    expect(await store.documents.list('weekly')).toHaveLength(1);
  });

  it('never changes a reported period silently: other figures make another file and name the first', async () => {
    const building = await prepare();
    const first = await buildWeekly(building);
    await store.tickets.save(aRequest(5, '2026-11-18T08:00:00Z'), MONDAY);
    const second = await buildWeekly(building);
    expect(second.differsFrom).toEqual(first.document);
    expect(second.figures.received).toBe(first.figures.received + 1);
    expect(readdirSync(folder)).toEqual([
      'weekly-2026-11-13T16-00_2026-11-20T16-00-v2.xlsx',
      'weekly-2026-11-13T16-00_2026-11-20T16-00.xlsx',
    ]);
    expect(await buildWeekly(building)).toMatchObject({ isNew: false, differsFrom: null });
  });

  it('covers whole days on request, as of now while they last', async () => {
    const building = await prepare();
    const days = { fromOn: '2026-11-16', toOn: '2026-11-17' };
    const now = at('2026-11-17T07:00:00Z');
    const { document, figures } = await buildReport(building, { reportId: 'weekly', days, folder, now });
    expect(figures).toMatchObject({ received: 1, carriedOver: 1, resolved: 1, open: 1 });
    expect(document.period).toBe('2026-11-16/2026-11-17 as of 2026-11-17T09:00');
    expect(basename(document.path)).toBe('weekly-2026-11-16_2026-11-17-as-of-2026-11-17T09-00.xlsx');
  });

  it('names the last ledger entry recorded before the cut-off', async () => {
    const building = await prepare();
    const head = await store.ledger.head();
    const { document } = await buildWeekly(building);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(document.path);
    const texts = workbook.getWorksheet('Method')?.getColumn(2).values ?? [];
    expect(texts).toContain(head?.seq);
    expect(texts).toContain(head?.hash);
  });

  it.each([
    [
      'a report the pack lacks',
      { reportId: 'monthly', days: null },
      'the pack has no report "monthly"; it has: weekly',
    ],
    [
      'a period that ends before it begins',
      { reportId: 'weekly', days: { fromOn: '2026-11-17', toOn: '2026-11-16' } },
      'the period ends on 2026-11-16, before it begins on 2026-11-17',
    ],
  ])('refuses %s', async (_, wanted, message) => {
    const building = await prepare();
    const built = buildReport(building, { ...wanted, folder, now: MONDAY });
    await expect(built).rejects.toThrow(expect.objectContaining({ code: 'input', message }));
  });

  it('registers nothing when the workbook cannot be written', async () => {
    const building = await prepare();
    const failing = { write: (): Promise<never> => Promise.reject(new Error('disk full')) };
    await expect(buildWeekly({ ...building, workbooks: failing })).rejects.toThrow('disk full');
    expect(await store.documents.list(null)).toEqual([]);
  });
});

describe('compareReport', () => {
  async function issue(building: ReportBuilding): Promise<string> {
    const { document } = await buildWeekly(building, FRIDAY_16);
    return document.id;
  }

  it('finds the same figures in the same facts, whatever happened since', async () => {
    const building = await prepare();
    const id = await issue(building);
    await store.tickets.save(aRequest(3, '2026-11-17T08:00:00Z', '2026-11-21T08:00:00Z'), MONDAY);
    expect(await compareReport({ ...building, files: issuedFiles }, id)).toMatchObject({
      file: 'as-issued',
      changed: [],
      moved: [],
      packThen: pack.hash,
      packNow: pack.hash,
    });
  });

  it('names the figures and the tickets that facts pulled later would change, and changes nothing [K 3.3.4]', async () => {
    const building = await prepare();
    const id = await issue(building);
    await store.tickets.save(aRequest(3, '2026-11-17T08:00:00Z', '2026-11-18T08:00:00Z'), MONDAY);
    await store.tickets.save(aRequest(5, '2026-11-18T08:00:00Z'), MONDAY);
    const registered = await store.documents.list(null);
    const { changed, moved } = await compareReport({ ...building, files: issuedFiles }, id);
    expect(changed).toEqual(
      expect.arrayContaining([
        { path: 'received', before: 2, after: 3 },
        { path: 'resolved', before: 1, after: 2 },
      ]),
    );
    expect(changed.map(({ path }) => path)).not.toContain('open');
    expect(moved).toEqual([
      { group: 'received', came: ['20265'], went: [] },
      { group: 'resolved', came: ['20263'], went: [] },
      { group: 'open', came: ['20265'], went: ['20263'] },
    ]);
    expect(await store.documents.list(null)).toEqual(registered);
  });

  it('names the pack that issued it when another judges now, and a file that was altered or is gone', async () => {
    const building = await prepare();
    const id = await issue(building);
    const other = compileTestPack({ overlay: 'duty_address: duty@example.org\n' });
    writeFileSync((await store.documents.get(id))?.path ?? '', 'altered');
    const comparing = { ...building, pack: other, files: issuedFiles };
    expect(await compareReport(comparing, id)).toMatchObject({
      file: 'altered',
      packThen: pack.hash,
      packNow: other.hash,
    });
    rmSync((await store.documents.get(id))?.path ?? '');
    expect(await compareReport(comparing, id)).toMatchObject({ file: 'unreadable' });
  });

  it('computes a period that was cut short as of the same instant', async () => {
    const building = await prepare();
    const days = { fromOn: '2026-11-16', toOn: '2026-11-17' };
    const now = at('2026-11-17T08:00:00Z') + 1;
    const { document } = await buildReport(building, { reportId: 'weekly', days, folder, now });
    const { changed, moved } = await compareReport({ ...building, files: issuedFiles }, document.id);
    expect([changed, moved]).toEqual([[], []]);
  });

  it('refuses what was never issued', async () => {
    const comparing = { ...(await prepare()), files: issuedFiles };
    await expect(compareReport(comparing, 'weekly 1')).rejects.toMatchObject({ code: 'input' });
  });
});
