import { describe, expect, it } from 'vitest';
import { hireAgent, makeTicket, MONDAY, startDesk } from './a-desk.ts';

const DAY_MS = 86_400_000;

describe('startSimulator', () => {
  it('dates everything by its clock: records, headers, the dump', async () => {
    const desk = await startDesk();
    desk.clock.advanceBy(DAY_MS);
    const reply = await desk.admin.send('POST', 'groups', { name: 'Later' });
    expect(reply.headers.get('date')).toBe('Tue, 24 Nov 2026 08:00:00 GMT');
    expect(reply.body).toMatchObject({ created_at: '2026-11-24T08:00:00.000Z' });
    expect(desk.simulator.dump().now).toBe('2026-11-24T08:00:00.000Z');
  });

  it('gives no two writes the same time though the clock stands still', async () => {
    const desk = await startDesk();
    const first = await desk.admin.post('groups', { name: 'A' });
    const second = await desk.admin.post('groups', { name: 'B' });
    expect(String(first['created_at']).startsWith(MONDAY.slice(0, 19))).toBe(true);
    expect(String(second['created_at']) > String(first['created_at'])).toBe(true);
  });

  it('is the same for the same seed, and another for another', async () => {
    const tokens: string[] = [];
    for (const seed of [1, 1, 2]) tokens.push((await startDesk({ seed })).simulator.adminToken);
    expect(tokens[0]).toBe(tokens[1]);
    expect(tokens[0]).not.toBe(tokens[2]);
  });

  it('moves a ticket on whose pending action has come', async () => {
    const desk = await startDesk();
    const pendingUntil = new Date(desk.clock.now() + DAY_MS).toISOString();
    const { id } = await makeTicket(desk, { state: 'pending close', pending_time: pendingUntil });
    desk.clock.advanceBy(DAY_MS - 1);
    expect((await desk.admin.get(`tickets/${id}?expand=true`))['state']).toBe('pending close');
    desk.clock.advanceBy(DAY_MS / 24);
    expect((await desk.admin.get(`tickets/${id}?expand=true`))['state']).toBe('closed');
  });
});

describe('dump', () => {
  it('tells everything as plain JSON, and no secret', async () => {
    const desk = await startDesk();
    await hireAgent(desk, 'agent@example.com', { Users: ['full'] });
    await makeTicket(desk, { tags: 'vip' });
    const dump = desk.simulator.dump();
    const text = JSON.stringify(dump);
    expect(JSON.parse(text)).toEqual(dump);
    expect(text).not.toContain(desk.simulator.adminToken);
    expect(text).not.toContain('Secret-1234');
    expect(dump.tickets.map(({ title }) => title)).toEqual(['Welcome to Zammad!', 'Printer']);
    expect(dump.articles).toHaveLength(2);
    expect(dump.tags).toEqual([{ ticket_id: 2, name: 'vip' }]);
    expect(dump.users.map(({ email }) => email)).toContain('agent@example.com');
    expect(dump.configuration['groups']).toHaveLength(1);
    expect(dump.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: '/api/v1/tickets',
      status: 201,
      userId: 3,
    });
    expect(dump.history.some((line) => line['type'] === 'created')).toBe(true);
  });

  it('stays as it is when the world goes on', async () => {
    const desk = await startDesk();
    const before = desk.simulator.dump();
    await makeTicket(desk);
    expect(before.tickets).toHaveLength(1);
  });
});
