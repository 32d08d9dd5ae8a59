import { describe, expect, it } from 'vitest';
import { wholeDays } from '../../../src/core/report/report-period.ts';
import type { ReportModel } from '../../../src/core/report/report-model.ts';
import type { FieldValues } from '../../../src/core/ticket/field-value.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import type { LedgerEntry } from '../../../src/store/store.ts';
import { almaty, completeRequest, ePack, eTicket } from '../../packs/e-qyzmet.ts';
import { at, sets } from '../../support/a-ticket.ts';
import type { Step } from '../../support/a-ticket.ts';
import { buildModel, headsOf, linesOf, reportOf, rowsOf, sheetOf, totalsOf } from './a-report.ts';

const week = wholeDays('2026-11-23', '2026-11-27', 'Asia/Almaty');
const [ANNA, BORIS, DEVELOPER] = ['11', '12', '41'];
const people = { [ANNA]: 'anna', [BORIS]: 'boris', [DEVELOPER]: 'developer' };

function build(
  id: string,
  tickets: readonly Ticket[],
  ledger: readonly Partial<LedgerEntry>[] = [],
): Promise<ReportModel> {
  const pack = ePack();
  return buildModel({ pack, report: reportOf(pack, id), tickets, period: week, ledger, people });
}

/** A call that somebody took on Monday at 10:00. */
function aCall(id: number, who: string, fields: FieldValues, ...steps: readonly Step[]): Ticket {
  const own = { type: 'consultation', topic: 'functions', state_body: 'Акимат', owner: who };
  return eTicket({ id, who, fields: { ...own, ...fields } }, ...steps);
}

function closes(time: string, who: string, values: FieldValues = {}): Step {
  return sets(almaty(time), { ...values, state: 'closed' }, { who });
}

/** Column head → value, for the row that begins so. */
function rowOf(model: ReportModel, sheetName: string, ...begins: readonly string[]): Record<string, string> {
  const sheet = sheetOf(model, sheetName);
  const row = rowsOf(sheet).find((cells) => begins.every((begin, index) => cells[index] === begin));
  if (row === undefined) throw new Error(`no row ${begins.join(', ')}`);
  return Object.fromEntries(headsOf(sheet).map((head, index) => [head, row[index] ?? '']));
}

describe('the journal of errors', () => {
  const tickets = [
    aCall(2, ANNA, { ...completeRequest, owner: ANNA }),
    aCall(1, BORIS, { type: 'consultation' }),
    eTicket({ id: 3, at: almaty('09:00'), fields: { type: 'error-request', state: 'spam' } }),
  ];

  it('holds the requests about errors alone, in order of arrival, with who is responsible [E 6.1 journal]', async () => {
    const sheet = sheetOf(await build('journal', tickets), 'journal');
    expect(sheet.name).toBe('Журнал учета ошибок');
    expect(headsOf(sheet).slice(0, 3)).toEqual([
      '№ заявки',
      'Дата и время',
      'Наименование обратившегося государственного органа',
    ]);
    expect(rowsOf(sheet).map((row) => [row[0], row[2], row[7]])).toEqual([
      ['20262', 'Акимат города Астаны', 'anna'],
    ]);
    expect(linesOf(sheet)).toContain('Журнал учета ошибок с 23.11.2026 по 27.11.2026');
    expect(linesOf(sheet)).toContain('Строк: 1 из 2. Время местное (Asia/Almaty).');
  });
});

