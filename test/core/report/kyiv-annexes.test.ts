import { describe, expect, it } from 'vitest';
import { sets, writes } from '../../support/a-ticket.ts';
import { aRequest, buildKyivWeekly, linesOf, rowsOf, sheetOf, shown } from './a-kyiv-report.ts';
import { closes, reopens, week, WITHIN } from './a-week.ts';

/** Tuesday 11:00 in Kyiv, and hours of the same working day after it. */
const after = (hours: number): string => new Date(Date.parse(WITHIN) + hours * 3_600_000).toISOString();
const answers = (when: string) => writes(when, { channel: 'email' });

describe('the compliance sheet', () => {
  /** [in time, late, judged, share, share without pauses, running, judged earlier, not judged] of one clock. */
  async function complianceOf(
    clock: string,
    ticket: ReturnType<typeof aRequest>,
  ): Promise<readonly string[]> {
    const sheet = sheetOf(await buildKyivWeekly([ticket]), 'compliance');
    const total = sheet.table?.totals.map((row) => row.map(shown)).find(([label]) => label === clock);
    return total?.slice(4) ?? [];
  }

  it.each([
    ['answered in time', [answers(after(3))], ['1', '0', '1', '100,0 %', '100,0 %', '0', '0', '0']],
    ['answered late', [answers(after(5))], ['0', '1', '1', '0,0 %', '0,0 %', '0', '0', '0']],
    ['never answered', [], ['0', '1', '1', '0,0 %', '0,0 %', '0', '0', '0']],
  ])('counts the reaction to a request that was %s [K Table 1]', async (_, steps, counts) => {
    expect(await complianceOf('Термін реакції', aRequest(1, WITHIN, {}, ...steps))).toEqual(counts);
  });

  it('counts what is still in time as running, not as met [K Table 1]', async () => {
    const ticket = aRequest(1, '2026-11-20T12:00:00Z');
    expect(await complianceOf('Термін реакції', ticket)).toEqual(['0', '0', '0', '—', '—', '1', '0', '0']);
  });

  it('counts what was decided before the period apart, as it was counted then', async () => {
    const ticket = aRequest(1, '2026-11-10T09:00:00Z', {}, answers('2026-11-10T10:00:00Z'));
    expect(await complianceOf('Термін реакції', ticket)).toEqual(['0', '0', '0', '—', '—', '0', '1', '0']);
  });

  it('shows beside what waiting for the applicant kept in time [K 4.14]', async () => {
    const ticket = aRequest(
      1,
      '2026-11-16T09:00:00Z',
      { priority: 'critical' },
      sets('2026-11-16T10:00:00Z', { state: 'awaiting-applicant', hindrance: 'insufficient-information' }),
      sets('2026-11-17T10:00:00Z', { state: 'open' }),
      closes('2026-11-17T11:00:00Z'),
    );
    const counts = await complianceOf('Терміни усунення/виконання', ticket);
    expect(counts.slice(0, 5)).toEqual(['1', '0', '1', '100,0 %', '0,0 %']);
  });

  it('shows the whole path beside, never stopped by a hand-over, and for reference only [K Table 1 note **]', async () => {
    const handedOver = sets(after(1), { group: 'technical', state: 'handed-over' });
    const ticket = aRequest(1, WITHIN, { priority: 'critical' }, handedOver);
    expect((await complianceOf('Терміни усунення/виконання', ticket))[0]).toBe('1');
    expect((await complianceOf('Увесь шлях звернення (довідково)', ticket)).slice(0, 2)).toEqual(['0', '1']);
  });

  it('has a row with its goal for every pair of Table 1 [K Table 1]', async () => {
    const rows = rowsOf(sheetOf(await buildKyivWeekly([]), 'compliance'));
    expect(rows.filter(([clock]) => clock === 'Термін реакції').map((row) => row.slice(1, 4))).toEqual([
      ['Помилка/проблема', 'Критичний', '1 год'],
      ['Помилка/проблема', 'Високий', '2 год'],
      ['Помилка/проблема', 'Низький', '4 год'],
      ['Нова функціональність', 'Високий', '1 год'],
      ['Нова функціональність', 'Низький', '4 год'],
      ['Консультація/задача', 'Критичний', '30 хв'],
      ['Консультація/задача', 'Високий', '1 год'],
      ['Консультація/задача', 'Низький', '2 год'],
    ]);
  });

  it('counts unclassified requests in a row of their own', async () => {
    const ticket = aRequest(1, WITHIN, { type: null, priority: null });
    const rows = rowsOf(sheetOf(await buildKyivWeekly([ticket]), 'compliance'));
    expect(rows.filter((row) => row[1] === 'не визначено').map((row) => row.slice(4))).toContainEqual([
      '0',
      '0',
      '0',
      '—',
      '—',
      '0',
      '0',
      '1',
    ]);
  });
});

