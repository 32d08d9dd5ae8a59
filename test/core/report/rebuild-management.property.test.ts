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
const stateNames = ['new', 'спам', 'merged', 'closed', 'open'];
const states = ['new', 'spam', 'merged', 'closed', 'open'];
const born = ['new', 'spam', 'merged'];
/** What the dump calls the fields. */
const kept = ['state_body', 'request_channel', 'topic', 'rating'];
const VALUES = ['5', '4', '3', '2', '1'];

const life = fc.record({
  hour: fc.integer({ min: -48, max: 60 }),
  by: fc.constantFrom('11', '12', null),
  type: fc.constantFrom('consultation', 'error-request'),
  state: fc.constantFrom(...born, 'new', 'new', 'new', 'new'),
  channel: fc.constantFrom('phone', 'phone', 'email'),
  body: fc.constantFrom('Акимат', ''),
  rating: fc.constantFrom(null, 5, 3, 1),
  /** Seconds from the end of the call until it was saved. */
  began: fc.option(fc.integer({ min: -90, max: 400 })),
  closing: fc.option(
    fc.record({
      after: fc.integer({ min: 5, max: 30 }),
      who: fc.constantFrom('11', '12'),
      isReopened: fc.boolean(),
    }),
  ),
  moves: fc.array(fc.record({ who: fc.constantFrom('11', '12'), to: fc.constantFrom(...groups) }), {
    maxLength: 4,
  }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

function instantOf(hour: number): string {
  return new Date(period.fromAt + hour * 3_600_000).toISOString();
}

function ticketOf({ hour, by, type, state, moves, closing, ...life }: Life, index: number): Ticket {
  const callEndedAt = life.began === null ? null : Date.parse(instantOf(hour)) - life.began * 1000;
  const entered = {
    state_body: life.body,
    request_channel: life.channel,
    topic: 'functions',
    rating: life.rating,
  };
  const end = closing === null || state !== 'new' ? null : closing;
  const actor = by === null ? { by: 'applicant' as const } : { by: 'agent' as const, who: by };
  return eTicket(
    {
      id: index + 1,
      at: instantOf(hour),
      ...actor,
      fields: { type, state, owner: null, call_ended_at: callEndedAt, ...entered },
    },
    ...moves.map(({ who, to }, step) => sets(instantOf(hour + step + 1), { group: to }, { who })),
    ...(end === null ? [] : [sets(instantOf(hour + end.after), { state: 'closed' }, { who: end.who })]),
    ...(end?.isReopened === true
      ? [sets(instantOf(hour + end.after + 1), { state: 'open' }, { by: 'applicant' })]
      : []),
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
      call_ended_at:
        typeof fields['call_ended_at'] === 'number' ? new Date(fields['call_ended_at']).toISOString() : null,
      ...Object.fromEntries(kept.map((field) => [field, fields[field]])),
    })),
    history: tickets.flatMap(({ id, timeline }) =>
      timeline.flatMap((fact) =>
        fact.kind === 'field-changed' && fact.from !== fact.to
          ? [
              {
                ticket_id: Number(id),
                type: 'updated',
                attribute: fact.field,
                value_to:
                  fact.field === 'state' ? (stateNames[states.indexOf(String(fact.to))] ?? null) : null,
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

/** Head → number of a person's row; what is 0 left out. */
function personRow(model: ReportModel, sheetName: string, login: string): Record<string, string> {
  const sheet = sheetOf(model, sheetName);
  const name = login === 'nobody' ? 'без исполнителя' : login;
  const row = rowsOf(sheet).find(([person]) => person === name) ?? [];
  const cells = headsOf(sheet).map((head, index) => [head, row[index] ?? '0'] as const);
  return Object.fromEntries(cells.slice(1).filter(([, cell]) => cell !== '0'));
}

function minutes(ms: number | null): string {
  return ms === null ? '—' : `${ms / 60_000} min`;
}

/** The rebuilt figures under the heads of the sheets, what is 0 left out. */
function underHeads(figures: Readonly<Record<string, number | string>>): Record<string, string> {
  const cells = Object.entries(figures).map(([head, value]) => [head, String(value)] as const);
  return Object.fromEntries(cells.filter(([, value]) => value !== '0'));
}

type Rebuilt = ReturnType<typeof rebuildManagement>;

function expectSame(model: ReportModel, { closing, entering }: Rebuilt): void {
  for (const login of ['anna', 'boris', 'nobody']) {
    const { ratings = {}, complete = 0, all = 0 } = closing[login] ?? {};
    expect(personRow(model, 'Оценки', login)).toEqual(
      underHeads({
        ...Object.fromEntries(VALUES.map((value) => [`Оценка: ${value}`, ratings[value] ?? 0])),
        'Оценка: нет': ratings['missing'] ?? 0,
        'Оценка: не применимо': ratings['not asked'] ?? 0,
      }),
    );
    const base = personRow(model, 'По консультантам', login);
    expect(base['База заполнена: заполнено полностью'] ?? '0').toBe(String(complete));
    expect(base['База заполнена: всего'] ?? '0').toBe(String(all));
    const took = entering[login];
    const shownTimes = personRow(model, 'Сроки по консультантам', login);
    if (took === undefined) {
      expect(shownTimes).toEqual({});
      continue;
    }
    expect(shownTimes).toMatchObject(
      underHeads({
        'В срок': took.inTime,
        'С опозданием': took.late,
        'Медиана, ч:мм:сс': minutes(took.median),
        '90-й процентиль, ч:мм:сс': minutes(took.high),
        'Подтверждает руководитель': took.attested,
        'Начало не указано': took.unknown,
      }),
    );
  }
}

describe('the journal and the management workbook', () => {
  it('show the figures that a dump of the helpdesk gives by another road [E 4.2, E 6.1 journal, E 6.3 rating]', async () => {
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
        expectSame(management, rebuilt);
        expect(columnOf(management, 'Передано другой линии')).toEqual(rebuilt.handOvers);
      }),
      { numRuns: 30 },
    );
  });
});
