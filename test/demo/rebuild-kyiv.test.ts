import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  countTold,
  countUntoldClosings,
  countUntoldRegistrations,
  countUntoldTerms,
} from '../support/other-road/kyiv-notices.ts';
import { findJumps } from '../support/other-road/kyiv-queue.ts';
import { isUncounted, judgeTerm } from '../support/other-road/kyiv-terms.ts';
import type { Judged, TermName } from '../support/other-road/kyiv-terms.ts';
import { countAges, isInWeek } from '../support/other-road/kyiv-week.ts';
import type { Week } from '../support/other-road/kyiv-week.ts';
import { liveThroughDemo, rowOf } from '../support/other-road/live-through-demo.ts';
import type { LivedDemo } from '../support/other-road/live-through-demo.ts';
import { readLives, valuesOf } from '../support/other-road/raw-lives.ts';
import type { RawLife } from '../support/other-road/raw-lives.ts';
import { readTables } from '../support/other-road/read-table.ts';
import type { TableRow } from '../support/other-road/read-table.ts';
import { readWeekly } from '../support/read-weekly.ts';
import { rebuildPostponed, rebuildWeekly } from '../support/rebuild-weekly.ts';
import type { RawDump } from '../support/rebuild-weekly.ts';

describe('the weekly workbooks of a demo of Kyiv, rebuilt from raw.json by another road', () => {
  const weeks = [
    ['2026-10-09', '2026-10-09T13:00:00.000Z', '2026-10-16T13:00:00.000Z'],
    ['2026-10-16', '2026-10-16T13:00:00.000Z', '2026-10-23T13:00:00.000Z'],
  ] as const;
  let left: LivedDemo;
  beforeAll(async () => {
    left = await liveThroughDemo('kyiv-public-budget', { seed: 5, weeks: 2, count: 50 });
  }, 240_000);
  afterAll(() => {
    left.remove();
  });

  function open(from: string, to: string) {
    const path = left.fileOf(`weekly-${from.slice(0, 10)}`, '.xlsx');
    const week: Week = { time: left.time, from: Date.parse(from), to: Date.parse(to) };
    return { path, week, lives: readLives(left.world, week.to) };
  }

  it.each(weeks)('count the week from %s [K 3.3.4]', async (_, from, to) => {
    const { path } = open(from, to);
    const dump = left.world as unknown as RawDump;
    const { shares, ...figures } = await readWeekly(path);
    const rebuilt = rebuildWeekly(dump, from, to);
    expect(figures).toEqual(rebuilt);
    expect(rebuilt.open).toBeGreaterThan(5);
    expect(shares.open).toBeCloseTo(rebuilt.open / (rebuilt.open + rebuilt.resolved), 3);
    const postponed = (await readTables(path))('Відкладені');
    const sum = Object.values(rebuildPostponed(dump, from, to)).reduce(
      (all, { open: n, closed }) => all + n + closed,
      0,
    );
    expect(rowOf(postponed, 'Разом')['Разом']).toBe(sum);
  });

  it.each(weeks)(
    'judge the terms of the week from %s, with and without pauses [K Table 1]',
    async (_, from, to) => {
      const { path, week, lives } = open(from, to);
      const counted = lives.filter((life) => isInWeek(life, week) && !isUncounted(life));
      const rows = (await readTables(path))('Дотримання строків');
      const shown = rows.map((row) => verdictsShown(row));
      const rebuilt = rows.map((row) => verdictsRebuilt(row, counted, week));
      expect(shown).toEqual(rebuilt);
      expect(rebuilt.some(({ late, inTime }) => late > 3 && inTime > 3)).toBe(true);
    },
  );

  it.each(weeks)(
    'count what was told and what was not in the week from %s [K Table 2]',
    async (_, from, to) => {
      const { path, week, lives } = open(from, to);
      const rows = (await readTables(path))('Повідомлення');
      const names = {
        registration: 'Реєстрація',
        term: 'Номер і орієнтовний строк',
        assigned: 'Призначення відповідального',
        status: 'Зміна статусу/продовження терміну',
        'term-changed': 'Новий орієнтовний строк',
        details: 'Прохання доповнити звернення',
        closing: 'Закриття',
      };
      for (const [notice, name] of Object.entries(names)) {
        const row = rowOf(rows, name);
        expect([name, row['Надіслано листів'], row['Повідомлено усно'], row['Не доставлено']]).toEqual([
          name,
          ...Object.values(countTold(lives, notice, week)),
        ]);
      }
      const untold = [countUntoldRegistrations, countUntoldTerms, countUntoldClosings].map((count) =>
        count(lives, week),
      );
      expect(
        [names.registration, names.term, names.closing].map(
          (name) => rowOf(rows, name)['Не повідомлено вчасно'],
        ),
      ).toEqual(untold);
      expect(untold[1]).toBeGreaterThan(0);
    },
  );

  it.each(weeks)('tell how old the open ones are after the week from %s', async (_, from, to) => {
    const { path, week, lives } = open(from, to);
    const rows = (await readTables(path))('Давність').slice(0, -1);
    const services = Object.keys(rows[0] ?? {}).slice(1, 4);
    const ages = [...countAges(lives, [1, 3, 5, 10], week).values()];
    expect(
      rows.map((row) => [...services.map((name) => row[name]), row['Разом'], row['Найдавніше']]),
    ).toEqual(
      ages.map((tickets) => [
        ...services.map((name) => tickets.filter(({ service }) => service === name).length),
        tickets.length,
        tickets[0] === undefined ? null : Number(tickets[0].number),
      ]),
    );
  });

  it.each(weeks)('find who was taken out of turn in the week from %s [K 3.3.1]', async (_, from, to) => {
    const { path, week, lives } = open(from, to);
    const { jumps } = findJumps(lives, week);
    const rows = (await readTables(path))('Поза чергою');
    expect(
      rows.map((row) => [
        row['Номер'],
        row['Може йти поза чергою'],
        row['Пропущено старіших'],
        row['Найстаріше з них'],
      ]),
    ).toEqual(
      jumps.map(({ number, isAllowed, passedOver, oldest }) => [
        Number(number),
        isAllowed ? 'так' : 'ні',
        passedOver,
        Number(oldest),
      ]),
    );
    expect(new Set(jumps.map(({ isAllowed }) => isAllowed)).size).toBe(2);
  });
});