describe('the sheet of breaches', () => {
  it('shows no time as overdue in which the applicant was awaited [K 4.14]', async () => {
    const ticket = aRequest(
      1,
      WITHIN,
      { priority: 'critical' },
      answers(WITHIN),
      sets(after(4.5), { state: 'awaiting-applicant', hindrance: 'insufficient-information' }),
      sets('2026-11-18T10:00:00Z', { state: 'open' }),
      closes('2026-11-18T11:00:00Z'),
    );
    const [row = []] = rowsOf(sheetOf(await buildKyivWeekly([ticket]), 'breaches'));
    expect(row.slice(5, 10)).toEqual([
      'Терміни усунення/виконання',
      '4 год',
      '2026-11-17T13:00:00.000Z',
      '2026-11-18T11:00:00.000Z',
      '1.5 h',
    ]);
  });

  it('names the clock, its goal, how late, the clause and where the time went [K 4.9.1]', async () => {
    const ticket = aRequest(
      7,
      WITHIN,
      {},
      sets(after(1), { state: 'open' }, { by: 'service' }),
      answers(after(6)),
    );
    expect(rowsOf(sheetOf(await buildKyivWeekly([ticket]), 'breaches'))).toEqual([
      [
        '20267',
        '2026-11-17T09:00:00.000Z',
        'Помилка/проблема',
        'Низький',
        '1',
        'Термін реакції',
        '4 год',
        '2026-11-17T13:00:00.000Z',
        '2026-11-17T15:00:00.000Z',
        '2 h',
        'Таблиця 1',
        'Інформаційна підтримка користувачів, стан «в роботі», без відповідального',
        '5 h',
      ],
    ]);
  });

  it('leaves out what was late and over before the period, and what is only for reference', async () => {
    const earlier = aRequest(1, '2026-11-10T09:00:00Z', {}, answers('2026-11-11T15:00:00Z'));
    const breaches = rowsOf(sheetOf(await buildKyivWeekly([earlier]), 'breaches'));
    expect(breaches.map((row) => row[5])).toEqual(['Терміни усунення/виконання']);
  });
});

