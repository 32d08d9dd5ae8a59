import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/core/ticket/fact.ts';
import type { ReportModel } from '../../../src/core/report/report-model.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { createWorkbookWriter } from '../../../src/output/workbook/workbook-writer.ts';
import { sets } from '../../support/a-ticket.ts';
import { readWeekly } from '../../support/read-weekly.ts';
import { PROCESSES, rebuildPostponed, rebuildWeekly } from '../../support/rebuild-weekly.ts';
import type { RawDump } from '../../support/rebuild-weekly.ts';
import { reportOf, sheetOf } from './a-report.ts';
import { buildKyivWeekly, kyiv, templatesFolder } from './a-kyiv-report.ts';
import { aFrontTicket, span, week, WEEK_END, WEEK_START } from './a-week.ts';

/** The helpdesk's ids are places in these lists, from 1; null is a group of another desk. */
const groups = ['Інформаційна підтримка користувачів', 'Служба технічного супроводу системи', 'Інший відділ'];
const groupIds = ['information', 'technical', null];
const states = [
  'new',
  'open',
  'closed',
  'merged',
  'спам',
  'не реєструється',
  'очікує заявника',
  'передано до профільної служби',
];
const stateIds = [
  'new',
  'open',
  'closed',
  'merged',
  'spam',
  'unregistered',
  'awaiting-applicant',
  'handed-over',
];

const DAY_MS = 86_400_000;
const moment = fc
  .integer({ min: 0, max: 21 * 24 })
  .map((hours) => span.fromAt - 7 * DAY_MS + hours * 3_600_000);
const change = fc.oneof(
  fc.constantFrom(...stateIds).map((state) => ({ state })),
  fc.constantFrom(...groupIds).map((group) => ({ group })),
  fc.constantFrom(...Object.keys(PROCESSES), 'other', null).map((process) => ({ business_process: process })),
  fc.constantFrom('not-reproducible', 'insufficient-information', null).map((hindrance) => ({ hindrance })),
);
const life = fc.record({ createdAt: moment, changes: fc.array(fc.tuple(moment, change), { maxLength: 8 }) });

function ticketOf(
  { createdAt, changes }: { createdAt: number; changes: [number, object][] },
  index: number,
): Ticket {
  const fields = {
    type: 'error',
    priority: 'low',
    group: 'information',
    business_process: null,
    hindrance: null,
  };
  const steps = changes
    .filter(([at]) => at >= createdAt)
    .sort(([one], [other]) => one - other)
    .map(([at, values]) => sets(new Date(at).toISOString(), values as Record<string, string | null>));
  return aFrontTicket({ id: index + 1, at: new Date(createdAt).toISOString(), fields }, ...steps);
}

/** The tickets as the helpdesk would dump them. */
function dumpOf(tickets: readonly Ticket[]): RawDump {
  const named = (names: readonly string[]) => names.map((name, index) => ({ id: index + 1, name }));
  return {
    tickets: tickets.map(({ id, number, createdAt, fields }) => ({
      id: Number(id),
      number,
      created_at: new Date(createdAt).toISOString(),
      state_id: stateIds.indexOf(String(fields['state'])) + 1,
      group_id: groupIds.indexOf(fields['group'] as string | null) + 1,
      business_process: fields['business_process'],
      hindrance: fields['hindrance'],
    })),
    history: tickets.flatMap((ticket) =>
      ticket.timeline.flatMap((fact, place) => historyOf(ticket, fact, Number(ticket.id) * 1000 + place)),
    ),
    configuration: { groups: named(groups), ticket_states: named(states) },
  };
}

function historyOf(ticket: Ticket, fact: Fact, id: number): RawDump['history'] {
  if (fact.kind !== 'field-changed') return [];
  const ids = { state: stateIds, group: groupIds }[fact.field] as readonly unknown[] | undefined;
  const row = { id, ticket_id: Number(ticket.id), type: 'updated', attribute: fact.field };
  const from =
    ids === undefined ? { value_from: fact.from as string | null } : { id_from: ids.indexOf(fact.from) + 1 };
  return [{ ...row, ...from, created_at: new Date(fact.at).toISOString() }];
}

/** Reason → open and closed, as the sheet shows them; reasons of nothing left out. */
function postponedIn(model: ReportModel): object {
  const { rows = [], keys = [] } = sheetOf(model, 'postponements').table ?? {};
  const counts = rows.map((row, index) => {
    const [open, closed] = row.slice(1, 3).map((cell) => (cell.kind === 'count' ? cell.value : Number.NaN));
    return [keys[index] ?? '', { open, closed }] as const;
  });
  return Object.fromEntries(counts.filter(([, { open, closed }]) => open !== 0 || closed !== 0));
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rebuild-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the weekly workbook', () => {
  it('shows the figures that a dump of the helpdesk gives by another road [K 3.3.4]', async () => {
    const writer = createWorkbookWriter(templatesFolder);
    const annexes = reportOf(kyiv, 'weekly').annexes.filter(({ kind }) => kind === 'postponements');
    await fc.assert(
      fc.asyncProperty(fc.array(life, { maxLength: 25 }), async (lives) => {
        const tickets = lives.map(ticketOf);
        const model = await buildKyivWeekly(tickets, week, annexes);
        const { path } = await writer.write(model, join(folder, 'weekly.xlsx'));
        const { shares, ...figures } = await readWeekly(path);
        const rebuilt = rebuildWeekly(dumpOf(tickets), WEEK_START, WEEK_END);
        expect(figures).toEqual(rebuilt);
        expect(postponedIn(model)).toEqual(rebuildPostponed(dumpOf(tickets), WEEK_START, WEEK_END));
        const all = rebuilt.resolved + rebuilt.open;
        expect(shares.resolved ?? 0).toBeCloseTo(all === 0 ? 0 : rebuilt.resolved / all, 2);
        expect((shares.resolved ?? 0) + (shares.open ?? 0)).toBeCloseTo(all === 0 ? 0 : 1, 10);
      }),
      { numRuns: 40 },
    );
  });
});
