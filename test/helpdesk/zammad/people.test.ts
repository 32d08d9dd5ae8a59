import { describe, expect, it } from 'vitest';
import { createZammadHttp } from '../../../src/helpdesk/zammad/http/zammad-http.ts';
import { describeIdentity, listAgents } from '../../../src/helpdesk/zammad/people.ts';
import { mockedHelpdeskUrl, useHttpMock } from '../../support/http-mock.ts';
import { aUser, binding } from './a-record.ts';

describe('describeIdentity', () => {
  it('joins the account’s own access with that of its active roles, for governed groups', () => {
    const me = aUser({ id: 70, role_ids: [4], group_ids: { 11: ['change'], 12: ['read'], 99: ['full'] } });

    const identity = describeIdentity(me, binding);

    expect(identity.groups).toEqual(
      new Map([
        ['front', ['change', 'read']],
        ['back', ['read']],
      ]),
    );
    expect(identity.permissions).toEqual(['ticket.agent']);
  });

  it('shows no group where access was lost', () => {
    expect(describeIdentity(aUser({ id: 70, role_ids: [3] }), binding).groups).toEqual(new Map());
  });
});

describe('listAgents', () => {
  const mock = useHttpMock();
  const http = createZammadHttp({
    baseUrl: mockedHelpdeskUrl,
    token: 'token',
    now: () => 0,
    sleep: () => Promise.resolve(),
    requestsPerSecond: 0,
  });
  // 23:30 UTC is the next day in Kyiv.
  const now = { at: Date.parse('2026-11-23T23:30:00Z'), zone: 'Europe/Kyiv' };

  it('lists those with access to a governed group, with who is away by the local date', async () => {
    const absence = {
      out_of_office: true,
      out_of_office_start_at: '2026-11-20',
      out_of_office_end_at: '2026-11-24',
    };
    mock()
      .get('/users/search')
      .query({ query: '*', 'role_ids[]': ['2', '4'], sort_by: 'id', order_by: 'asc', per_page: 100, page: 1 })
      .reply(200, [
        aUser({ id: 60, role_ids: [2] }),
        aUser({ id: 61, role_ids: [2], ...absence }),
        aUser({ id: 62, role_ids: [2], ...absence, out_of_office_end_at: '2026-11-23' }),
        aUser({ id: 63, role_ids: [2], email: '', active: false }),
        aUser({ id: 64, role_ids: [9], group_ids: { 99: ['full'] } }),
      ]);

    const people = await listAgents(http, binding, now);

    expect(people).toEqual([
      { id: '60', login: 'user60', email: 'user60@small.test', isActive: true, isOutOfOffice: false },
      { id: '61', login: 'user61', email: 'user61@small.test', isActive: true, isOutOfOffice: true },
      { id: '62', login: 'user62', email: 'user62@small.test', isActive: true, isOutOfOffice: false },
      { id: '63', login: 'user63', email: null, isActive: false, isOutOfOffice: false },
    ]);
  });
});
