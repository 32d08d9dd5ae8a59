import { describe, expect, it } from 'vitest';
import { articlesOf, Client, hireAgent, makeTicket, startDesk } from './a-desk.ts';

describe('an agent who may read and change in a group', () => {
  it('reads, changes and writes articles within a change, and creates nothing', async () => {
    const desk = await startDesk();
    const service = await hireAgent(desk, 'service@example.com', { Users: ['read', 'change'] });
    const { id } = await makeTicket(desk);
    expect(await service.get(`tickets/${id}`)).toMatchObject({ title: 'Printer' });
    const article = { body: 'noted', internal: true, preferences: { mark: 'key-1' } };
    expect(await service.put(`tickets/${id}`, { priority_id: 3, article })).toMatchObject({ priority_id: 3 });
    expect((await articlesOf(desk, id)).at(-1)).toMatchObject({
      created_by: 'service@example.com',
      preferences: { mark: 'key-1' },
    });
    expect(await service.refusal('POST', 'ticket_articles', { ticket_id: id, body: 'x' })).toEqual([
      403,
      'Not authorized',
    ]);
    const fields = { title: 'T', group: 'Users', customer_id: 2, article: { body: 'x' } };
    expect(await service.refusal('POST', 'tickets', fields)).toEqual([403, 'Not authorized']);
  });

  it('cannot be made a ticket’s owner', async () => {
    const desk = await startDesk();
    const service = await hireAgent(desk, 'service@example.com', { Users: ['read', 'change'] });
    const { id: ownId } = await service.get('users/me');
    const { id } = await makeTicket(desk);
    expect(await desk.admin.put(`tickets/${id}`, { owner_id: ownId })).toMatchObject({ owner_id: 1 });
  });

  it('sees nothing of other groups', async () => {
    const desk = await startDesk();
    await desk.admin.post('groups', { name: 'Secret', user_ids: [3] });
    const service = await hireAgent(desk, 'service@example.com', { Users: ['read', 'change'] });
    const { id } = await makeTicket(desk, { group: 'Secret' });
    expect(await service.refusal('GET', `tickets/${id}`)).toEqual([403, 'Not authorized']);
    const found = await service.get<{ id: number }[]>('tickets/search?query=Printer');
    expect(found.map((ticket) => ticket.id)).not.toContain(id);
    expect(await service.refusal('PUT', `tickets/${id}`, { title: 'x' })).toEqual([403, 'Not authorized']);
  });

  it('loses them with the membership', async () => {
    const desk = await startDesk();
    const service = await hireAgent(desk, 'service@example.com', { Users: ['read', 'change'] });
    const { id } = await makeTicket(desk);
    const { id: userId } = await service.get('users/me');
    await desk.admin.put(`users/${userId}`, { group_ids: {} });
    expect(await service.refusal('GET', `tickets/${id}`)).toEqual([403, 'Not authorized']);
  });

  it('is kept from configuration, and told no reasons that are for administrators', async () => {
    const desk = await startDesk();
    const service = await hireAgent(desk, 'service@example.com', { Users: ['full'] });
    expect(await service.refusal('GET', 'triggers')).toEqual([403, 'Token authorization failed.']);
    const [status, error] = await service.refusal('GET', 'tickets/search?sort_by=nope');
    expect([status, error]).toEqual([
      500,
      expect.stringMatching(/^Error ID \w{8}: Please contact your administrator\.$/),
    ]);
  });
});

describe('a request on behalf of somebody', () => {
  it('is theirs, by login, e-mail or id', async () => {
    const desk = await startDesk();
    const { url, adminToken } = desk.simulator;
    for (const name of ['nicole.braun@zammad.org', '2']) {
      const customer = new Client(url, adminToken, name);
      expect(await customer.get('users/me')).toMatchObject({ id: 2 });
    }
    const fields = { title: 'Mine', group: 'Users', article: { body: 'x', type: 'web' } };
    const ticket = await new Client(url, adminToken, 'nicole.braun@zammad.org').post('tickets', fields);
    expect(ticket).toMatchObject({ customer_id: 2, created_by_id: 2 });
  });

  it('is refused for somebody unknown', async () => {
    const desk = await startDesk();
    const nobody = new Client(desk.simulator.url, desk.simulator.adminToken, 'nobody@example.com');
    const [status] = await nobody.refusal('GET', 'users/me');
    expect(status).toBe(403);
  });
});
