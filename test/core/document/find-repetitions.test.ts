import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentContext } from '../../../src/core/document/document-context.ts';
import type { DocumentTicket } from '../../../src/core/document/document-ticket.ts';
import { findRepetitions } from '../../../src/core/document/find-repetitions.ts';
import type { RepeatedTickets } from '../../../src/core/document/find-repetitions.ts';
import { repetitionsFrom } from '../../../src/core/document/build-repetitions.ts';
import type { Repetition } from '../../../src/core/regulation/schema/document.ts';
import { aDocumentTicket, documentContext, november } from '../../support/a-document.ts';
import { ePack } from '../../packs/e-qyzmet.ts';

const byModule: Repetition = { id: 'module', label: 'module', equal: ['error_module'], similarity: 0.5 };
const byTitle: Repetition = { id: 'title', label: 'title', equal: [], similar: 'title', similarity: 0.5 };

let context: DocumentContext;
beforeAll(async () => {
  context = await documentContext(ePack());
});

function ticket(number: number, part: { module?: string; title?: string; on?: string } = {}): DocumentTicket {
  const { module = 'Приказы', title = `Заявка ${String.fromCharCode(1_072 + number).repeat(8)}`, on } = part;
  return aDocumentTicket(
    String(number),
    on ?? `2026-11-${String(number).padStart(2, '0')}T05:00:00Z`,
    { error_module: module },
    { title },
  );
}

function find(
  tickets: readonly DocumentTicket[],
  ...ways: readonly Repetition[]
): readonly RepeatedTickets[] {
  return findRepetitions(tickets, { ways, atLeast: 3, period: november }, context);
}

const numbersOf = (groups: readonly RepeatedTickets[]): readonly string[] =>
  groups.map(({ way, tickets }) => `${way.id}: ${tickets.map(({ number }) => number).join(' ')}`);

describe('findRepetitions', () => {
  it('finds equal values whatever their case and spaces, three a month and not two [E 4.2]', () => {
    const tickets = [
      ticket(3, { module: ' приказы ' }),
      ticket(1),
      ticket(2, { module: 'ПРИКАЗЫ' }),
      ticket(4, { module: 'Отчёты' }),
      ticket(5, { module: 'Отчёты' }),
    ];

    expect(numbersOf(find(tickets, byModule))).toEqual(['module: 1 2 3']);
  });

  it('finds similar titles and keeps others apart', () => {
    const tickets = [
      ticket(1, { title: 'Ошибка при сохранении приказа о приёме' }),
      ticket(2, { title: 'При сохранении приказа о приеме ошибка!' }),
      ticket(3, { title: 'ошибка при сохранении приказа' }),
      ticket(4, { title: 'Отчёт по стажу не формируется' }),
    ];

    expect(numbersOf(find(tickets, byTitle))).toEqual(['title: 1 2 3']);
  });

  it('leaves tickets out of a way whose values they lack', () => {
    const tickets = [1, 2, 3].map((number) => ticket(number, { module: '' }));

    expect(find(tickets, byModule)).toEqual([]);
  });

  it('does not tell the same tickets twice', () => {
    const tickets = [1, 2, 3].map((number) => ticket(number, { title: 'Не открывается карточка' }));

    expect(numbersOf(find(tickets, byModule, byTitle))).toEqual(['module: 1 2 3']);
  });

  it('counts by calendar months of the zone, those before the period for the trend only', () => {
    const tickets = [
      ticket(1, { on: '2026-10-31T18:59:00Z' }),
      ticket(2, { on: '2026-10-31T19:00:00Z' }),
      ticket(3),
      ticket(4),
      ticket(5, { on: '2026-11-30T19:00:00Z' }),
    ];

    const [group] = find(tickets, byModule);

    expect(group?.tickets.map(({ number }) => number)).toEqual(['2', '3', '4']);
    expect([...(group?.byMonth ?? [])]).toEqual([
      ['2026-10', 1],
      ['2026-11', 3],
    ]);
  });

  it('wants them in one month: three spread over three months are no repetition', () => {
    const period = { ...november, fromAt: Date.parse('2026-08-31T19:00:00Z') };
    const spread = ['2026-09-05', '2026-10-05', '2026-11-05'].map((on, index) =>
      ticket(index + 1, { on: `${on}T05:00:00Z` }),
    );

    expect(findRepetitions(spread, { ways: [byModule], atLeast: 3, period }, context)).toEqual([]);
  });
});

describe('repetitionsFrom', () => {
  it('begins with the earliest month of the trend', () => {
    expect(new Date(repetitionsFrom({ months: 3 }, november.fromAt, 'Asia/Almaty')).toISOString()).toBe(
      '2026-08-31T19:00:00.000Z',
    );
  });
});
