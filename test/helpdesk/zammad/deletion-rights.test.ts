import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countPrivacyTasks, listDeleters } from '../../../src/helpdesk/zammad/deletion-rights.ts';
import { createZammadHttp } from '../../../src/helpdesk/zammad/http/zammad-http.ts';
import { startTestHelpdesk, type TestHelpdesk } from '../../support/a-helpdesk.ts';
import { mockedHelpdeskUrl, useHttpMock } from '../../support/http-mock.ts';

describe('who and what may delete requests [K 4.3]', () => {
  let helpdesk: TestHelpdesk;
  beforeAll(async () => {
    helpdesk = await startTestHelpdesk();
  });
  afterAll(() => helpdesk.simulator.stop());

  it('is everybody who holds an administrator’s role', async () => {
    const before = await listDeleters(helpdesk.http);
    const { status } = await fetch(`${helpdesk.simulator.url}/api/v1/users`, {
      method: 'POST',
      headers: {
        authorization: `Token token=${helpdesk.simulator.adminToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ login: 'boss', email: 'boss@example.org', roles: ['Admin', 'Agent'] }),
    });

    expect(status).toBe(201);
    expect(await listDeleters(helpdesk.http)).toEqual([...before, 'boss (admin)'].sort());
  });

  it('is nothing where there is no list of privacy tasks', async () => {
    expect(await countPrivacyTasks(helpdesk.http)).toBe(0);
  });
});

describe('deletions ordered for data privacy [K 4.3]', () => {
  const mock = useHttpMock();

  it('count until they are carried out', async () => {
    mock()
      .get('/data_privacy_tasks')
      .query(true)
      .reply(200, [
        { id: 1, state: 'completed', deletable_type: 'User' },
        { id: 2, state: 'in process', deletable_type: 'Ticket' },
      ]);
    const http = createZammadHttp({
      baseUrl: mockedHelpdeskUrl,
      token: 'token',
      now: () => 0,
      sleep: () => Promise.resolve(),
      requestsPerSecond: 0,
    });

    expect(await countPrivacyTasks(http)).toBe(1);
  });
});
