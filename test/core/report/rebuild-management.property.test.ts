import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeDays } from '../../../src/core/report/report-period.ts';
import type { ReportModel } from '../../../src/core/report/report-model.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { ePack, eTicket } from '../../packs/e-qyzmet.ts';
import { sets } from '../../support/a-ticket.ts';
import { rebuildManagement } from '../../support/rebuild-management.ts';
import type { ManagementDump } from '../../support/rebuild-management.ts';
import { buildModel, headsOf, reportOf, rowsOf, sheetOf } from './a-report.ts';

const period = wholeDays('2026-11-23', '2026-11-27', 'Asia/Almaty');
const FROM = new Date(period.fromAt).toISOString();
const people = { '11': 'anna', '12': 'boris' };
const groupNames = ['1 линия поддержки', '2 линия поддержки', 'Разработчики системы'];
const groups = ['line-1', 'line-2', 'developers'];
const stateNames = ['new', 'спам', 'merged'];
const states = ['new', 'spam', 'merged'];

const life = fc.record({
  hour: fc.integer({ min: -48, max: 60 }),
  by: fc.constantFrom('11', '12', null),
  type: fc.constantFrom('consultation', 'error-request'),
  state: fc.constantFrom(...states, 'new', 'new'),
  moves: fc.array(fc.record({ who: fc.constantFrom('11', '12'), to: fc.constantFrom(...groups) }), {
    maxLength: 4,
  }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

function instantOf(hour: number): string {
  return new Date(period.fromAt + hour * 3_600_000).toISOString();
}

function ticketOf({ hour, by, type, state, moves }: Life, index: number): Ticket {
  const actor = by === null ? { by: 'applicant' as const } : { by: 'agent' as const, who: by };
  return eTicket(
    { id: index + 1, at: instantOf(hour), ...actor, fields: { type, state, owner: null } },
    ...moves.map(({ who, to }, step) => sets(instantOf(hour + step + 1), { group: to }, { who })),
  );
}

/** The tickets as the helpdesk would dump them: a move to where it is already leaves no row. */
function dumpOf(tickets: readonly Ticket[]): ManagementDump {
  const named = (names: readonly string[]) => names.map((name, index) => ({ id: index + 1, name }));
  return {
    users: [
      { id: 11, login: 'anna', isAgent: true },
      { id: 12, login: 'boris', isAgent: true },
      { id: 20, login: 'applicant', isAgent: false },
    ],
    tickets: tickets.map(({ id, number, createdAt, fields, timeline }) => ({
      id: Number(id),
      number,
      created_at: new Date(createdAt).toISOString(),
      created_by_id: Number(timeline[0]?.actorId),
      state_id: states.indexOf(String(fields['state'])) + 1,
      group_id: groups.indexOf(String(fields['group'])) + 1,
      request_type: fields['type'],
    })),
    history: tickets.flatMap(({ id, timeline }) =>
      timeline.flatMap((fact) =>
        fact.kind === 'field-changed' && fact.from !== fact.to
          ? [
              {
                ticket_id: Number(id),
                type: 'updated',
                attribute: fact.field,
                created_by_id: Number(fact.actorId),
                created_at: new Date(fact.at).toISOString(),
              },
            ]
          : [],
      ),
    ),
    configuration: { groups: named(groupNames), ticket_states: named(stateNames) },
  };
}

/** Login → the figure, where it is not 0. */
function columnOf(model: ReportModel, head: string): Record<string, number> {
  const sheet = sheetOf(model, 'По консультантам');
  const column = headsOf(sheet).indexOf(head);
  const cells = rowsOf(sheet).map((row) => [
    row[0] === 'без исполнителя' ? 'nobody' : row[0],
    Number(row[column]),
  ]);
  return Object.fromEntries(cells.filter(([, value]) => value !== 0)) as Record<string, number>;
}

describe('the journal and the management workbook', () => {
  it('show the figures that a dump of the helpdesk gives by another road [E 4.2, E 6.1 journal]', async () => {
    const pack = ePack();
    const build = (id: string, tickets: readonly Ticket[]): Promise<ReportModel> =>
      buildModel({ pack, report: reportOf(pack, id), tickets, period, people });
    await fc.assert(
      fc.asyncProperty(fc.array(life, { maxLength: 12 }), async (lives) => {
        const tickets = lives.map(ticketOf).map((ticket) => ({
          ...ticket,
          timeline: ticket.timeline.filter((fact) => fact.kind !== 'field-changed' || fact.from !== fact.to),
        }));
        const rebuilt = rebuildManagement(dumpOf(tickets), FROM);
        const management = await build('management', tickets);
        const journal = rowsOf(sheetOf(await build('journal', tickets), 'journal'));
        expect(journal.map(([number]) => number).sort()).toEqual(rebuilt.journal);
        expect(columnOf(management, 'Зарегистрировано обращений')).toEqual(rebuilt.registered);
        expect(columnOf(management, 'Передано другой линии')).toEqual(rebuilt.handOvers);
      }),
      { numRuns: 30 },
    );
  });
});
