import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Faults } from '../../src/simulator/faults.ts';
import { articlesOf, makeTicket, startDesk } from './a-desk.ts';

const note = { article: { body: 'once', internal: true } };

describe('Faults', () => {
  it('strikes by method and path, after so many, so many times', () => {
    const faults = new Faults(1);
    faults.add({ fault: { kind: 'cut', when: 'before' }, method: 'PUT', path: /tickets/, skip: 1, count: 2 });
    const strikes = (method: string, path: string): number => faults.strike(method, path).length;
    expect(strikes('GET', '/api/v1/tickets/1')).toBe(0);
    expect(strikes('PUT', '/api/v1/users/1')).toBe(0);
    expect([1, 2, 3, 4].map(() => strikes('PUT', '/api/v1/tickets/1'))).toEqual([0, 1, 1, 0]);
    expect(faults.struck.get('cut')).toBe(2);
  });

  it('meets the same requests with the same faults for the same seed', () => {
    const run = (seed: number): boolean[] => {
      const faults = new Faults(seed);
      faults.add({ fault: { kind: 'latency', delayMs: 1 }, probability: 0.5 });
      return Array.from({ length: 50 }, () => faults.strike('GET', '/').length > 0);
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
    expect(run(7).filter(Boolean).length).toBeGreaterThan(10);
  });

  it('can be switched off again, one by one or all', () => {
    const faults = new Faults(1);
    const remove = faults.add({ fault: { kind: 'cut', when: 'before' } });
    remove();
    expect(faults.strike('GET', '/')).toEqual([]);
    faults.add({ fault: { kind: 'cut', when: 'before' } });
    faults.refuseMailTo(/x/);
    faults.clear();
    expect(faults.strike('GET', '/')).toEqual([]);
    expect(faults.mailRefusal('x')).toBeNull();
  });
});

describe('a simulator with faults', () => {
  it('takes its time', async () => {
    const { admin, simulator } = await startDesk();
    simulator.faults.add({ fault: { kind: 'latency', delayMs: 60 } });
    const startedAt = performance.now();
    await admin.get('users/me');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
  });

  it('tells when a slow request was carried out that nobody waits for any more', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    desk.simulator.faults.add({ fault: { kind: 'latency', delayMs: 200 }, method: 'PUT' });
    const given = await Promise.race([
      desk.admin.send('PUT', `tickets/${id}`, note).then(() => 'an answer'),
      delay(50).then(() => 'nothing yet'),
    ]);
    expect(given).toBe('nothing yet');
    expect(await articlesOf(desk, id)).toHaveLength(1);
    await desk.simulator.settled();
    expect(await articlesOf(desk, id)).toHaveLength(2);
  });

  it('sends 429 with Retry-After, having done nothing', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    desk.simulator.faults.add({ fault: { kind: 'throttle', retryAfterSeconds: 7 }, method: 'PUT', count: 1 });
    const reply = await desk.admin.send('PUT', `tickets/${id}`, note);
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await articlesOf(desk, id)).toHaveLength(1);
  });

  it.each([
    [{ kind: 'error', status: 502 }, 1],
    [{ kind: 'error', status: 503, isApplied: true }, 2],
  ] as const)('fails as told: %j', async (fault, articles) => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    desk.simulator.faults.add({ fault, method: 'PUT', count: 1 });
    expect((await desk.admin.send('PUT', `tickets/${id}`, note)).status).toBe(fault.status);
    expect(await articlesOf(desk, id)).toHaveLength(articles);
  });

  it.each([
    ['before', 1],
    ['after', 2],
  ] as const)('cuts the connection %s the write', async (when, articles) => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    desk.simulator.faults.add({ fault: { kind: 'cut', when }, method: 'PUT', count: 1 });
    await expect(desk.admin.send('PUT', `tickets/${id}`, note)).rejects.toThrow('fetch failed');
    expect(await articlesOf(desk, id)).toHaveLength(articles);
    expect(desk.simulator.dump().requests.at(-2)).toMatchObject({
      method: 'PUT',
      status: null,
      faults: ['cut'],
    });
  });

  it('writes late, by its own clock, and never answers', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    const fault = { kind: 'late', delayMs: 30_000, by: 'clock' } as const;
    desk.simulator.faults.add({ fault, method: 'PUT', count: 1 });
    await expect(desk.admin.send('PUT', `tickets/${id}`, note)).rejects.toThrow('fetch failed');
    desk.clock.advanceBy(29_000);
    expect(await articlesOf(desk, id)).toHaveLength(1);
    desk.clock.advanceBy(1_000);
    expect(await articlesOf(desk, id)).toHaveLength(2);
  });

  it('writes late, by real time', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    const fault = { kind: 'late', delayMs: 30, by: 'wall' } as const;
    desk.simulator.faults.add({ fault, method: 'PUT', count: 1 });
    await expect(desk.admin.send('PUT', `tickets/${id}`, note)).rejects.toThrow('fetch failed');
    await expect.poll(async () => (await articlesOf(desk, id)).length).toBe(2);
  });

  it('lets a stale tab write old preferences back', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    await desk.admin.put(`tickets/${id}`, { preferences: { mark: 1 } });
    desk.simulator.faults.add({ fault: { kind: 'stale-tab', delayMs: 5_000 }, method: 'PUT', count: 1 });
    expect(await desk.admin.put(`tickets/${id}`, { preferences: { mark: 2 } })).toMatchObject({
      preferences: { mark: 2 },
    });
    desk.clock.advanceBy(5_000);
    expect(await desk.admin.get(`tickets/${id}`)).toMatchObject({ preferences: { mark: 1 } });
  });
});