const TYPES: Readonly<Record<string, string>> = {
  'Помилка/проблема': 'error',
  'Нова функціональність': 'new-functionality',
  'Консультація/задача': 'consultation',
};
const TERM_OF: Readonly<Record<string, TermName>> = {
  'Термін реакції': 'reaction',
  'Терміни усунення/виконання': 'resolution',
  'Увесь шлях звернення (довідково)': 'whole path',
};

function verdictsShown(row: TableRow) {
  const share = row['Дотримано без пауз'];
  return {
    inTime: Number(row['У строк']),
    late: Number(row['Із запізненням']),
    running: Number(row['Триває в межах строку']),
    earlier: Number(row['Оцінено раніше']),
    none: Number(row['Без оцінки']),
    unpaused: typeof share === 'number' ? Math.round(share * 1000) : null,
  };
}

/** The same of the tickets that the row is about: of its class, of none, or of all. */
function verdictsRebuilt(
  row: TableRow,
  lives: readonly RawLife[],
  week: Week,
): ReturnType<typeof verdictsShown> {
  const term = TERM_OF[String(row['Строк'])];
  if (term === undefined) throw new Error(`no term ${String(row['Строк'])}`);
  const [type, category] = [String(row['Тип звернення']), row['Категорія']];
  const isOfRow = (life: RawLife): boolean => {
    const values = valuesOf(life);
    if (type === 'Разом') return true;
    const isClassified = values['request_type'] !== null && String(values['priority']) !== '2 normal';
    return TYPES[type] === undefined
      ? !isClassified
      : values['request_type'] === TYPES[type] && values['priority'] === category;
  };
  const judged = lives.filter(isOfRow).map((life) => judgeTerm(life, term, week));
  const count = (verdict: string, kind: keyof Judged = 'verdict'): number =>
    judged.filter((each) => each[kind] === verdict).length;
  const [kept, broken] = [count('in time', 'unpaused'), count('late', 'unpaused')];
  return {
    inTime: count('in time'),
    late: count('late'),
    running: count('running'),
    earlier: count('earlier'),
    none: count('none'),
    unpaused: kept + broken === 0 ? null : Math.round((kept / (kept + broken)) * 1000),
  };
}
