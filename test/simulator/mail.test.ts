import { describe, expect, it } from 'vitest';
import { articlesOf, historyOf, makeTicket, startDesk, type Desk, type Fields } from './a-desk.ts';

const MINUTE_MS = 60_000;
const support = { name: 'Support', email: 'support@example.com' };

/** A desk whose group Users has an address. */
async function withAddress(options: { seedTriggers?: boolean } = {}): Promise<Desk> {
  const desk = await startDesk({ mailAddresses: [support], ...options });
  const [address] = await desk.admin.get<{ id: number }[]>('email_addresses');
  await desk.admin.put('groups/1', { email_address_id: address!.id });
  return desk;
}

const letter = (rest: Fields = {}): Fields => ({
  body: 'Dear …',
  type: 'email',
  to: 'nicole.braun@zammad.org',
  subject: 'News',
  ...rest,
});

describe('outgoing mail', () => {
  it('is on its way when the answer comes, and delivered a moment later', async () => {
    const desk = await withAddress();
    const { id } = await makeTicket(desk, { article: letter({ message_id: '<mine@example.com>' }) });
    const [sent] = await articlesOf(desk, id);
    expect(sent).toMatchObject({
      from: 'Ada Admin via Support <support@example.com>',
      to: 'nicole.braun@zammad.org',
      subject: 'News',
    });
    expect(sent!['message_id']).not.toBe('<mine@example.com>');
    expect(sent!['preferences']).not.toHaveProperty('delivery_status');
    desk.clock.advanceBy(MINUTE_MS);
    const [delivered] = await articlesOf(desk, id);
    expect(delivered!['preferences']).toMatchObject({
      delivery_status: 'success',
      delivery_retry: 1,
      delivery_status_message: null,
    });
    expect(delivered!['message_id']).toBe(sent!['message_id']);
    expect(desk.simulator.dump().outbox).toMatchObject([
      { ticketId: id, to: 'nicole.braun@zammad.org', subject: 'News [Ticket#27002]', status: 'success' },
    ]);
    expect((await historyOf(desk, id)).at(-1)).toMatchObject({
      type: 'email',
      value_to: 'nicole.braun@zammad.org',
    });
  });

  it('moves updated_at of the ticket when it is delivered', async () => {
    const desk = await withAddress();
    const ticket = await makeTicket(desk, { article: letter() });
    desk.clock.advanceBy(MINUTE_MS);
    const { updated_at } = await desk.admin.get(`tickets/${ticket.id}`);
    expect(String(updated_at) > String(ticket['updated_at'])).toBe(true);
  });

  it('fails when the other side refuses it, and when it bounces later', async () => {
    const desk = await withAddress();
    desk.simulator.faults.refuseMailTo(/refused@/, 'no such mailbox');
    const refused = await makeTicket(desk, { article: letter({ to: 'refused@example.com' }) });
    const bounced = await makeTicket(desk, { article: letter() });
    desk.clock.advanceBy(MINUTE_MS);
    const [first] = await articlesOf(desk, refused.id);
    expect(first!['preferences']).toMatchObject({
      delivery_status: 'fail',
      delivery_status_message: 'no such mailbox',
    });
    const [second] = await articlesOf(desk, bounced.id);
    desk.simulator.receiveBounce(second!.id);
    const [returned] = await articlesOf(desk, bounced.id);
    expect(returned!['preferences']).toMatchObject({ delivery_status: 'fail' });
    const customer = await desk.admin.get('users/2');
    expect(customer['preferences']).toMatchObject({ mail_delivery_failed: true });
  });

  it('is refused for a group without an address, and nothing of the request remains', async () => {
    const desk = await startDesk();
    const { id } = await makeTicket(desk);
    const update = { title: 'Renamed', article: letter() };
    expect(await desk.admin.refusal('PUT', `tickets/${id}`, update)).toEqual([
      500,
      "No email address found for group 'Users' (1)",
    ]);
    expect((await desk.admin.get(`tickets/${id}`))['title']).toBe('Printer');
    expect(await articlesOf(desk, id)).toHaveLength(1);
  });
});

