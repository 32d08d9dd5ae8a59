import { describe, expect, it } from 'vitest';
import {
  articlesOf,
  historyOf,
  makeTicket,
  startDesk,
  type Desk,
  type Fields,
  type Told,
} from '../a-desk.ts';

const trigger = (desk: Desk, condition: Fields, perform: Fields, rest: Fields = {}): Promise<Told> =>
  desk.admin.post('triggers', { name: 'acting', active: true, condition, perform, ...rest });

const onCreate = { 'ticket.action': { operator: 'is', value: 'create' } };
const onUpdate = { 'ticket.action': { operator: 'is', value: 'update' } };
/** Acts on whatever happens, not only on changes of what the condition names. */
const always = { execution_condition_mode: 'always' };
const raise = { 'ticket.priority_id': { value: '3' } };

describe('triggers', () => {
  it('have acted when a POST answers, in the name of user 1 and with their own in the history', async () => {
    const desk = await startDesk();
    const { id: triggerId } = await trigger(desk, onCreate, {
      ...raise,
      'ticket.tags': { operator: 'add', value: 'seen' },
      'article.note': { subject: 'S', body: 'for #{ticket.title}', internal: 'true' },
    });
    const ticket = await makeTicket(desk);
    expect(ticket).toMatchObject({ priority_id: 3, updated_by_id: 1 });
    expect(await desk.admin.get(`tags?object=Ticket&o_id=${ticket.id}`)).toEqual({ tags: ['seen'] });
    expect((await articlesOf(desk, ticket.id)).at(-1)).toMatchObject({
      sender: 'System',
      type: 'note',
      internal: true,
      body: 'for Printer',
      preferences: { perform_origin: 'trigger' },
    });
    const line = (await historyOf(desk, ticket.id)).find(({ attribute }) => attribute === 'priority');
    expect(line).toMatchObject({
      value_from: '2 normal',
      value_to: '3 high',
      created_by_id: 1,
      sourceable_type: 'Trigger',
      sourceable_id: triggerId,
      sourceable_name: 'acting',
    });
  });

  it('have not yet acted when a PUT answers', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    await trigger(desk, onUpdate, raise, always);
    const answer = await desk.admin.put(`tickets/${id}`, { title: 'Renamed' });
    expect(answer).toMatchObject({ title: 'Renamed', priority_id: 2 });
    expect((await desk.admin.get(`tickets/${id}`))['priority_id']).toBe(3);
  });

  it('wait for a field to change where the condition says so', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    await trigger(desk, { 'ticket.state_id': { operator: 'has changed' } }, raise);
    await desk.admin.put(`tickets/${id}`, { title: 'Renamed' });
    expect((await desk.admin.get(`tickets/${id}`))['priority_id']).toBe(2);
    await desk.admin.put(`tickets/${id}`, { state: 'open' });
    expect((await desk.admin.get(`tickets/${id}`))['priority_id']).toBe(3);
  });

  it('pass over an update that changes nothing of what a selective condition names', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    await trigger(desk, { ...onUpdate, 'ticket.state_id': { operator: 'is', value: ['1', '2'] } }, raise);
    await desk.admin.put(`tickets/${id}`, { title: 'Renamed' });
    expect((await desk.admin.get(`tickets/${id}`))['priority_id']).toBe(2);
    await desk.admin.put(`tickets/${id}`, { state: 'open' });
    expect((await desk.admin.get(`tickets/${id}`))['priority_id']).toBe(3);
  });

  it('look at the article that set them off', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    const fromCustomer = { 'article.sender_id': { operator: 'is', value: ['2'] } };
    await trigger(desk, { ...onUpdate, ...fromCustomer }, raise);
    await desk.admin.put(`tickets/${id}`, { article: { body: 'mine', type: 'note' } });
    expect((await desk.admin.get(`tickets/${id}`))['priority_id']).toBe(2);
    await desk.admin.put(`tickets/${id}`, { article: { body: 'theirs', type: 'web', sender: 'Customer' } });
    expect((await desk.admin.get(`tickets/${id}`))['priority_id']).toBe(3);
  });

  it('set off no other trigger', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    await trigger(desk, onUpdate, raise, { ...always, name: 'b' });
    await trigger(
      desk,
      { 'ticket.priority_id': { operator: 'has changed' } },
      { 'ticket.title': { value: 'chained' } },
      { name: 'a' },
    );
    await desk.admin.put(`tickets/${id}`, { state: 'open' });
    expect(await desk.admin.get(`tickets/${id}`)).toMatchObject({ priority_id: 3, title: 'Printer' });
  });

  it('by time act once a day when an SLA has run out', async () => {
    const desk = await startDesk();
    const calendar = await desk.admin.post('calendars', {
      name: 'Always',
      timezone: 'Europe/Kyiv',
      business_hours: Object.fromEntries(
        ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [
          day,
          { active: true, timeframes: [['00:00', '23:59']] },
        ]),
      ),
      public_holidays: {},
    });
    const inUsers = { 'ticket.group_id': { operator: 'is', value: ['1'] } };
    await desk.admin.post('slas', {
      name: 'Quick',
      calendar_id: calendar.id,
      condition: inUsers,
      first_response_time: 10,
      solution_time: 60,
    });
    const escalated = { 'ticket.action': { operator: 'is', value: 'escalation' } };
    await trigger(
      desk,
      escalated,
      { 'ticket.tags': { operator: 'add', value: 'late' } },
      { activator: 'time' },
    );
    const { id, ...ticket } = await makeTicket(desk);
    const dueAt = Date.parse(String(ticket['created_at'])) + 10 * 60_000;
    expect(ticket['first_response_escalation_at']).toBe(new Date(dueAt).toISOString());
    const performed = async (): Promise<number> =>
      (await historyOf(desk, id)).filter(({ type }) => type === 'time_trigger_performed').length;
    desk.clock.advanceTo(Date.parse('2026-11-23T08:10:00Z'));
    expect(await performed()).toBe(0);
    desk.clock.advanceTo(Date.parse('2026-11-23T23:00:00Z'));
    expect(await performed()).toBe(1);
    expect(await desk.admin.get(`tags?object=Ticket&o_id=${id}`)).toEqual({ tags: ['late'] });
    desk.clock.advanceTo(Date.parse('2026-11-24T00:10:00Z'));
    expect(await performed()).toBe(2);
  });
});
