import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countTold } from '../support/other-road/kyiv-notices.ts';
import { findJumps } from '../support/other-road/kyiv-queue.ts';
import { countApart, countHeld, countTrend, listBreaches } from '../support/other-road/kyiv-rows.ts';
import { APART, HINDRANCES, NOTICES, STATES, TERM_OF } from '../support/other-road/kyiv-labels.ts';
import { isUncounted, judgeTerm } from '../support/other-road/kyiv-terms.ts';
import { listUntold } from '../support/other-road/kyiv-untold.ts';
import { verdictsRebuilt, verdictsShown } from '../support/other-road/kyiv-verdicts.ts';
import { countByClause, lineOf, listViolations } from '../support/other-road/kyiv-violations.ts';
import { countAges, isInWeek } from '../support/other-road/kyiv-week.ts';
import type { Week } from '../support/other-road/kyiv-week.ts';
import { liveThroughDemo, rowOf } from '../support/other-road/live-through-demo.ts';
import type { LivedDemo } from '../support/other-road/live-through-demo.ts';
import { readLives } from '../support/other-road/raw-lives.ts';
import { minuteIn, readTables, toHundredths } from '../support/other-road/read-table.ts';
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
    left = await liveThroughDemo('kyiv-public-budget', { seed: 250, weeks: 2, count: 50 });
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
    expect(rebuilt.open).toBeGreaterThan(3);
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
      const untold = listUntold(lives, week);
      for (const [notice, name] of Object.entries(NOTICES)) {
        const row = rowOf(rows, name);
        const heads = ['Надіслано листів', 'Повідомлено усно', 'Не доставлено', 'Не повідомлено вчасно'];
        expect([name, ...heads.map((head) => row[head])]).toEqual([
          name,
          ...Object.values(countTold(lives, notice, week)),
          untold.filter((each) => each.notice === notice).length,
        ]);
      }
      expect(rows).toHaveLength(Object.keys(NOTICES).length + 1);
      expect(new Set(untold.map(({ notice }) => notice)).size).toBeGreaterThan(2);
    },
  );

  it.each(weeks)(
    'list what was violated in the week from %s, ticket by ticket with the clauses [K 4.9.1, K Table 2, K 4.15]',
    async (_, from, to) => {
      const { path, week, lives } = open(from, to);
      const rows = (await readTables(path))('Порушення');
      const rebuilt = listViolations(lives, week).map((each) => lineOf(each, week.time));
      const heads = ['Номер', 'Порушення', 'Пункт', 'Відпало після зміни класифікації'];
      const shown = rows.map((row) =>
        [minuteIn(row['Коли']), ...heads.map((head) => row[head] ?? '')].join(' | '),
      );
      expect(shown.sort()).toEqual(rebuilt.sort());
      expect(shown.length).toBeGreaterThan(20);
    },
  );

  it.each(weeks)('say where the time of the breaches of the week from %s went', async (_, from, to) => {
    const { path, week, lives } = open(from, to);
    const rows = (await readTables(path))('Прострочені');
    const rebuilt = (['reaction', 'resolution'] as const).flatMap((term) =>
      listBreaches(lives, term, week).map((breach) => [
        breach.number,
        Object.keys(TERM_OF).find((name) => TERM_OF[name] === term),
        breach.goalHours === 0.5 ? '30 хв' : `${breach.goalHours} год`,
        breach.stopped ?? 'ще триває',
        `${breach.group}, стан «${STATES[breach.state] ?? breach.state}», ${
          breach.hasOwner ? 'відповідального призначено' : 'без відповідального'
        }`,
        toHundredths(breach.overdueHours),
        toHundredths(breach.longestHours),
      ]),
    );
    const shown = rows.map((row) => [
      String(row['Номер']),
      row['Строк'],
      row['Норма'],
      row['Зупинено'] === 'ще триває' ? 'ще триває' : minuteIn(row['Зупинено']),
      row['Де минув час'],
      toHundredths(Number(row['Прострочено, год'])),
      toHundredths(Number(row['Із зарахованого, год'])),
    ]);
    expect(shown).toEqual(rebuilt);
    expect(new Set(rows.map((row) => row['Де минув час'])).size).toBeGreaterThan(1);
  });

  it.each(weeks)('tell what was held up in the week from %s, by reason [K 4.14]', async (_, from, to) => {
    const { path, week, lives } = open(from, to);
    const rows = (await readTables(path))('Відкладені');
    const rebuilt = [...HINDRANCES, null].map((wanted) =>
      countHeld(lives, week, (hindrance) => wanted === null || hindrance === wanted),
    );
    expect(
      rows.map((row) => [
        row['Відкриті'],
        row['Закриті'],
        row['Разом'],
        Number(row['Відлік строку стояв, год']),
      ]),
    ).toEqual(rebuilt.map(({ open: n, closed, total, hours }) => [n, closed, total, toHundredths(hours)]));
    expect(rebuilt.at(-1)?.hours).toBeGreaterThan(1);
  });

  it.each(weeks)('count some apart in the week from %s [K 4.12, K 4.11.4, K 4.11.5]', async (_, from, to) => {
    const { path, week, lives } = open(from, to);
    const rows = (await readTables(path))('Окремо');
    const rebuilt = Object.entries(APART).map(([name, is]) => {
      const { received, carriedOver, resolved, open: n, total } = countApart(lives, week, is);
      return [name, received, carriedOver, resolved, n, total];
    });
    expect(rows.map((row) => Object.values(row))).toEqual(rebuilt);
    expect(rebuilt.some(([, , , , , total]) => Number(total) > 0)).toBe(true);
  });

  it('count every one of the twelve weeks up to the last [K 3.3.4]', async () => {
    const [, from, to] = weeks[1];
    const { path, week } = open(from, to);
    const rebuilt = countTrend(left.world as unknown as RawDump, week, 12);
    const shown = (await readTables(path))('Динаміка').map((row) => {
      const [begin, end, ...figures] = Object.values(row);
      return [minuteIn(begin), minuteIn(end), ...figures];
    });
    expect(shown).toEqual(rebuilt);
    expect(rebuilt.filter(([, , received]) => Number(received) > 0)).toHaveLength(2);
  });

  it('judge the clauses and count their violations over both weeks [K Table 1 note *, K Table 1 note **]', async () => {
    const week: Week = {
      time: left.time,
      from: Date.parse('2026-10-09T00:00:00+03:00'),
      to: Date.parse(weeks[1][2]),
    };
    const lives = readLives(left.world, week.to);
    const rows = (await readTables(left.fileOf('compliance', '.xlsx')))('Пункти регламенту');
    const violated = rows.filter((row) => Number(row['Порушень']) > 0);
    expect(
      violated.map((row) => [row['Пункт'], row['Порушень'], row['Звернення з порушеннями']]).sort(),
    ).toEqual(countByClause(listViolations(lives, week)).sort());
    expect(violated.length).toBeGreaterThan(2);

    const verdicts = (['reaction', 'resolution'] as const).map((term) => {
      const counted = lives.filter((life) => isInWeek(life, week) && !isUncounted(life));
      const all = counted.map((life) => judgeTerm(life, term, week).verdict);
      return {
        inTime: all.filter((each) => each === 'in time').length,
        late: all.filter((each) => each === 'late').length,
      };
    });
    const [reaction, resolution] = verdicts;
    const shown = ['Таблиця 1, примітка *', 'Таблиця 1, примітка **', 'Таблиця 1'].map((clause) => {
      const row = rowOf(rows, clause);
      return [row['У строк'], row['Оцінено']];
    });
    const sums = [reaction, resolution].map((each) => [
      each?.inTime,
      (each?.inTime ?? 0) + (each?.late ?? 0),
    ]);
    expect(shown.slice(0, 2)).toEqual(sums);
    expect(shown[2]).toEqual([0, 1].map((place) => sums.reduce((sum, each) => sum + Number(each[place]), 0)));
  });

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
