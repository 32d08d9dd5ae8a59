import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildPeriodicReport } from '../../../src/core/report/build-periodic-report.ts';
import type { Cell, ReportModel, Sheet } from '../../../src/core/report/report-model.ts';
import { wholeDays } from '../../../src/core/report/report-period.ts';
import type { ReportPeriod } from '../../../src/core/report/report-period.ts';
import { createReportTemplates } from '../../../src/output/report-words-folder.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { sets } from '../../support/a-ticket.ts';
import { aFrontTicket, BEFORE, closes, inWeek, LATER, week, WITHIN } from './a-week.ts';

const pack = compileTestPack({
  pack: fileURLToPath(new URL('../../../mappings/kyiv-public-budget', import.meta.url)),
});
const templates = fileURLToPath(new URL('../../../report-templates', import.meta.url));
const words = await createReportTemplates(templates).readWords('uk');

function aRequest(
  id: number,
  at: string,
  process: string | null,
  ...steps: Parameters<typeof sets>[]
): Ticket {
  const fields = { type: 'error', priority: 'low', group: 'information', business_process: process };
  return aFrontTicket({ id, at, fields }, ...steps.map((step) => sets(...step)));
}

function build(tickets: readonly Ticket[], period: ReportPeriod = week): ReportModel {
  const report = pack.reports[0]!;
  const { model } = buildPeriodicReport({
    pack,
    report,
    period,
    cutOffAt: period.toAt,
    tickets: inWeek(tickets, pack),
    language: 'uk',
    words,
    ledgerHead: { seq: 812, hash: 'f00d' },
  });
  return model;
}

/** A cell as it is read on paper. */
function shown(cell: Cell): string {
  switch (cell.kind) {
    case 'count':
      return `${cell.value}${cell.after ?? ''}`;
    case 'share':
      return cell.value === null
        ? '—'
        : `${(cell.value * 100).toFixed(1).replace('.', ',')} %${cell.after ?? ''}`;
    case 'text':
    case 'name':
      return cell.text;
    case 'instant':
      return cell.at === null ? '' : new Date(cell.at).toISOString();
    default:
      return JSON.stringify(cell);
  }
}

function sheetOf(model: ReportModel, id: string): Sheet {
  return model.sheets.find((sheet) => sheet.id === id)!;
}

function linesOf({ above }: Sheet): readonly string[] {
  return above.map(({ cells }) => cells.map(shown).join(' '));
}

const tickets = [
  aRequest(1, WITHIN, 'eds'),
  aRequest(2, WITHIN, 'eds', [LATER, { state: 'closed' }]),
  aRequest(3, BEFORE, 'bankid-nbu', [LATER, { group: 'technical', state: 'handed-over' }]),
  aRequest(4, BEFORE, null),
  aRequest(5, WITHIN, 'other', [LATER, { state: 'spam' }]),
];

describe('the weekly page of Kyiv', () => {
  it('has the title, lines and order of the regulation, letter by letter [K 3.3.4]', () => {
    expect(linesOf(sheetOf(build(tickets), 'summary'))).toEqual([
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
    const cells = sheetOf(build(tickets), 'summary').above.flatMap((line) => line.cells);
    expect(cells.filter(({ kind }) => kind === 'text').some((cell) => /\d %/.test(shown(cell)))).toBe(false);
    expect(cells).toContainEqual({ kind: 'count', value: 3, after: ' звернень,' });
  });

  it('has no shares of nothing [K 3.3.4]', () => {
    const lines = linesOf(sheetOf(build([]), 'summary'));
    expect(lines).toContain('Вирішено: 0 звернень, —');
    expect(lines).toContain('Інше: 0 звернень, —');
  });

  it('names whole days as dates [K 3.3.4]', () => {
    const [title] = linesOf(
      sheetOf(build([], wholeDays('2026-11-16', '2026-11-20', 'Europe/Kyiv')), 'summary'),
    );
    expect(title).toContain('з 16.11.2026 по 20.11.2026.');
  });
});

describe('the list of open tickets', () => {
  it('holds all open ones by process in order of arrival, without names [K 3.3.4]', () => {
    const { table } = sheetOf(build(tickets), 'open');
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
    const { table } = sheetOf(build(tickets), 'open');
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
    const lines = linesOf(sheetOf(build(tickets), 'method'));
    expect(lines).toEqual(
      expect.arrayContaining([
        'Початок періоду (включно) 2026-11-13T14:00:00.000Z',
        'Показники станом на 2026-11-20T14:00:00.000Z',
        'Часовий пояс Europe/Kyiv',
        `Контрольна сума пакета ${pack.hash}`,
        'Номер останнього запису журналу дій за період 812',
        'з них вирішено 1 50,0 %',
        expect.stringContaining('2 + 0 + 3 − 1 = 1 + 3. Рівність перевірено.'),
      ]),
    );
  });

  it('leaves no place unfilled', () => {
    expect(linesOf(sheetOf(build([aRequest(1, WITHIN, 'eds')]), 'method')).join('\n')).not.toMatch(
      /[{}]|undefined/,
    );
  });
});

describe('a closed ticket', () => {
  it('is not in the list of open ones', () => {
    const closed = aFrontTicket({ at: WITHIN, fields: { business_process: 'eds' } }, closes(LATER));
    expect(sheetOf(build([closed]), 'open').table?.rows).toEqual([]);
  });
});
