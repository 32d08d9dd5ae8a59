import { describe, expect, it } from 'vitest';
import { aDocument, aDocumentTicket, november } from '../../support/a-document.ts';
import { at } from '../../support/a-ticket.ts';
import { ePack } from '../../packs/e-qyzmet.ts';
import { kyivPack } from '../../packs/kyiv.ts';

const request = aDocumentTicket(
  '31001',
  '2026-11-24T20:00:00Z',
  {
    priority: 'high',
    state_body: 'Акимат города Астаны',
    user_password: 'passed-separately',
    error_found_on: '2026-11-20',
    fix_term_at: at('2026-11-26T09:00:00Z'),
    complexity: 'Вторая',
  },
  { user_login: 'user-17', error_description: 'Выходит ошибка' },
);

describe('«Заявка»', () => {
  it('has every label of the form, verbatim and in order, and the category of complexity [E Appendix 1]', async () => {
    const { title, rows } = await aDocument(ePack(), 'request-form', { tickets: [request] });

    expect(title).toBe('Заявка');
    expect(rows).toEqual([
      { label: 'Наименование обратившегося государственного органа', value: 'Акимат города Астаны' },
      { label: 'Ответственный за заявку:', value: 'Айгуль Нурланова' },
      { label: 'Ответственный за исправление ошибки', value: '' },
      { label: '№ заявки', value: '31001' },
      { label: 'Дата заявки', value: '25.11.2026' },
      { label: 'Дата обнаружения ошибки:', value: '20.11.2026' },
      { label: 'Логин пользователя:', value: 'user-17' },
      { label: 'Пароль:', value: 'передан отдельно' },
      {
        label: 'Описание ошибки (указать коротко и ясно, далее указать алгоритм появления данной ошибки):',
        value: 'Выходит ошибка',
      },
      { label: 'Приоритет исправления ошибки:', value: 'Высокий' },
      { label: 'Сроки исправления ошибки:', value: '26.11.2026 14:00' },
      { label: 'Причины возникновения ошибки:', value: '' },
      { label: 'Алгоритм решения ошибки:', value: '' },
      { label: 'Категория сложности', value: 'Вторая' },
    ]);
  });

  it('never shows what stands in the field of the password, whatever that is', async () => {
    const careless = { ...request, fields: { ...request.fields, user_password: 'qwerty-2026' } };

    const model = await aDocument(ePack(), 'request-form', { tickets: [careless] });

    expect(model.rows[7]).toEqual({ label: 'Пароль:', value: 'передан отдельно' });
    expect(JSON.stringify(model)).not.toContain('qwerty-2026');
  });

  it('hides what seems to be a password in the texts of the ticket [E Appendix 1]', async () => {
    const careless = aDocumentTicket(
      '31001',
      '2026-11-24T20:00:00Z',
      {},
      {
        error_description: 'Вхожу: логин user-17, пароль: Qw3rty!x\nВыходит ошибка',
        title: 'Пароль - Qw3rty!x',
      },
    );

    const model = await aDocument(ePack(), 'request-form', { tickets: [careless] });
    const list = await aDocument(ePack(), 'database-changes', { tickets: [careless], period: november });

    expect(model.rows[8]?.value).toBe('Вхожу: логин user-17, пароль: •••••\nВыходит ошибка');
    expect(list.table?.rows[0]?.[1]).toBe('Пароль - •••••');
    expect(JSON.stringify([model, list])).not.toContain('Qw3rty');
  });

  it('shows a password that is typed for one copy, with a warning', async () => {
    const model = await aDocument(ePack(), 'request-form', { tickets: [request], typedSecret: 'qwerty' });

    expect(model.rows[7]).toEqual({ label: 'Пароль:', value: 'qwerty' });
    expect(model.warning).toBe('Экземпляр содержит пароль. Хранить только на бумаге.');
  });

  it('is dated and numbered in the words of its language, and says when it is cancelled', async () => {
    const registration = {
      year: 2026,
      number: 3,
      issuedAt: at('2026-11-24T20:00:00Z'),
      cancelled: { at: at('2026-12-01T06:00:00Z'), why: 'Ошибочный заявитель {at}' },
    };

    const model = await aDocument(ePack(), 'request-form', { tickets: [request], registration });
    const kyiv = await aDocument(kyivPack(), 'handover-sheet', { tickets: [request], registration });

    expect(model.registered).toBe('Рег. № 3/2026 от 25 ноября 2026 г.');
    expect(model.cancelled).toBe('АННУЛИРОВАН 01.12.2026. Причина: Ошибочный заявитель {at}');
    expect(kyiv.registered).toBe('Реєстр. № 3/2026 від 24 листопада 2026 р.');
  });

  it('says of a ticket that is gone that its texts are', async () => {
    const { rows } = await aDocument(ePack(), 'request-form', { tickets: [{ ...request, texts: null }] });

    expect(rows[1]?.value).toBe('в системе учёта уже недоступно');
    expect(rows[6]?.value).toBe('в системе учёта уже недоступно');
    expect(rows[11]?.value).toBe('');
  });
});

