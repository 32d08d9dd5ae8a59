import { describe, expect, it } from 'vitest';
import { wholeDays } from '../../../src/core/report/report-period.ts';
import { sets } from '../../support/a-ticket.ts';
import { aRequest, buildKyivWeekly, kyiv, linesOf, rowsOf, sheetOf, shown } from './a-kyiv-report.ts';
import { BEFORE, closes, LATER, WITHIN } from './a-week.ts';

const tickets = [
  aRequest(1, WITHIN, { business_process: 'eds' }),
  aRequest(2, WITHIN, { business_process: 'eds' }, closes(LATER)),
  aRequest(
    3,
    BEFORE,
    { business_process: 'bankid-nbu' },
    sets(LATER, { group: 'technical', state: 'handed-over' }),
  ),
  aRequest(4, BEFORE),
  aRequest(5, WITHIN, { business_process: 'other' }, sets(LATER, { state: 'spam' })),
];
const report = await buildKyivWeekly(tickets);

describe('the weekly page of Kyiv', () => {
  it('has the title, lines and order of the regulation, letter by letter [K 3.3.4]', () => {
    expect(linesOf(sheetOf(report, 'summary'))).toEqual([
      'Найменування: Підсумки обробки звернень внутрішніх і зовнішніх користувачів системи ГБ з 13.11.2026 16:00 по 20.11.2026 16:00.',
      'Дані звіту:',
      'Надійшло звернень: 2.',
      'Перехідні з попередніх періодів: 2.',
      'Вирішено: 1 звернень, 25,0 %.',
      'Відкриті звернення на поточну добу: 3 звернень, 75,0 %.',
      'з них:',
      'Авторизація через ЕЦП: 1 звернень, 33,4 %.',
      'Авторизація через BankID Приват 24: 0 звернень, 0,0 %.',
      'Авторизація через BankID НБУ (Ощадбанк, Радабанк): 1 звернень, 33,3 %.',
      'Формування заявки в кандидати ГБК: 0 звернень, 0,0 %.',
      'Модерація кандидатів в ГБК: 0 звернень, 0,0 %.',
      'Доопрацювання системи: 0 звернень, 0,0 %.',
      'Інше: 1 звернень, 33,3 %.',
      'Список відкритих звернень по кожному із бізнес процесів.',
    ]);
  });

  it('keeps numbers numbers [K 3.3.4]', () => {
    const cells = sheetOf(report, 'summary').above.flatMap((line) => line.cells);
    expect(cells.filter(({ kind }) => kind === 'text').some((cell) => /\d %/.test(shown(cell)))).toBe(false);
    expect(cells).toContainEqual({ kind: 'count', value: 3, after: ' звернень,' });
  });

  it('has no shares of nothing [K 3.3.4]', async () => {
    const lines = linesOf(sheetOf(await buildKyivWeekly([]), 'summary'));
    expect(lines).toContain('Вирішено: 0 звернень, —');
    expect(lines).toContain('Інше: 0 звернень, —');
  });

  it('names whole days as dates [K 3.3.4]', async () => {
    const days = await buildKyivWeekly([], wholeDays('2026-11-16', '2026-11-20', 'Europe/Kyiv'));
    expect(linesOf(sheetOf(days, 'summary'))[0]).toContain('з 16.11.2026 по 20.11.2026.');
  });
});

describe('the list of open tickets', () => {
  it('holds all open ones by process in order of arrival, without names [K 3.3.4]', () => {
    const { table } = sheetOf(report, 'open');
    expect(table?.columns.map(({ head }) => head)).toEqual([
      'Бізнес-процес',
      'Номер',
      'Надійшло',
      'Тип звернення',
      'Категорія',
      'Лінія',
      'Строк',
      'Прострочено, год',
    ]);
    expect(table?.rows.map((row) => row.slice(0, 6).map(shown))).toEqual([
      ['Авторизація через ЕЦП', '20261', '2026-11-17T09:00:00.000Z', 'Помилка/проблема', 'Низький', '1'],
      [
        'Авторизація через BankID НБУ (Ощадбанк, Радабанк)',
        '20263',
        '2026-11-10T09:00:00.000Z',
        'Помилка/проблема',
        'Низький',
        '3',
      ],
      ['Інше', '20264', '2026-11-10T09:00:00.000Z', 'Помилка/проблема', 'Низький', '1'],
    ]);
  });

  it('shows the term by the category in working time, and what is past it while the clock runs [K Table 1]', () => {
    const { table } = sheetOf(report, 'open');
    const terms = table?.rows.map((row) => row.slice(6));
    expect(terms).toEqual([
      [
        { kind: 'instant', at: Date.parse('2026-11-23T09:00:00Z') },
        { kind: 'hours', ms: null },
      ],
      [
        { kind: 'instant', at: Date.parse('2026-11-16T09:00:00Z') },
        { kind: 'hours', ms: null },
      ],
      [
        { kind: 'instant', at: Date.parse('2026-11-16T09:00:00Z') },
        { kind: 'hours', ms: 41 * 3_600_000 },
      ],
    ]);
  });
});

describe('the method sheet', () => {
  it('says the period, the cut-off, the zone, the pack, the ledger head and the balance [K 3.3.4]', () => {
    const lines = linesOf(sheetOf(report, 'method'));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Початок періоду (включно) 2026-11-13T14:00:00.000Z',
        'Показники станом на 2026-11-20T14:00:00.000Z',
        'Часовий пояс Europe/Kyiv',
        `Контрольна сума пакета ${kyiv.hash}`,
        'Номер останнього запису журналу дій за період 812',
        'з них вирішено 1 50,0 %',
        expect.stringContaining('2 + 0 + 3 − 1 = 1 + 3. Рівність перевірено.'),
      ]),
    );
  });
});

describe('every sheet', () => {
  it('leaves no place of a text unfilled', () => {
    const texts = report.sheets.flatMap((sheet) => [...linesOf(sheet), ...rowsOf(sheet).flat()]);
    expect(texts.filter((text) => /[{}]|undefined/.test(text))).toEqual([]);
  });
});
