import { describe, expect, it } from 'vitest';
import { kyivPack } from './kyiv.ts';

const [weekly] = kyivPack().reports;

describe('the weekly report of the Kyiv pack [K 3.3.4]', () => {
  it('has the title of the template', () => {
    expect(weekly?.title).toBe(
      'Найменування: Підсумки обробки звернень внутрішніх і зовнішніх користувачів системи ГБ з ________ по _________.',
    );
  });

  it('has the lines of the template verbatim and in order; one of our own follows the received', () => {
    const texts = weekly?.lines.map((line) => [
      'heading' in line ? line.heading : line.text,
      line.product === true ? 'ours' : line.clause,
    ]);

    expect(texts).toEqual([
      ['Дані звіту:', 'K 3.3.4'],
      ['Надійшло звернень: ____.', 'K 3.3.4'],
      ['Перехідні з попередніх періодів: ____.', 'ours'],
      ['Вирішено: ____ звернень, %.', 'K 3.3.4'],
      ['Відкриті звернення на поточну добу: ____ звернень, %.', 'K 3.3.4'],
      ['з них:', 'K 3.3.4'],
      ['{option}: ____ звернень, %.', 'K 3.3.4'],
    ]);
  });

  it('breaks the open ones down by the six processes and our own remainder', () => {
    const options = kyivPack().fields.get('business_process')?.options ?? [];

    expect(options.map(({ label }) => label)).toEqual([
      'Авторизація через ЕЦП',
      'Авторизація через BankID Приват 24',
      'Авторизація через BankID НБУ (Ощадбанк, Радабанк)',
      'Формування заявки в кандидати ГБК',
      'Модерація кандидатів в ГБК',
      'Доопрацювання системи',
      'Інше',
    ]);
    expect(options.filter(({ product }) => product === true).map(({ id }) => id)).toEqual(['other']);
  });

  it('ends with the list of open requests per process, without names or addresses', () => {
    expect(weekly?.open_list).toMatchObject({
      title: 'Список відкритих звернень по кожному із бізнес процесів.',
      group_by: 'business_process',
      columns: ['number', 'received', 'type', 'priority', 'line', 'term', 'overdue'],
    });
  });

  it('is due on Fridays at 16:00, to the mailbox of the МРГ', () => {
    expect(weekly?.weekly).toEqual({ day: 'fri', time: '16:00' });
    expect(weekly?.to.map((id) => kyivPack().manifest.addresses[id])).toEqual(['mrg@kyivcity.gov.ua']);
  });

  it('proposes the process of improvements for new functionality and forces nothing', () => {
    expect(kyivPack().catalog.proposals).toContainEqual(
      expect.objectContaining({
        when: { type: 'new-functionality' },
        set: { business_process: 'system-improvement' },
        product: true,
      }),
    );
  });
});