describe('the management workbook', () => {
  const tickets = [
    aCall(1, ANNA, { rating: 5 }, closes('11:00', ANNA)),
    aCall(2, ANNA, { rating: null, state_body: '' }, closes('11:00', ANNA)),
    aCall(3, ANNA, {}, sets(almaty('10:20'), { group: 'line-2' }, { who: ANNA }), closes('12:00', BORIS)),
    eTicket(
      { id: 4, by: 'applicant', fields: { request_channel: 'email', owner: null } },
      closes('12:00', BORIS, { owner: BORIS }),
    ),
    aCall(
      5,
      BORIS,
      {},
      closes('11:00', BORIS),
      sets(almaty('11:30'), { state: 'open' }, { by: 'applicant' }),
    ),
    aCall(
      6,
      BORIS,
      { ...completeRequest, owner: BORIS },
      sets(almaty('10:05'), { group: 'developers' }, { who: BORIS }),
      sets(
        almaty('10:50'),
        { complexity: '2', fix_term_at: at(almaty('18:00')), group: 'line-2' },
        { who: DEVELOPER },
      ),
      sets(almaty('11:00'), { state: 'verification' }, { who: BORIS }),
      sets(almaty('11:10'), { state: 'rework', group: 'developers' }, { who: BORIS }),
    ),
    aCall(7, ANNA, {}, sets(almaty('11:00'), { state: 'spam' }, { who: ANNA })),
  ];

  it('counts by consultant what each did, by line what each had, and the sums are the totals [E 4.2]', async () => {
    const model = await build('management', tickets);
    expect(rowOf(model, 'По консультантам', 'anna')).toMatchObject({
      'Зарегистрировано обращений': '3',
      'Решено на 1 линии': '2',
      'Передано другой линии': '1',
      'Возвращено на доработку': '0',
    });
    expect(rowOf(model, 'По консультантам', 'boris')).toMatchObject({
      'Зарегистрировано обращений': '2',
      'Решено на 1 линии': '1',
      'Передано другой линии': '2',
      'Возвращено на доработку': '1',
    });
    expect(rowOf(model, 'По консультантам', 'без исполнителя')['Зарегистрировано обращений']).toBe('1');
    expect(rowOf(model, 'По линиям', 'Разработчики системы')['Передано другой линии']).toBe('1');
    for (const name of ['По консультантам', 'По линиям', 'Оценки', 'По вопросам']) {
      const [total = []] = totalsOf(sheetOf(model, name));
      const sums = total
        .slice(1)
        .map((_, index) =>
          rowsOf(sheetOf(model, name)).reduce((sum, row) => sum + Number(row[index + 1]), 0),
        );
      const counts = total.slice(1).map(Number);
      expect(sums.filter((sum) => !Number.isNaN(sum))).toEqual(counts.filter((each) => !Number.isNaN(each)));
    }
  });

  it('counts phone tickets, named so, and how completely the base is filled in [E 8.5(4)]', async () => {
    const model = await build('management', tickets);
    expect(rowOf(model, 'По консультантам', 'anna')).toMatchObject({
      'Обращения по телефону': '3',
      'База заполнена: заполнено полностью': '1',
      'База заполнена: всего': '2',
      'База заполнена: Доля': '50,0 %',
    });
  });

  it('spreads ratings: none is missing, not zero; mail is not asked [E 6.3 rating]', async () => {
    const model = await build('management', tickets);
    expect(rowOf(model, 'Оценки', 'anna')).toMatchObject({
      'Оценка: 5': '1',
      'Оценка: 1': '0',
      'Оценка: нет': '1',
      'Оценка: не применимо': '0',
    });
    expect(rowOf(model, 'Оценки', 'boris')).toMatchObject({
      'Оценка: 5': '0',
      'Оценка: нет': '1',
      'Оценка: не применимо': '1',
    });
  });
});

describe('the sheets of a management workbook beside its figures', () => {
  it('list the proposals that were entered [E 4.2]', async () => {
    const proposal = 'Показывать номер приказа в списке: его ищут в каждом третьем обращении';
    const model = await build('management', [aCall(1, ANNA, { proposal }), aCall(2, ANNA, {})]);
    expect(rowsOf(sheetOf(model, 'Предложения')).map((row) => [row[0], row[4]])).toEqual([
      ['20261', proposal],
    ]);
  });

  it('count requests by what was asked, and those about a mass incident [E 6.2 information]', async () => {
    const asked = { topic: 'mass-incidents', mass_incident_number: '20260' };
    const model = await build('management', [aCall(1, ANNA, asked), aCall(2, ANNA, {})]);
    expect(rowOf(model, 'По вопросам', 'о массовых инцидентах')).toMatchObject({
      Зарегистрировано: '1',
      'О массовом инциденте': '1',
    });
    expect(rowOf(model, 'По вопросам', 'консультация по функционалу Системы')['О массовом инциденте']).toBe(
      '0',
    );
  });

  it('count a request by what it turned out to be about, though nobody knew when it came in [E 6.2 information]', async () => {
    const told = sets(almaty('10:20'), { topic: 'availability' }, { who: ANNA });
    const model = await build('management', [aCall(1, ANNA, { topic: null }, told)]);
    expect(rowOf(model, 'По вопросам', 'о доступности Системы')['Зарегистрировано']).toBe('1');
  });
});

