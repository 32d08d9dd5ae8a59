import type { Cell, Chart, ReportModel, Sheet } from '../../src/core/report/report-model.ts';
import { count, text, textLine } from '../../src/core/report/report-model.ts';

/** A list of tickets with one of every kind of cell. */
export function aTableSheet(rows: number, words: (index: number) => string = () => 'Авторизація'): Sheet {
  const row = (index: number): readonly Cell[] => [
    text(words(index)),
    { kind: 'name', text: String(41_001 + index) },
    { kind: 'instant', at: Date.parse('2026-11-17T09:00:00Z') + index * 60_000 },
    count(index),
    { kind: 'hours', ms: index * 90_000 },
  ];
  return {
    id: 'open',
    name: 'Відкриті звернення',
    above: [textLine('title', 'Список'), textLine('note', `Рядків: ${rows}`)],
    table: {
      id: 'OpenTickets',
      columns: ['Процес', 'Номер', 'Надійшло', 'Лінія', 'Прострочено, год'].map((head, index) => ({
        id: `column${index}`,
        head,
      })),
      rows: Array.from({ length: rows }, (_, index) => row(index)),
      totals: [],
    },
    below: [],
  };
}

/** A chart with words of two alphabets. */
export const aChart: Chart = {
  title: 'Динаміка: їжак, ґанок, Қызмет',
  categories: ['13.11.2026', '20.11.2026'],
  series: [
    { name: 'Надійшло', form: 'light-bars', values: [12, 9] },
    { name: 'Вирішено', form: 'dark-bars', values: [7, 11] },
    { name: 'Відкриті', form: 'line', values: [20, 18] },
  ],
};

/** A report with a page and what other sheets are given. */
export function aReportModel(...sheets: readonly Sheet[]): ReportModel {
  const page: Sheet = {
    id: 'summary',
    name: 'Звіт',
    above: [
      textLine('title', 'Підсумки обробки звернень'),
      {
        style: 'line',
        cells: [
          text('Вирішено:'),
          { kind: 'count', value: 12, after: ' звернень,' },
          { kind: 'share', value: 0.4, after: '.' },
        ],
      },
      {
        style: 'item',
        cells: [
          text('Інше:'),
          { kind: 'count', value: 0, before: '(', after: ')' },
          { kind: 'share', value: null, after: '.' },
        ],
      },
    ],
    table: null,
    below: [],
  };
  return {
    layout: 'weekly-report',
    title: 'Підсумки',
    subject: 'Регламент',
    keywords: 'kyiv 1.0.0',
    language: 'uk',
    zone: 'Europe/Kyiv',
    dateFormat: 'dd.MM.yyyy',
    dateTimeFormat: 'dd.MM.yyyy HH:mm',
    localeId: '422',
    cutOffAt: Date.parse('2026-11-20T14:00:00Z'),
    footer: { left: 'Станом на 20.11.2026 16:00 & (Europe/Kyiv)', right: 'Сторінка {page} з {pages}' },
    sheets: [page, ...sheets],
  };
}