describe('the sheets of violations and notices', () => {
  it('show a notice that nobody gave in time, with its clause [K 4.15]', async () => {
    const report = await buildKyivWeekly([aRequest(7, WITHIN)]);
    expect(rowsOf(sheetOf(report, 'violations'))).toContainEqual([
      '2026-11-17T09:15:00.000Z',
      '20267',
      'Помилка/проблема',
      'Низький',
      '1',
      'Заявника вчасно не повідомлено: Реєстрація',
      'п. 4.15',
      '',
    ]);
    const registration = rowsOf(sheetOf(report, 'notices')).find(([label]) => label === 'Реєстрація');
    expect(registration?.slice(2)).toEqual(['0', '0', '0', '1']);
  });

  it('count letters, calls and bounces of the period [K Table 2]', async () => {
    const letter = { actor: 'automation', notice: 'registration' } as const;
    const report = await buildKyivWeekly([
      aRequest(1, WITHIN, {}, writes(WITHIN, letter)),
      aRequest(2, WITHIN, {}, writes(WITHIN, { ...letter, delivery: 'failed' })),
      aRequest(3, WITHIN, { request_channel: 'phone' }, sets(after(1), { told_registration: true })),
    ]);
    const registration = rowsOf(sheetOf(report, 'notices')).find(([label]) => label === 'Реєстрація');
    expect(registration?.slice(2, 5)).toEqual(['1', '1', '1']);
  });

  it('count a letter in the week in which it left, also where its ticket was closed before [K Table 2]', async () => {
    const closed = aRequest(
      1,
      '2026-11-13T13:30:00Z',
      {},
      closes('2026-11-13T13:55:00Z'),
      writes('2026-11-13T14:02:00Z', { actor: 'automation', notice: 'closing' }),
    );
    const weekBefore = { ...week, fromAt: week.fromAt - 7 * 86_400_000, toAt: week.fromAt };
    const lettersIn = async (period: typeof week): Promise<string | undefined> =>
      rowsOf(sheetOf(await buildKyivWeekly([closed], period), 'notices')).find(
        ([label]) => label === 'Закриття',
      )?.[2];

    expect(await lettersIn(weekBefore)).toBe('0');
    expect(await lettersIn(week)).toBe('1');
  });

  it('show in the week in which it came due what a ticket closed before it was owed [K 4.9.7]', async () => {
    const silent = aRequest(1, '2026-11-13T13:30:00Z', {}, closes('2026-11-13T13:55:00Z'));
    const weekBefore = { ...week, fromAt: week.fromAt - 7 * 86_400_000, toAt: week.fromAt };
    const closingsIn = async (period: typeof week): Promise<readonly unknown[]> =>
      rowsOf(sheetOf(await buildKyivWeekly([silent], period), 'violations'))
        .filter((row) => row[5] === 'Заявника вчасно не повідомлено: Закриття')
        .map(([at, number]) => [at, number]);

    expect(await closingsIn(weekBefore)).toEqual([]);
    expect(await closingsIn(week)).toEqual([['2026-11-16T13:55:00.000Z', '20261']]);
    const notices = rowsOf(sheetOf(await buildKyivWeekly([silent]), 'notices'));
    expect(notices.find(([label]) => label === 'Закриття')?.[5]).toBe('1');
  });

  it('leave out what happened before the period', async () => {
    const old = aRequest(1, '2026-11-10T09:00:00Z', {}, answers('2026-11-10T09:30:00Z'));
    const found = rowsOf(sheetOf(await buildKyivWeekly([old]), 'violations')).map(([at]) => at ?? '');
    expect(found.filter((at) => at < '2026-11-13T14:00:00.000Z')).toEqual([]);
  });
});

describe('the ageing sheet', () => {
  it('puts every open ticket into one band of working days, with the oldest named [K 3.3.4]', async () => {
    const report = await buildKyivWeekly([
      aRequest(1, '2026-11-20T07:00:00Z'),
      aRequest(2, '2026-11-18T14:00:00Z'),
      aRequest(3, '2026-11-17T14:00:00Z', {}, sets('2026-11-18T09:00:00Z', { group: 'technical' })),
      aRequest(4, '2026-10-01T09:00:00Z'),
      aRequest(5, '2026-10-02T09:00:00Z'),
      aRequest(6, WITHIN, {}, closes(after(1))),
    ]);
    const sheet = sheetOf(report, 'ageing');
    expect(rowsOf(sheet).map((row) => [row[0], row[1], row[3], row[4], row[5], row[6]])).toEqual([
      ['≤ 1', '1', '0', '1', '20,0 %', '20261'],
      ['> 1, ≤ 3', '1', '1', '2', '40,0 %', '20263'],
      ['> 3, ≤ 5', '0', '0', '0', '0,0 %', ''],
      ['> 5, ≤ 10', '0', '0', '0', '0,0 %', ''],
      ['> 10', '2', '0', '2', '40,0 %', '20264'],
    ]);
    expect(linesOf(sheet).at(-1)).toBe('Рядків: 5 з 5. Час місцевий (Europe/Kyiv).');
  });
});

