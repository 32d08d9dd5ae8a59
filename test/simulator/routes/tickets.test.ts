import { describe, expect, it } from 'vitest';
import {
  articlesOf,
  Client,
  historyOf,
  makeTicket,
  startDesk,
  type Desk,
  type Fields,
  type Told,
} from '../a-desk.ts';

const HOUR_MS = 3_600_000;

describe('GET /tickets', () => {
  it('lists by id whatever order is asked for, a hundred at most, without what belongs to them', async () => {
    const desk = await startDesk();
    for (let count = 0; count < 105; count++) {
      desk.simulator.submitWebForm({ name: 'P', email: 'p@example.com', title: `T${count}`, body: 'x' });
    }
    const tickets = await desk.admin.get<Told[]>('tickets?sort_by=id&order_by=desc&per_page=500');
    expect(tickets.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(tickets[0]).not.toHaveProperty('article_ids');
  });
});

describe('GET /tickets/ID?all=true', () => {
  it('alone tells the tags', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk, { tags: 'a, b' });
    expect(await desk.admin.get(`tickets/${id}`)).not.toHaveProperty('tags');
    const all = await desk.admin.get<Fields>(`tickets/${id}?all=true`);
    expect(all).toMatchObject({ ticket_id: id, tags: ['a', 'b'] });
    const [article] = Object.values((all['assets'] as Record<string, Fields>)['TicketArticle']!);
    expect(article).not.toHaveProperty('created_by');
  });
});

describe('POST /tickets', () => {
  it('drops what it does not know', async () => {
    const desk = await startDesk();
    const ticket = await makeTicket(desk, { nope: 1, id: 777, created_at: '2020-01-01T00:00:00Z' });
    expect(ticket.id).toBe(2);
    expect(ticket).not.toHaveProperty('nope');
    expect(String(ticket['created_at'])).toMatch(/^2026-11-23T08/);
  });

  it('chokes on tags in an array, and leaves nothing behind', async () => {
    const desk = await startDesk();
    const fields = { title: 'T', group: 'Users', customer_id: 2, tags: ['a'], article: { body: 'x' } };
    const [status] = await desk.admin.refusal('POST', 'tickets', fields);
    expect(status).toBe(500);
    expect(desk.simulator.dump().tickets).toHaveLength(1);
  });

  it('is refused to an administrator without the group, who gets it by POST groups', async () => {
    const desk = await startDesk();
    await desk.admin.post('groups', { name: 'Closed shop' });
    const fields = { title: 'T', group: 'Closed shop', customer_id: 2, article: { body: 'x' } };
    expect(await desk.admin.refusal('POST', 'tickets', fields)).toEqual([403, 'Not authorized']);
    await desk.admin.post('groups', { name: 'Open shop', user_ids: [3] });
    await expect(desk.admin.post('tickets', { ...fields, group: 'Open shop' })).resolves.toBeDefined();
  });

  it('makes a customer of a guessed address', async () => {
    const desk = await startDesk();
    const ticket = await makeTicket(desk, {
      customer: undefined,
      customer_id: 'guess:New.Person@example.com',
    });
    expect(await desk.admin.get(`users/${String(ticket['customer_id'])}`)).toMatchObject({
      email: 'new.person@example.com',
      firstname: 'New',
      lastname: 'Person',
    });
  });
});

