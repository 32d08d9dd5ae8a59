import { describe, expect, it } from 'vitest';
import { ticketId } from '../../../src/core/ticket/ticket-id.ts';
import type { ChangePage, TicketChange } from '../../../src/helpdesk/helpdesk.ts';
import { createZammadHttp } from '../../../src/helpdesk/zammad/http/zammad-http.ts';
import { ZammadHelpdesk } from '../../../src/helpdesk/zammad/zammad.ts';
import { mockedHelpdeskUrl, useHttpMock } from '../../support/http-mock.ts';
import { aUser, pack } from './a-record.ts';

const date = { Date: 'Mon, 23 Nov 2026 08:00:00 GMT' };
const me = { ...aUser({ id: 70, role_ids: [4] }) };
const stamp = '2026-11-23T08:00:00.000Z';
const ticketRecord = {
  id: 7,
  number: '27007',
  group_id: 11,
  priority_id: 22,
  state_id: 1,
  owner_id: 1,
  customer_id: 50,
  created_at: stamp,
  updated_at: stamp,
};
const aLetter: TicketChange = {
  set: {},
  key: 'k',
  article: {
    kind: 'letter',
    isInternal: false,
    to: null,
    subject: 's',
    html: 'x',
    notice: null,
    mentionUserIds: [],
  },
};

describe('ZammadHelpdesk', () => {
  const mock = useHttpMock();

  function mockInstallation(groups: readonly object[] = [{ id: 11, name: 'Front desk' }]): void {
    mock().get('/users/me').reply(200, me, date);
    mock().get('/groups?per_page=100&page=1').reply(200, groups);
    mock()
      .get('/ticket_states?per_page=100&page=1')
      .reply(200, [{ id: 1, name: 'new' }]);
    mock().get('/ticket_priorities?per_page=100&page=1').reply(200, []);
    mock().get('/roles?expand=true&per_page=1000').reply(200, []);
  }

  function helpdesk(): ZammadHelpdesk {
    const http = createZammadHttp({
      baseUrl: mockedHelpdeskUrl,
      token: 'token',
      now: () => 0,
      sleep: () => Promise.resolve(),
      requestsPerSecond: 0,
      retries: 0,
    });
    return new ZammadHelpdesk({ http, pack });
  }

  async function pagesOf(desk: ZammadHelpdesk, cursor: string | null): Promise<readonly ChangePage[]> {
    const pages: ChangePage[] = [];
    for await (const page of desk.changesSince(cursor)) pages.push(page);
    return pages;
  }

  it('asks once for the version that a service account may not know', async () => {
    mock().get('/version').reply(403, { error: 'Token authorization failed.' });
    mock().get('/users/me').times(2).reply(200, me, date);
    const desk = helpdesk();

    expect(await desk.ping()).toEqual({ version: null, serverAt: Date.parse(date.Date) });
    expect(await desk.ping()).toEqual({ version: null, serverAt: Date.parse(date.Date) });
  });

  it('searches governed groups from two minutes before the cursor, with a Z, and reads the answer of 5.5 too', async () => {
    mockInstallation();
    mock()
      .post('/tickets/search', {
        condition: {
          'ticket.group_id': { operator: 'is', value: ['11'] },
          'ticket.updated_at': { operator: 'after (absolute)', value: '2026-11-23T07:58:00.000Z' },
        },
        sort_by: ['updated_at', 'id'],
        order_by: ['asc', 'asc'],
        limit: 200,
        page: 1,
        full: true,
      })
      .reply(200, { tickets: [7], tickets_count: 1, assets: { Ticket: { 7: ticketRecord } } });

    expect(await pagesOf(helpdesk(), stamp)).toEqual([
      { heads: [{ id: '7', updatedAt: Date.parse(stamp) }], cursor: stamp, isLast: true },
    ]);
  });

  it('keeps the cursor where nothing changed', async () => {
    mockInstallation();
    mock().post('/tickets/search').reply(200, { record_ids: [], assets: {} });

    expect(await pagesOf(helpdesk(), stamp)).toEqual([{ heads: [], cursor: stamp, isLast: true }]);
  });

  it('refuses a cursor that is none, and a helpdesk that was not bootstrapped', async () => {
    mockInstallation();
    await expect(pagesOf(helpdesk(), 'yesterday')).rejects.toMatchObject({ code: 'bug' });
    mockInstallation([{ id: 1, name: 'Users' }]);
    await expect(pagesOf(helpdesk(), null)).rejects.toMatchObject({ code: 'outside' });
  });

  it('reads the installation again after it could not', async () => {
    const desk = helpdesk();
    // Who we are is asked first; the rest is not asked without an answer.
    mock().get('/users/me').reply(503);
    await expect(desk.identify()).rejects.toMatchObject({ code: 'unavailable' });

    mockInstallation();
    await expect(desk.identify()).resolves.toMatchObject({ userId: '70' });
  });

  it('writes no letter to an applicant without an address', async () => {
    mockInstallation();
    const assets = { Ticket: { 7: ticketRecord }, User: { 50: aUser({ id: 50, email: '' }) } };
    mock().get('/tickets/7?full=true').reply(200, { id: 7, assets });

    const written = helpdesk().write(ticketId(7), aLetter);

    await expect(written).rejects.toMatchObject({ code: 'rejected', details: { reason: 'no-address' } });
  });

  it('writes to the applicant of a ticket it has just read in one request', async () => {
    mockInstallation();
    const assets = { Ticket: { 7: ticketRecord }, User: { 50: aUser({ id: 50, email: 'a@b.example' }) } };
    mock().get('/ticket_history/7').reply(200, { history: [], assets });
    mock().get('/ticket_articles/by_ticket/7').reply(200, []);
    mock()
      .put('/tickets/7', (body: { article: { to: string } }) => body.article.to === 'a@b.example')
      .reply(200, { ...ticketRecord, article_ids: [1] });
    const desk = helpdesk();
    await desk.readTicket(ticketId(7));
    const asked = desk.requestCount();

    await desk.write(ticketId(7), aLetter);

    expect(desk.requestCount() - asked).toBe(1);
  });

  it('does not know what became of an update whose answer it cannot read', async () => {
    mockInstallation();
    mock().put('/tickets/7').reply(200, 'Welcome to the proxy');

    const written = helpdesk().write(ticketId(7), { ...aLetter, article: null, set: { state: 'new' } });

    await expect(written).rejects.toMatchObject({ code: 'unknown-outcome' });
  });

  it('says what the helpdesk itself broke on', async () => {
    mockInstallation();
    mock().put('/tickets/7').reply(500, { error: 'undefined method' });

    const written = helpdesk().write(ticketId(7), { ...aLetter, article: null, set: { state: 'new' } });

    await expect(written).rejects.toMatchObject({ code: 'outside' });
  });
});