describe('the sheet of postponements', () => {
  it('counts by the six reasons what is held up and what was closed, and how long the clock stood [K 4.14]', async () => {
    const reason = 'insufficient-information';
    const report = await buildKyivWeekly([
      aRequest(
        1,
        WITHIN,
        {},
        sets(after(1), { state: 'awaiting-applicant', hindrance: reason }),
        reopens(after(3)),
      ),
      aRequest(
        2,
        WITHIN,
        {},
        sets(after(1), { state: 'closed', hindrance: reason, closing_reason: 'impossible' }),
      ),
      aRequest(3, WITHIN, {}, sets(after(1), { state: 'postponed', hindrance: 'needs-diagnostics' })),
    ]);
    const rows = rowsOf(sheetOf(report, 'postponements'));
    expect(rows).toHaveLength(6);
    expect(rows[1]?.slice(1)).toEqual(['1', '1', '2', '2 h']);
    expect(rows[2]?.slice(1)).toEqual(['1', '0', '1', '0 h']);
  });
});

describe('the sheet of tickets shown apart', () => {
  it('counts proactive ones and those of МРГ and ГБК, which stay in every other count [K 4.12]', async () => {
    const report = await buildKyivWeekly([
      aRequest(1, WITHIN, {}, sets(after(1), { proactive: true })),
      aRequest(2, WITHIN, { competence: 'mrg', state: 'closed' }),
      aRequest(3, WITHIN, { competence: 'mrg' }, sets(after(1), { state: 'spam' })),
      aRequest(4, WITHIN),
    ]);
    expect(rowsOf(sheetOf(report, 'apart'))).toEqual([
      ['Проактивна підтримка користувачів ГБ', '1', '0', '0', '1', '1'],
      ['Компетенція МРГ', '1', '0', '1', '0', '1'],
      ['Компетенція ГБК', '0', '0', '0', '0', '0'],
    ]);
    expect(linesOf(sheetOf(report, 'summary'))).toContain('Надійшло звернень: 3.');
  });
});

describe('the journal', () => {
  it('lists what was received in the period and matches, with the time of closing', async () => {
    const journal = {
      kind: 'journal',
      when: { type: 'error' },
      columns: ['number', 'received', 'priority', 'state', 'closed'],
    } as const;
    const report = await buildKyivWeekly(
      [
        aRequest(
          1,
          WITHIN,
          {},
          closes(after(1)),
          reopens(after(2)),
          closes(after(3)),
          sets(after(4), { owner: '7' }),
        ),
        aRequest(2, WITHIN, { type: 'consultation' }),
        aRequest(3, '2026-11-10T09:00:00Z'),
        aRequest(4, after(1)),
        aRequest(5, WITHIN, {}, sets(after(1), { state: 'spam' })),
      ],
      week,
      [{ ...journal, columns: [...journal.columns] }],
    );
    expect(rowsOf(sheetOf(report, 'journal'))).toEqual([
      ['20261', '2026-11-17T09:00:00.000Z', 'Низький', 'закрито', '2026-11-17T12:00:00.000Z'],
      ['20264', '2026-11-17T10:00:00.000Z', 'Низький', 'новий', ''],
    ]);
  });
});

describe('the trend', () => {
  it('counts each of twelve weeks as the page would have, the reported one last [K 3.3.4]', async () => {
    const report = await buildKyivWeekly([
      aRequest(1, '2026-11-10T09:00:00Z', {}, closes('2026-11-16T09:00:00Z')),
      aRequest(2, '2026-11-11T09:00:00Z', {}, closes('2026-11-12T09:00:00Z')),
    ]);
    const rows = rowsOf(sheetOf(report, 'trend'));
    expect(rows).toHaveLength(12);
    expect(rows.slice(-3)).toEqual([
      ['2026-10-30T14:00:00.000Z', '2026-11-06T14:00:00.000Z', '0', '0', '0', '0', '—'],
      ['2026-11-06T14:00:00.000Z', '2026-11-13T14:00:00.000Z', '2', '0', '1', '1', '50,0 %'],
      ['2026-11-13T14:00:00.000Z', '2026-11-20T14:00:00.000Z', '0', '1', '1', '0', '100,0 %'],
    ]);
    expect(rows[0]?.[0]).toBe('2026-08-28T13:00:00.000Z');
  });
});
