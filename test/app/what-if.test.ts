import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whatIf, type WhatIfResult } from '../../src/app/what-if.ts';
import { renderWhatIf } from '../../src/cli/views/what-if.ts';
import { parseCalendarChange, parseGoalChange } from '../../src/core/report/what-if/change-pack.ts';
import type { WhatIfChange } from '../../src/core/report/what-if/describe-change.ts';
import { createReportTemplates } from '../../src/output/report-words-folder.ts';
import { createWorkbookWriter } from '../../src/output/workbook/workbook-writer.ts';
import type { Store } from '../../src/store/store.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { aTicket, at, sets } from '../support/a-ticket.ts';
import { openTestStore } from '../support/open-test-store.ts';

const templates = fileURLToPath(new URL('../../report-templates', import.meta.url));
const now = at('2026-11-23T08:00:00Z');
const pack = compileTestPack();
const nothing: WhatIfChange = { otherPack: null, goals: [], calendars: [] };

let folder = '';
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'what-if-'));
  store = await openTestStore();
  // Working hours of Kyiv: 09:00–18:00, which is 07:00–16:00 UTC. The norm for these is four hours.
  for (const [id, hours] of [1, 2, 3.5, 3, 5].entries()) {
    const fields = { type: 'fault', priority: 'high', group: 'front', process: 'payroll' };
    const closedAt = new Date(at('2026-11-17T08:00:00Z') + hours * 3_600_000).toISOString();
    const ticket = aTicket(
      { id: id + 1, at: '2026-11-17T08:00:00Z', fields },
      sets(closedAt, { state: 'closed' }),
    );
    await store.tickets.save(ticket, now);
  }
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function ask(change: Partial<WhatIfChange>, out = folder): Promise<WhatIfResult> {
  const tools = {
    pack,
    store,
    workbooks: createWorkbookWriter(templates),
    templates: createReportTemplates(templates),
  };
  return whatIf(tools, {
    change: { ...nothing, ...change },
    days: null,
    folder: out,
    now,
  });
}

/** The texts of a sheet, a row a line. */
async function readSheet(path: string, name: string): Promise<readonly string[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  const lines: string[] = [];
  workbook.getWorksheet(name)?.eachRow((row) => {
    lines.push((row.values as unknown[]).slice(1).map(String).join(' | '));
  });
  return lines;
}

describe('whatIf', () => {
  it('says what another goal would make of the same tickets, and which ones', async () => {
    const { file, figures } = await ask({ goals: [parseGoalChange('resolution.fault.high=2h')] });
    const differing = figures.filter(({ changed }) => changed > 0);
    expect(differing).toEqual([
      {
        clockId: 'resolution',
        type: 'fault',
        priority: 'high',
        before: { inTime: 4, judged: 5, share: 0.8 },
        after: { inTime: 2, judged: 5, share: 0.4 },
        changed: 2,
      },
    ]);
    expect(await readSheet(file.path, 'What if')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('What if: Resolution, Fault, High: 4 h → 2 h'),
        expect.stringContaining('Resolution, Fault, High: kept 80% → 40%; requests judged otherwise: 2.'),
      ]),
    );
    const tickets = (await readSheet(file.path, 'Requests')).filter((line) => line.includes('Resolution'));
    expect(tickets.map((line) => line.split(' | ').filter((_, index) => [0, 5, 7].includes(index)))).toEqual([
      ['20263', 'in time', 'late'],
      ['20264', 'in time', 'late'],
    ]);
    expect(renderWhatIf(file.path, figures)).toContain('80.0 % (4 of 5)  40.0 % (2 of 5)');
  });

  it('gives the same bytes each time, and leaves nothing in the register or the ledger', async () => {
    const goals = [parseGoalChange('resolution.fault.high=2h')];
    const [one, other] = [join(folder, 'one'), join(folder, 'other')];
    await ask({ goals }, one);
    await ask({ goals }, other);
    const read = (path: string): Buffer => readFileSync(join(path, readdirSync(path)[0] ?? ''));
    expect(read(one).equals(read(other))).toBe(true);
    expect([await store.documents.list(null), await store.ledger.head()]).toEqual([[], null]);
  });

  it('compares with another pack or other hours', async () => {
    const stricter = compileTestPack({
      edits: { 'clocks.yaml': [['fault: { high: 4h', 'fault: { high: 1h']] },
    });
    const { figures } = await ask({ otherPack: stricter });
    expect(figures.find(({ changed }) => changed > 0)?.after).toEqual({ inTime: 1, judged: 5, share: 0.2 });
    const week = compileTestPack({ overlay: "calendar_hours: { office: { mon: [['09:00', '10:00']] } }\n" });
    const hours = await ask({ otherPack: week });
    expect(
      hours.figures.find(({ clockId, changed }) => clockId === 'resolution' && changed > 0)?.after,
    ).toEqual({
      inTime: 5,
      judged: 5,
      share: 1,
    });
  });

  it('finds no difference where there is none', async () => {
    const { file, figures } = await ask({ calendars: [parseCalendarChange('office=office')] });
    expect(figures.every(({ changed, before, after }) => changed === 0 && before.share === after.share)).toBe(
      true,
    );
    expect((await readSheet(file.path, 'What if')).join('\n')).toContain('No request is judged otherwise.');
  });

  it.each([
    ['a clock that is not there', 'repair.fault=2h', 'reaction, resolution'],
    ['a class that is not there', 'resolution.wish=2h', 'fault, question'],
    ['a class below one goal', 'resolution.question.high=2h', 'one goal serves everything'],
    ['something else', 'resolution', 'write CLOCK.VALUE.VALUE=SPAN'],
  ])('refuses a goal for %s', async (_, goal, message) => {
    const asked = async (): Promise<WhatIfResult> => ask({ goals: [parseGoalChange(goal)] });
    await expect(asked()).rejects.toThrow(
      expect.objectContaining({ code: 'input', message: expect.stringContaining(message) }),
    );
  });
});