describe('incoming mail', () => {
  const from = 'Olena Koval <olena@example.com>';

  it('makes a ticket of the address’s group for a new customer', async () => {
    const desk = await withAddress();
    const { ticketId } = desk.simulator.receiveMail({
      from,
      to: support.email,
      subject: 'Скринька',
      body: 'Не відкривається',
      attachments: [{ filename: 'a.txt', mimeType: 'text/plain', data: Buffer.from('файл') }],
    });
    const ticket = await desk.admin.get(`tickets/${ticketId}?expand=true`);
    expect(ticket).toMatchObject({
      title: 'Скринька',
      group: 'Users',
      state: 'new',
      customer: 'olena@example.com',
      created_by: 'olena@example.com',
      create_article_type: 'email',
      create_article_sender: 'Customer',
    });
    const [article] = await articlesOf(desk, ticketId);
    expect(article).toMatchObject({
      type: 'email',
      sender: 'Customer',
      from,
      preferences: { 'send-auto-response': true, 'is-auto-response': false },
      attachments: [{ filename: 'a.txt', size: '8' }],
    });
    expect(await desk.admin.get(`users/${String(ticket['customer_id'])}`)).toMatchObject({
      firstname: 'Olena',
      lastname: 'Koval',
      role_ids: [3],
    });
  });

  it('is acknowledged by the seeded trigger where that is switched on', async () => {
    const desk = await withAddress({ seedTriggers: true });
    const { ticketId } = desk.simulator.receiveMail({ from, to: support.email, subject: 'Help', body: 'x' });
    expect((await articlesOf(desk, ticketId))[1]).toMatchObject({
      sender: 'System',
      type: 'email',
      to: 'olena@example.com',
      subject: 'Thanks for your inquiry (Help)',
    });
    expect((await desk.admin.get(`tickets/${ticketId}`))['first_response_at']).toBeNull();
  });

  it.each([
    ['Auto-Submitted', 'auto-replied'],
    ['Precedence', 'bulk'],
    ['X-Auto-Response-Suppress', 'All'],
  ])('is not acknowledged when %s says %s', async (name, value) => {
    const desk = await withAddress({ seedTriggers: true });
    const headers = { [name]: value };
    const { ticketId } = desk.simulator.receiveMail({
      from,
      to: support.email,
      subject: 'Away',
      body: 'x',
      headers,
    });
    const articles = await articlesOf(desk, ticketId);
    expect(articles).toHaveLength(1);
    expect(articles[0]!['preferences']).toMatchObject({
      'send-auto-response': false,
      'is-auto-response': true,
    });
  });

  it('follows up the ticket that the subject names, and opens it again', async () => {
    const desk = await withAddress();
    const { ticketId } = desk.simulator.receiveMail({ from, to: support.email, subject: 'Help', body: 'x' });
    const { number } = await desk.admin.put(`tickets/${ticketId}`, { state: 'closed' });
    const again = { from, to: support.email, subject: `Re: Help [Ticket#${String(number)}]`, body: 'still' };
    expect(desk.simulator.receiveMail(again).ticketId).toBe(ticketId);
    expect((await desk.admin.get(`tickets/${ticketId}?expand=true`))['state']).toBe('open');
  });

  it('leaves a closed ticket closed when it only says that somebody is away', async () => {
    const desk = await withAddress();
    const { ticketId } = desk.simulator.receiveMail({ from, to: support.email, subject: 'Help', body: 'x' });
    const { number } = await desk.admin.put(`tickets/${ticketId}`, { state: 'closed' });
    const subject = `Vacation: [Ticket#${String(number)}]`;
    const headers = { 'Auto-Submitted': 'auto-replied' };
    desk.simulator.receiveMail({ from, to: support.email, subject, body: 'x', headers });
    expect((await desk.admin.get(`tickets/${ticketId}?expand=true`))['state']).toBe('closed');
    expect(await articlesOf(desk, ticketId)).toHaveLength(2);
  });

  it('makes a new ticket where the group takes no follow-ups of closed ones', async () => {
    const desk = await withAddress();
    await desk.admin.put('groups/1', { follow_up_possible: 'new_ticket' });
    const { ticketId } = desk.simulator.receiveMail({ from, to: support.email, subject: 'Help', body: 'x' });
    const { number } = await desk.admin.put(`tickets/${ticketId}`, { state: 'closed' });
    const subject = `Re: Help [Ticket#${String(number)}]`;
    const second = desk.simulator.receiveMail({ from, to: support.email, subject, body: 'still' });
    expect(second.ticketId).not.toBe(ticketId);
    expect((await desk.admin.get(`tickets/${second.ticketId}`))['title']).toBe('Help');
  });

  it('follows a merged ticket to where it went', async () => {
    const desk = await withAddress();
    const { ticketId } = desk.simulator.receiveMail({ from, to: support.email, subject: 'Help', body: 'x' });
    const source = await desk.admin.get(`tickets/${ticketId}`);
    const target = await makeTicket(desk);
    await desk.admin.put(`ticket_merge/${ticketId}/${String(target['number'])}`, {});
    const subject = `Re: [Ticket#${String(source['number'])}]`;
    const { ticketId: followed } = desk.simulator.receiveMail({
      from,
      to: support.email,
      subject,
      body: 'x',
    });
    expect(followed).toBe(target.id);
  });
});

describe('the web form', () => {
  it('makes a ticket with a web article of the customer', async () => {
    const desk = await startDesk();
    const { ticketId } = desk.simulator.submitWebForm({
      name: 'Olena Koval',
      email: 'olena@example.com',
      title: 'Form',
      body: 'x',
    });
    expect(await desk.admin.get(`tickets/${ticketId}?expand=true`)).toMatchObject({
      customer: 'olena@example.com',
      create_article_type: 'web',
      group: 'Users',
    });
  });
});
