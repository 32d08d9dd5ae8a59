import { describe, expect, it } from 'vitest';
import { explainClocks } from '../../../src/core/clock/explain-clock.ts';
import type { ExplainedRow } from '../../../src/core/clock/explain-clock.ts';
import { at, sets, writes } from '../../support/a-ticket.ts';
import { aFault, monday, packWithClock, state, tuesday } from './clock-tests.ts';

const pack = packWithClock(`  - id: told
    label: Told
    stops: closed
    resumes: reopened
    pauses: [{ while: { state_kind: waiting }, clause: S 5 }]
    by: [priority]
    goals: { high: 4h, low: 16h }
    clause: S 3
  - { id: wall, label: Wall, stops: closed, goals: 30h-elapsed, product: true }
`);

function tableOf(clockId: string, now: string, ...steps: Parameters<typeof aFault>[1][]): string[] {
  const ticket = aFault({ at: monday('05:00'), fields: { priority: 'low' } }, ...steps);
  const clock = explainClocks({ pack, ticket }, at(now)).find((each) => each.clockId === clockId);
  return clock!.rows.map(inWords);
}

describe('explainClocks', () => {
  it('tells what counted, what did not and why, with the clauses and the facts', () => {
    const life = [
      sets(monday('08:00'), { priority: 'high' }),
      state(monday('09:00'), 'awaiting-applicant'),
      state(monday('10:30'), 'open'),
      state(monday('11:00'), 'closed'),
    ];
    expect(tableOf('told', tuesday('08:00'), ...life)).toEqual([
      '05:00 goal 16h (low) S 3',
      '05:00–09:00 running 2 of 2 h, S 3, created',
      '08:00 goal 4h (high) S 3',
      '09:00–10:30 paused 0 of 2 h, S 5, h2-state',
      '10:30–11:00 running 0.5 of 2.5 h, S 3, h3-state',
      '11:00 met, due 12:30, 2.5 h, S 3, h4-state',
    ]);
  });

  it('says that no working time passes outside hours', () => {
    expect(tableOf('told', monday('06:30'))).toEqual([
      '05:00 goal 16h (low) S 3',
      '05:00–06:30 closed-hours 0 of 0 h, S 3, created',
      '06:30 running, due 14:00, 0 h, S 3, ',
    ]);
  });

  it('shows open time while there is no goal yet, and that nothing stopped it', () => {
    const unclassified = explainClocks(
      { pack, ticket: aFault({ at: monday('05:00'), fields: { priority: null } }) },
      at(monday('08:00')),
    ).find(({ clockId }) => clockId === 'told')!;
    expect(unclassified.rows.map(inWords)).toEqual([
      '05:00–08:00 running 1 of 1 h, S 3, created',
      '08:00 running, due never, 1 h, S 3, ',
    ]);
    expect(unclassified.rows.at(-1)).toMatchObject({ factIds: [] });
  });

  it('names all that happened in the act that began a stretch, however long it took to store', () => {
    const life = [
      writes('2026-11-23T08:59:59.500Z', { isInternal: true }),
      state(monday('09:00'), 'awaiting-applicant'),
    ];
    expect(tableOf('told', monday('10:00'), ...life)).toContain(
      '09:00–10:00 paused 0 of 2 h, S 5, a1 h2-state',
    );
  });

  it('counts time on the wall where the goal is one of the wall', () => {
    expect(tableOf('wall', monday('06:30'))).toEqual([
      '05:00 goal 30h-elapsed (any) null',
      '05:00–06:30 running 1.5 of 1.5 h, null, created',
      '06:30 running, due 11:00, 1.5 h, null, ',
    ]);
  });
});

function inWords(row: ExplainedRow): string {
  const from = time(row.at);
  switch (row.kind) {
    case 'goal':
      return `${from} goal ${row.within} (${row.chosenBy}) ${String(row.clause)}`;
    case 'stretch': {
      const counted = `${row.countedMs / 3_600_000} of ${row.totalMs / 3_600_000} h`;
      return `${from}–${time(row.to)} ${row.why} ${counted}, ${String(row.clause)}, ${row.factIds.join(' ')}`;
    }
    case 'standing': {
      const due = row.dueAt === null ? 'never' : time(row.dueAt);
      return `${from} ${row.state}, due ${due}, ${row.totalMs / 3_600_000} h, ${String(row.clause)}, ${row.factIds.join(' ')}`;
    }
  }
}

function time(instant: number): string {
  return new Date(instant).toISOString().slice(11, 16);
}
