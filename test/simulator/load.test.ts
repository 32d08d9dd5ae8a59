import { describe, expect, it } from 'vitest';
import { startDesk, type Desk, type Fields, type Told } from './a-desk.ts';

const TICKETS = 3_000;
const PAGE = 200;

/** A desk to which many people have written. */
async function crowdedDesk(): Promise<Desk> {
  const desk = await startDesk();
  for (let count = 0; count < TICKETS; count++) {
    const email = `person${count % 100}@example.com`;
    desk.simulator.submitWebForm({ name: 'P', email, title: `Request ${count}`, body: 'text' });
  }
  return desk;
}

/** Walks all tickets by their last change, as a client who follows them does. */
async function walk({ admin }: Desk): Promise<Map<number, string>> {
  const seen = new Map<number, string>();
  let since = '2000-01-01T00:00:00.000Z';
  for (;;) {
    const condition: Fields = { 'ticket.updated_at': { operator: 'after (absolute)', value: since } };
    const search = { condition, sort_by: 'updated_at,id', order_by: 'asc,asc', limit: PAGE };
    const page = await admin.post<Told[]>('tickets/search', search);
    for (const { id, updated_at } of page) seen.set(id, String(updated_at));
    if (page.length < PAGE) return seen;
    since = String(page.at(-1)!['updated_at']);
  }
}

describe('a simulator with thousands of tickets', () => {
  it('gives all of them to a client who walks by updated_at, in a time that grows with their number alone', async () => {
    const desk = await crowdedDesk();
    const startedAt = performance.now();
    const seen = await walk(desk);
    const tookMs = performance.now() - startedAt;
    expect(seen.size).toBe(TICKETS + 1);
    // Some 17 requests of 200; reading through everything for each would take many times as long.
    expect(tookMs).toBeLessThan(10_000);
  });

  it('answers a poll for what is new without going through what is old', async () => {
    const desk = await crowdedDesk();
    desk.clock.advanceBy(60_000);
    const since = new Date(desk.clock.now()).toISOString();
    const condition = { 'ticket.updated_at': { operator: 'after (absolute)', value: since } };
    const startedAt = performance.now();
    for (let poll = 0; poll < 100; poll++) {
      expect(
        await desk.admin.post('tickets/search', { condition, sort_by: 'updated_at', order_by: 'asc' }),
      ).toEqual([]);
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
