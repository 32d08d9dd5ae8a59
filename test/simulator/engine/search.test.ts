import { describe, expect, it } from 'vitest';
import { makeTicket, startDesk, type Desk, type Fields, type Told } from '../a-desk.ts';

const MINUTE_MS = 60_000;

/** Three tickets, a minute apart: `one` raised and tagged, `two` owned by the administrator, `three` plain. */
async function prepare(): Promise<Desk> {
  const desk = await startDesk();
  await makeTicket(desk, { title: 'one', priority_id: 3, tags: 'vip,new' });
  desk.clock.advanceBy(MINUTE_MS);
  await makeTicket(desk, { title: 'two', owner_id: 3, state: 'open', note: 'noted' });
  desk.clock.advanceBy(MINUTE_MS);
  await makeTicket(desk, { title: 'three' });
  return desk;
}

const titles = (found: readonly Told[]): string[] => found.map(({ title }) => String(title)).sort();

const find = async (desk: Desk, condition: Fields, rest: Fields = {}): Promise<string[]> => {
  const found = await desk.admin.post<Told[]>('tickets/search', { condition, ...rest });
  return titles(found).filter((title) => title !== 'Welcome to Zammad!');
};

const leaf = (name: string, operator: string, value?: unknown): Fields => ({ name, operator, value });

describe('a search by condition', () => {
  it.each([
    ['is', { 'ticket.priority_id': { operator: 'is', value: ['3'] } }, ['one']],
    ['is, with one value bare', { 'ticket.priority_id': { operator: 'is', value: 3 } }, ['one']],
    ['is not', { 'ticket.priority_id': { operator: 'is not', value: ['3'] } }, ['three', 'two']],
    ['contains', { 'ticket.title': { operator: 'contains', value: 'T' } }, ['three', 'two']],
    ['contains not', { 'ticket.title': { operator: 'contains not', value: 't' } }, ['one']],
    ['starts with', { 'ticket.title': { operator: 'starts with', value: 'TH' } }, ['three']],
    ['owner not set', { 'ticket.owner_id': { operator: 'is', pre_condition: 'not_set' } }, ['one', 'three']],
    ['own', { 'ticket.owner_id': { operator: 'is', pre_condition: 'current_user.id' } }, ['two']],
    ['one of the tags', { 'ticket.tags': { operator: 'contains one', value: 'vip, other' } }, ['one']],
    ['all of the tags', { 'ticket.tags': { operator: 'contains all', value: 'vip, other' } }, []],
    ['none of the tags', { 'ticket.tags': { operator: 'contains all not', value: 'vip' } }, ['three', 'two']],
    [
      'conditions that must all hold',
      {
        'ticket.priority_id': { operator: 'is', value: ['2'] },
        'ticket.state_id': { operator: 'is', value: ['2'] },
      },
      ['two'],
    ],
    [
      'conditions of which one must hold',
      {
        operator: 'OR',
        conditions: [leaf('ticket.priority_id', 'is', ['3']), leaf('ticket.state_id', 'is', ['2'])],
      },
      ['one', 'two'],
    ],
    [
      'conditions that may not all hold',
      {
        operator: 'NOT',
        conditions: [leaf('ticket.priority_id', 'is', ['3']), leaf('ticket.state_id', 'is', ['1'])],
      },
      ['three', 'two'],
    ],
    [
      'what an article says',
      { 'article.body': { operator: 'contains', value: 'text' } },
      ['one', 'three', 'two'],
    ],
  ])('finds by %s', async (_name, condition, expected) => {
    const desk = await prepare();
    expect(await find(desk, condition)).toEqual(expected);
  });

  it('takes the very time of "after", and overlooks an offset from UTC', async () => {
    const desk = await prepare();
    const [two] = await desk.admin.post<Told[]>('tickets/search', { query: 'two' });
    const at = String(two!['updated_at']);
    const after = (value: string): Promise<string[]> =>
      find(desk, { 'ticket.updated_at': { operator: 'after (absolute)', value } });
    expect(await after(at)).toEqual(['three', 'two']);
    expect(await after(at.replace('Z', '+05:00'))).toEqual(['three', 'two']);
  });

  it('counts what it finds, beyond the page', async () => {
    const desk = await prepare();
    const condition = { 'ticket.state_id': { operator: 'is', value: ['1', '2'] } };
    const search = { condition, only_total_count: true, limit: 1 };
    expect(await desk.admin.post('tickets/search', search)).toEqual({ total_count: 4 });
  });

  it.each([
    [{ 'ticket.nope': { operator: 'is', value: ['1'] } }, 422, 'PG::UndefinedColumn'],
    [{ 'ticket.title': { operator: 'equals', value: 'x' } }, 500, "operator 'equals' is invalid"],
    [
      { 'ticket.updated_at': { operator: 'after (absolute)', value: 'garbage' } },
      422,
      'PG::InvalidDatetimeFormat',
    ],
  ])('refuses %j', async (condition, status, error) => {
    const desk = await startDesk();
    expect(await desk.admin.refusal('POST', 'tickets/search', { condition })).toEqual([
      status,
      expect.stringContaining(error),
    ]);
  });
});

describe('a search by text', () => {
  it('looks for one piece of text in title, number and articles, whatever its case', async () => {
    const desk = await startDesk();
    await makeTicket(desk, { title: 'Зламався Принтер', article: { body: 'на другому поверсі' } });
    const found = async (query: string): Promise<number> =>
      (await desk.admin.get<Told[]>(`tickets/search?query=${encodeURIComponent(query)}`)).length;
    expect(await found('принтер')).toBe(1);
    expect(await found('ДРУГОМУ ПОВЕРСІ')).toBe(1);
    expect(await found('поверсі другому')).toBe(0);
    expect(await found('title:Принтер')).toBe(0);
    expect(await found('27002')).toBe(1);
    expect(await found('*')).toBe(2);
  });
});
