import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countWork, findRepeated } from '../support/other-road/e-counts.ts';
import { isCounted, summarizeTook, TERMS } from '../support/other-road/e-durations.ts';
import type { Period, Took } from '../support/other-road/e-durations.ts';
import { listEViolations } from '../support/other-road/e-violations.ts';
import { liveThroughDemo } from '../support/other-road/live-through-demo.ts';
import type { LivedDemo } from '../support/other-road/live-through-demo.ts';
import type { OpenTime } from '../support/other-road/open-time.ts';
import { readLives } from '../support/other-road/raw-lives.ts';
import type { RawLife, RawWorld } from '../support/other-road/raw-lives.ts';
import { minuteIn, readTables } from '../support/other-road/read-table.ts';
import type { TableRow } from '../support/other-road/read-table.ts';

describe('the workbooks and acts of a demo of e-Қызмет, rebuilt from raw.json by another road', () => {
  let left: LivedDemo;
  let period: Period;
  let lives: readonly RawLife[];
  beforeAll(async () => {
    left = await liveThroughDemo('e-qyzmet', { seed: 34, weeks: 1, count: 60 });
    period = periodOf(left.world, left.time);
    lives = readLives(left.world, period.to);
  }, 240_000);
  afterAll(() => {
    left.remove();
  });

  function periodOf({ now }: RawWorld, time: OpenTime): Period {
    return { time, from: Date.parse('2026-10-09T00:00:00+05:00'), to: Date.parse(now) };
  }

  /** What is the line's or person's that a row is about; all of it in the total. */
  function ofRow<Each extends Pick<Took, 'line' | 'person'>>(
    all: readonly Each[],
    row: TableRow,
  ): readonly Each[] {
    const [head = '', name] = Object.entries(row)[0] ?? [];
    const loginOf = (id: string | null): string =>
      left.world.users.find((user) => String(user.id) === id)?.login ?? 'без исполнителя';
    return all.filter(
      ({ line, person }) => name === 'Итого' || (head === 'Линия' ? line : loginOf(person)) === name,
    );
  }

  it.each(['По линиям', 'По консультантам'])(
    'count work and rework: %s [E 4.2, E 6.3 verification]',
    async (sheet) => {
      const rows = (await readTables(left.fileOf('management', '.xlsx')))(sheet);
      const work = countWork(lives, period);
      for (const [head, all] of Object.entries(work)) {
        expect([head, ...rows.map((row) => row[head])]).toEqual([
          head,
          ...rows.map((row) => ofRow(all, row).length),
        ]);
      }
      expect(work['Возвращено на доработку']?.length).toBeGreaterThan(0);
    },
  );

  it.each(['Сроки по линиям', 'Сроки по консультантам'])(
    'judge the quarter of an hour, the developers’ hour and other terms: %s [E 6.2, E 6.1 one hour]',
    async (sheet) => {
      const rows = (await readTables(left.fileOf('management', '.xlsx')))(sheet);
      const judged = rows.filter((row) => String(row['Показатель']) in TERMS);
      const rebuilt = judged.map((row) => {
        const took = TERMS[row['Показатель'] as keyof typeof TERMS];
        return Object.values(
          summarizeTook(
            ofRow(
              lives.filter(isCounted).flatMap((life) => took(life, period)),
              row,
            ),
          ),
        );
      });
      const heads = ['В срок', 'С опозданием', 'Медиана, ч:мм:сс', '90-й процентиль, ч:мм:сс'];
      expect(judged.map((row) => heads.map((head) => (row[head] === '—' ? null : row[head])))).toEqual(
        rebuilt,
      );
      expect(rebuilt.some(([inTime, late]) => Number(inTime) > 0 && Number(late) > 0)).toBe(true);
    },
  );

  it('list what was violated, and count it by clause [E 4.2, E 6.1 one hour, E 6.2]', async () => {
    const tables = await readTables(left.fileOf('compliance', '.xlsx'));
    const shown = tables('Нарушения').map((row) => [
      minuteIn(row['Когда']),
      String(row['Номер']),
      row['Нарушение'],
      row['Пункт'],
    ]);
    const rebuilt = listEViolations(lives, period);
    const rows = rebuilt.map(({ at, number, what, clause }) => [
      period.time.minuteOf(at),
      number,
      what,
      clause,
    ]);
    expect(shown.toSorted()).toEqual(rows.toSorted());
    expect(new Set(rebuilt.map(({ what }) => what)).size).toBe(3);
    const counted = tables('Пункты регламента').filter((row) => Number(row['Нарушений']) > 0);
    expect(counted.map((row) => [row['Пункт'], Number(row['Нарушений'])])).toEqual(
      ['п. 4.2', 'п. 6.1', 'п. 6.2'].map((clause) => [
        clause,
        rebuilt.filter((each) => each.clause === clause).length,
      ]),
    );
  });

  it('find what repeats, group by group [E 4.2]', () => {
    const page = readFileSync(left.fileOf('recurring-errors', '.html'), 'utf8');
    const groups = page
      .split('<section>')
      .slice(1)
      .map((section) => [...section.matchAll(/<tr><td>(\d+)<\/td><td>\d\d\./g)].map(([, number]) => number));
    expect(groups).toEqual(findRepeated(lives, period));
    expect(groups.length).toBeGreaterThan(2);
  });
});