describe('how long it took', () => {
  const ended = (minutes: number): FieldValues => ({
    call_ended_at: at(almaty('10:00')) - minutes * 60_000 + 1,
  });
  const consulted = (from: string, to: string): readonly Step[] => [
    sets(almaty(from), { consultation_started_at: at(almaty(from)) }, { who: ANNA }),
    sets(almaty(to), { consultation_ended_at: at(almaty(to)) }, { who: ANNA }),
  ];

  it('judges the two minutes of entering; mail is attested, no beginning is said [E 6.1 two minutes]', async () => {
    const model = await build('management', [
      ...[1, 1, 1, 3].map((minutes, index) => aCall(index + 1, ANNA, ended(minutes))),
      aCall(5, ANNA, {}),
      aCall(6, ANNA, { request_channel: 'email' }),
    ]);
    expect(
      rowOf(model, 'Сроки по консультантам', 'anna', 'Оформление обращения, не более 2 минут'),
    ).toMatchObject({
      Норма: '2 мин',
      'В срок': '3',
      'С опозданием': '1',
      Соблюдено: '75,0 %',
      'Подтверждает руководитель': '1',
      'Начало не указано': '1',
    });
  });

  it('shows the median and the 90th percentile of consultations in working time [E 6.2]', async () => {
    // The last one runs over lunch, 13:00–14:30.
    const spans = [
      ['10:00', '10:05'],
      ['10:00', '10:10'],
      ['10:00', '10:12'],
      ['12:50', '14:40'],
    ] as const;
    const model = await build(
      'management',
      spans.map(([from, to], index) => aCall(index + 1, ANNA, {}, ...consulted(from, to))),
    );
    expect(
      rowOf(model, 'Сроки по консультантам', 'anna', 'Консультация 1 линии, не более 15 минут'),
    ).toMatchObject({
      'В срок': '3',
      'С опозданием': '1',
      'Медиана, ч:мм:сс': '11 min',
      '90-й процентиль, ч:мм:сс': '20 min',
    });
  });

  it('shows the developers’ hour by the line that had it, what runs on late included [E 6.1 one hour]', async () => {
    const goes = (back: string | null): readonly Step[] => [
      sets(almaty('10:05'), { group: 'developers' }, { who: ANNA }),
      ...(back === null
        ? []
        : [
            sets(
              almaty(back),
              { complexity: '2', fix_term_at: at(almaty('18:00')), group: 'line-1' },
              { who: DEVELOPER },
            ),
          ]),
    ];
    const model = await build(
      'management',
      ['10:25', '10:45', '12:05', null].map((back, index) =>
        aCall(index + 1, ANNA, completeRequest, ...goes(back)),
      ),
    );
    expect(
      rowOf(model, 'Сроки по линиям', 'Разработчики системы', 'Возврат заявки разработчиками'),
    ).toMatchObject({
      'В срок': '2',
      'С опозданием': '2',
      'Медиана, ч:мм:сс': '40 min',
      '90-й процентиль, ч:мм:сс': '120 min',
    });
  });

  it('shows nothing where nothing was finished', async () => {
    const [registering] = totalsOf(sheetOf(await build('management', []), 'Сроки по линиям'));
    expect(registering).toEqual([
      'Итого',
      'Оформление обращения, не более 2 минут',
      '2 мин',
      '0',
      '0',
      '0',
      '—',
      '—',
      '—',
      '0',
      '0',
    ]);
  });
});

describe('the compliance workbook', () => {
  const late = aCall(1, ANNA, completeRequest, sets(almaty('10:05'), { group: 'developers' }, { who: ANNA }));
  const entry = (seq: number, part: Partial<LedgerEntry>): Partial<LedgerEntry> => ({
    seq,
    hash: 'f00d',
    kind: 'effect',
    status: 'done',
    ground: { kind: 'clause', clause: 'E 4.2' },
    ...part,
  });

  it('shows each clause with its terms, violations and tickets, once each', async () => {
    const model = await build('compliance', [late]);
    const demanded = rowsOf(sheetOf(model, 'clauses')).map(([, demands]) => demands);
    expect(demanded).toEqual(ePack().clauses.map(({ demands }) => demands));
    const row = ePack().clauses.find(({ clauses }) => clauses.includes('E 6.1 one hour'));
    expect(rowOf(model, 'clauses', 'п. 6.1', row?.demands ?? '')).toMatchObject({
      Оценено: '1',
      'В срок': '0',
      Нарушений: '1',
      'Обращения с нарушениями': '20261',
    });
  });

  it('shows what the ledger holds of a clause: actions done, and where to look', async () => {
    const model = await build(
      'compliance',
      [],
      [
        entry(7, {}),
        entry(8, { status: 'pending' }),
        entry(9, { kind: 'finding', status: 'found' }),
        entry(12, { ground: { kind: 'product', about: 'E 4.2' } }),
      ],
    );
    expect(rowOf(model, 'clauses', 'п. 4.2')).toMatchObject({
      'Действий системы': '1',
      'Записи журнала действий, №': '7–9',
    });
  });

  it('has a line to sign for every point that people are asked about', async () => {
    const rows = rowsOf(sheetOf(await build('compliance', []), 'attested'));
    const points = rows.map(([, clause = '']) => clause);
    expect(points.filter((clause) => clause.startsWith('п. 8.2('))).toHaveLength(16);
    expect(points.filter((clause) => clause.startsWith('п. 8.3('))).toHaveLength(12);
    expect(rows.every((row) => row.slice(3).join('') === '')).toBe(true);
  });

  it('lists our additions apart, and none of what a clause demands', async () => {
    const names = rowsOf(sheetOf(await build('compliance', []), 'additions')).map(([, name]) => name);
    expect(names).toContain('Передача на 2 линию');
    expect(names).not.toContain('Возврат заявки разработчиками');
  });
});