describe('the act on database changes', () => {
  it('lists what was updated where, when and by whom, with its counts [E 4.2]', async () => {
    const tickets = [
      aDocumentTicket(
        '31001',
        '2026-11-02T05:00:00Z',
        { error_module: 'Приказы', test_updated_on: '2026-11-03', production_updated_on: '2026-11-05' },
        { title: 'Не сохраняется', error_solution: 'Исправлен скрипт', update_author: 'Сапаров Д.' },
      ),
      aDocumentTicket('31002', '2026-11-03T05:00:00Z', { test_updated_on: '2026-11-04' }),
    ];

    const model = await aDocument(ePack(), 'database-changes', { tickets, period: november });

    expect(model.title).toBe('Акт касательно изменений в базе данных «Е-қызмет»');
    expect(model.notes).toEqual([
      'за период с 01.11.2026 по 30.11.2026',
      'По состоянию на 25.11.2026 15:05 (Asia/Almaty, UTC+05:00)',
      'Всего: 2 обращения.',
      'Обновление на тестовой базе: 2 обращения.',
      'Обновление на боевой базе: 1 обращение.',
    ]);
    expect(model.table?.heads).toHaveLength(7);
    expect(model.table?.rows[0]).toEqual([
      '31001',
      'Не сохраняется',
      'Приказы',
      'Исправлен скрипт',
      '03.11.2026',
      '05.11.2026',
      'Сапаров Д.',
    ]);
  });

  it('says that nothing happened where nothing did', async () => {
    const model = await aDocument(ePack(), 'database-changes', { period: november });

    expect(model.table).toBeNull();
    expect(model.notes.at(-1)).toBe('За период таких обращений не было.');
  });
});

describe('the act on frequently recurring errors', () => {
  it('shows what repeats, how often month by month, and leaves room for the proposal [E 4.2]', async () => {
    const same = (number: string, on: string): ReturnType<typeof aDocumentTicket> =>
      aDocumentTicket(
        number,
        on,
        { error_module: 'Приказы', state: 'closed' },
        { title: `Ошибка приказа ${number}`, error_cause: 'Не обновлён справочник должностей' },
      );
    const tickets = [
      same('30900', '2026-10-15T05:00:00Z'),
      same('31001', '2026-11-02T05:00:00Z'),
      same('31002', '2026-11-03T05:00:00Z'),
      same('31003', '2026-11-04T05:00:00Z'),
    ];

    const model = await aDocument(ePack(), 'recurring-errors', { tickets, period: november });

    expect(model.title).toBe('Акт по часто повторяющимся ошибкам');
    expect(model.notes[2]).toBe('Рассмотрено: 3 обращения. Найдено повторений: 1.');
    expect(model.groups).toHaveLength(1);
    expect(model.groups[0]).toMatchObject({
      title: '1. Одна причина: «Не обновлён справочник должностей»',
      facts: '3 обращения за период; сходство не менее 60\u00a0%. По месяцам:',
      trend: { heads: ['09.2026', '10.2026', '11.2026'], rows: [['0', '1', '3']] },
      toFill: ['Предложение по устранению причины:', 'Ответственный и срок:'],
    });
    expect(model.groups[0]?.table.rows.map(([number]) => number)).toEqual(['31001', '31002', '31003']);
  });
});
