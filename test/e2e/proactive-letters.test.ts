import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { type GovernedDesk, openGovernedDesk, supportAddress } from '../support/a-governed-desk.ts';

const machine = 'robot@gb.example.org';
const body = [
  '<p>Час створення запису в ГБ: 23.11.2026 10:15</p>',
  '<p>Дані які були отримані: Марія Коваль, maria@example.net</p>',
  '<p>Час повторного запиту в KyivID: 23.11.2026 12:00</p>',
].join('');

let governed: GovernedDesk;
beforeAll(async () => {
  governed = await openGovernedDesk({
    startAt: '2026-11-23T08:00:00Z',
    overlay: `intake: { proactive-letters: { sender: ${machine} } }`,
  });
});
afterAll(() => governed.close());

/** A letter of the machine comes in, and the daemon looks at it until nothing is left to do. */
async function machineWrites(html: string): Promise<number> {
  const { ticketId } = governed.simulator.receiveMail({
    from: `ГБ <${machine.toUpperCase()}>`,
    to: supportAddress,
    subject: 'Проактивна підтримка',
    body: html,
    contentType: 'text/html',
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  for (let round = 0; round < 5; round += 1) {
    governed.time.advanceBy(3 * MS_PER_MINUTE);
    await governed.tick();
  }
  return ticketId;
}

function ticketCalled(id: number) {
  const { tickets, users, articles } = governed.simulator.dump();
  const ticket = tickets.find((each) => each['id'] === id);
  const customer = users.find((each) => each['id'] === ticket?.['customer_id']);
  return { ticket, customer, articles: articles.filter((each) => each['ticket_id'] === id) };
}

/** To whom letters left. */
function recipients(): readonly string[] {
  return governed.simulator.dump().outbox.map(({ to }) => to);
}

/** Everything that was written down beside the helpdesk. */
async function everythingStored(): Promise<string> {
  const kept: unknown[] = [];
  for await (const entries of governed.store.ledger.list({})) kept.push(entries);
  for await (const page of governed.store.tickets.listBetween(0, governed.time.now() + 1)) kept.push(page);
  return JSON.stringify(kept);
}

describe('a letter of the proactive support', () => {
  it('becomes a request of the user it is about [K 4.12]', async () => {
    const { ticket, customer } = ticketCalled(await machineWrites(body));

    expect(ticket).toMatchObject({
      proactive: true,
      record_created: '23.11.2026 10:15',
      data_received: 'Марія Коваль, maria@example.net',
      kyivid_repeated: '23.11.2026 12:00',
    });
    expect(customer).toMatchObject({ email: 'maria@example.net' });
    expect(recipients()).toEqual(['maria@example.net']);
  });

  it('leaves neither its text nor the address beside the helpdesk [K 4.12]', async () => {
    expect(await everythingStored()).not.toMatch(/maria@|Коваль|robot@/i);
  });

  it('that cannot be read is an ordinary request for a person, and nobody writes to the machine [K 4.12]', async () => {
    const { ticket, customer, articles } = ticketCalled(await machineWrites('<p>Щось змінилося.</p>'));

    expect(ticket).toMatchObject({ proactive: true });
    expect(customer).toMatchObject({ email: machine });
    expect(articles.filter(({ internal }) => internal !== true)).toHaveLength(1);
    expect(recipients()).toEqual(['maria@example.net']);
    expect(articles.map((article) => String(article['body'])).join()).toContain('не вдалося розібрати');
  });
});