describe('PUT /tickets/ID', () => {
  it('takes the id where a name is given, too', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    expect(await desk.admin.put(`tickets/${id}`, { state: 'open', state_id: 4 })).toMatchObject({
      state_id: 4,
    });
  });

  it('overlooks the number, tags and when it was made', async () => {
    const desk = await startDesk();
    const before = await makeTicket(desk);
    const update = { number: '1', tags: 'x', created_at: '2020-01-01T00:00:00Z', title: 'Renamed' };
    const after = await desk.admin.put(`tickets/${before.id}`, update);
    expect(after).toMatchObject({
      number: before['number'],
      created_at: before['created_at'],
      title: 'Renamed',
    });
    expect(await desk.admin.get(`tags?object=Ticket&o_id=${before.id}`)).toEqual({ tags: [] });
  });

  it('remembers the first closing and the last', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    const first = await desk.admin.put(`tickets/${id}`, { state: 'closed' });
    await desk.admin.put(`tickets/${id}`, { state: 'open' });
    desk.clock.advanceBy(HOUR_MS);
    const second = await desk.admin.put(`tickets/${id}`, { state: 'closed' });
    expect(second['close_at']).toBe(first['close_at']);
    expect(String(second['last_close_at']) > String(first['last_close_at'])).toBe(true);
  });

  it.each([
    ['phone', true],
    ['web', true],
    ['note', false],
  ])('counts a public %s of an agent as an answer: %s', async (type, isAnswer) => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    const article = { body: 'x', type, internal: false, sender: 'Agent' };
    const ticket = await desk.admin.put(`tickets/${id}`, { article });
    expect(ticket['first_response_at'] !== null).toBe(isAnswer);
    expect(ticket['last_contact_agent_at'] !== null).toBe(isAnswer);
  });

  it('never counts an internal word as an answer', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    const article = { body: 'x', type: 'phone', internal: true, sender: 'Agent' };
    const ticket = await desk.admin.put(`tickets/${id}`, { article });
    expect(ticket).toMatchObject({ first_response_at: null, last_contact_agent_at: null });
  });

  it('takes a customer’s state, and overrules what the customer says about owner and article', async () => {
    const desk = await startDesk();
    const { url, adminToken } = desk.simulator;
    const customer = new Client(url, adminToken, 'nicole.braun@zammad.org');
    const { id } = await makeTicket(desk);
    const article = { body: 'x', type: 'email', sender: 'Agent', internal: true };
    const ticket = await customer.put(`tickets/${id}`, { state: 'closed', owner_id: 3, article });
    expect(ticket).toMatchObject({ state_id: 4, owner_id: 1 });
    expect((await articlesOf(desk, id)).at(-1)).toMatchObject({
      sender: 'Customer',
      type: 'note',
      internal: false,
    });
  });

  it('is all or nothing', async () => {
    const desk = await startDesk();
    const before = await makeTicket(desk);
    const update = { state: 'closed', article: { body: '' } };
    const [status] = await desk.admin.refusal('PUT', `tickets/${before.id}`, update);
    expect(status).toBe(422);
    const after = await desk.admin.get(`tickets/${before.id}`);
    expect([after['state_id'], after['updated_at']]).toEqual([1, before['updated_at']]);
    expect((await historyOf(desk, before.id)).some(({ attribute }) => attribute === 'state')).toBe(false);
  });

  it('with nothing new leaves updated_at alone', async () => {
    const desk = await startDesk();
    const before = await makeTicket(desk);
    const after = await desk.admin.put(`tickets/${before.id}`, { title: 'Printer', state: 'new' });
    expect(after['updated_at']).toBe(before['updated_at']);
  });
});

describe('PATCH', () => {
  it('is a page that does not exist', async () => {
    const desk = await startDesk();
    const reply = await desk.admin.send('PATCH', 'tickets/1', { title: 'x' });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([404, 'text/html']);
  });
});

describe('GET /ticket_history/ID', () => {
  it('keeps names as they were, with ids', async () => {
    const desk = await startDesk();
    const state = await desk.admin.post('ticket_states', { name: 'in work', state_type: 'open' });
    const { id } = await makeTicket(desk);
    await desk.admin.put(`tickets/${id}`, { state: 'in work' });
    await desk.admin.put(`ticket_states/${state.id}`, { name: 'working' });
    const line = (await historyOf(desk, id)).find(({ attribute }) => attribute === 'state');
    expect(line).toMatchObject({ value_from: 'new', value_to: 'in work', id_from: 1, id_to: state.id });
  });
});

describe('the SLA of a ticket', () => {
  it('is the first by name of those that match', async () => {
    const desk = await startDesk();
    const calendar = await workingHours(desk);
    const inUsers = { 'ticket.group_id': { operator: 'is', value: ['1'] } };
    const sla = { calendar_id: calendar.id, condition: inUsers };
    await desk.admin.post('slas', { ...sla, name: 'b', first_response_time: 30 });
    await desk.admin.post('slas', { ...sla, name: 'a', first_response_time: 60 });
    const ticket = await makeTicket(desk);
    const allowedMs =
      Date.parse(String(ticket['first_response_escalation_at'])) - Date.parse(String(ticket['created_at']));
    expect(allowedMs).toBe(HOUR_MS);
  });

  it('reaches existing tickets a moment after it was made', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    const calendar = await workingHours(desk);
    const condition = { 'ticket.group_id': { operator: 'is', value: ['1'] } };
    await desk.admin.post('slas', { name: 'a', calendar_id: calendar.id, condition, solution_time: 60 });
    expect((await desk.admin.get(`tickets/${id}`))['close_escalation_at']).toBeNull();
    desk.clock.advanceBy(5_000);
    const after = await desk.admin.get(`tickets/${id}`);
    expect(String(after['close_escalation_at'])).toMatch(/^2026-11-23T09:00:00/);
    expect(after['updated_by_id']).toBe(1);
  });
});

const workingHours = (desk: Desk): Promise<Told> =>
  desk.admin.post('calendars', {
    name: 'Week',
    timezone: 'Europe/Kyiv',
    business_hours: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
        day,
        { active: true, timeframes: [['09:00', '18:00']] },
      ]),
    ),
    public_holidays: {},
  });
