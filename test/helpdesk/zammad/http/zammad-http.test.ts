import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../../../src/core/app-error.ts';
import {
  createZammadHttp,
  type ZammadHttpOptions,
} from '../../../../src/helpdesk/zammad/http/zammad-http.ts';
import { mockedHelpdeskUrl, useHttpMock } from '../../../support/http-mock.ts';

const token = 'secret-token-4711';
const Thing = z.object({ id: z.number() });

/** A client whose clock moves only by sleeping. */
function aClient(options: Partial<ZammadHttpOptions> = {}) {
  const slept: number[] = [];
  let now = Date.parse('2026-11-23T08:00:00Z');
  const http = createZammadHttp({
    baseUrl: mockedHelpdeskUrl,
    token,
    now: () => now,
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
    requestsPerSecond: 0,
    ...options,
  });
  return { http, slept };
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('nothing failed'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new Error('expected an AppError', { cause: error });
  return error;
}

describe('ZammadHttp', () => {
  const mock = useHttpMock();

  it('sends the token and asks for JSON', async () => {
    mock()
      .get('/groups/1')
      .matchHeader('authorization', `Token token=${token}`)
      .matchHeader('accept', 'application/json')
      .reply(200, { id: 1, more: 'ignored' });
    const { http } = aClient();
    expect(await http.get('groups/1', Thing)).toEqual({ id: 1 });
    expect(http.requestCount()).toBe(1);
  });

  it('shows the server clock of its last answer', async () => {
    mock().get('/groups/1').reply(200, { id: 1 }, { date: 'Mon, 23 Nov 2026 08:00:07 GMT' });
    const { http } = aClient();
    expect(http.serverAt()).toBeNull();
    await http.get('groups/1', Thing);
    expect(http.serverAt()).toBe(Date.parse('2026-11-23T08:00:07Z'));
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [422, 'rejected'],
    [429, 'unavailable'],
    [503, 'unavailable'],
    [502, 'unknown-outcome'],
    [504, 'unknown-outcome'],
    [500, 'outside'],
    [302, 'outside'],
  ])('translates status %i of a write to %s and does not send it again', async (status, code) => {
    mock().put('/groups/1').reply(status, { error: 'why', error_human: 'why, for a@b.example' });
    const { http } = aClient();
    const error = await failureOf(http.put('groups/1', { name: 'x' }, Thing));
    expect(error.code).toBe(code);
    expect(error.details).toMatchObject({ status, said: 'why, for …@…', method: 'PUT', path: 'groups/1' });
    expect(http.requestCount()).toBe(1);
  });

  it('repeats a read as long as the helpdesk asked it to wait', async () => {
    mock().get('/groups/1').reply(429, 'Retry later\n', { 'retry-after': '7' });
    mock().get('/groups/1').reply(502, 'bad gateway');
    mock().get('/groups/1').reply(200, { id: 1 });
    const { http, slept } = aClient();
    await http.get('groups/1', Thing);
    expect(slept).toEqual([7000, 1000]);
    expect(http.requestCount()).toBe(3);
  });

  it('repeats a read over which the server stumbled', async () => {
    mock().get('/groups/1').reply(500, { error: 'deadlock' });
    mock().get('/groups/1').reply(200, { id: 1 });
    const { http } = aClient();
    expect(await http.get('groups/1', Thing)).toEqual({ id: 1 });
  });

  it('does not wait longer than half a minute, and says for how long it was sent away', async () => {
    mock().get('/groups/1').reply(503, '', { 'retry-after': '3600' });
    const { http, slept } = aClient();
    const error = await failureOf(http.get('groups/1', Thing));
    expect(error.code).toBe('unavailable');
    expect(error.details['retryAfterMs']).toBe(3_600_000);
    expect(slept).toEqual([]);
  });

  it('gives up after the agreed number of repetitions', async () => {
    mock().get('/groups/1').times(3).reply(503, '');
    const { http } = aClient({ retries: 2 });
    expect((await failureOf(http.get('groups/1', Thing))).code).toBe('unavailable');
    expect(http.requestCount()).toBe(3);
  });

  it('repeats a write whose connection was refused, because it was not sent', async () => {
    mock()
      .post('/groups')
      .replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    mock().post('/groups').reply(201, { id: 9 });
    const { http } = aClient();
    expect(await http.post('groups', { name: 'x' }, Thing)).toEqual({ id: 9 });
  });

  it('does not know the outcome of a write that was cut', async () => {
    mock()
      .post('/groups')
      .replyWithError(Object.assign(new Error('cut'), { code: 'ECONNRESET' }));
    const { http } = aClient();
    expect((await failureOf(http.post('groups', { name: 'x' }, Thing))).code).toBe('unknown-outcome');
    expect(http.requestCount()).toBe(1);
  });

  it('does not know the outcome of a write that was not answered in time', async () => {
    mock().post('/groups').delay(2000).reply(201, { id: 9 });
    const { http } = aClient({ timeoutMs: 40 });
    const error = await failureOf(http.post('groups', { name: 'x' }, Thing));
    expect(error.code).toBe('unknown-outcome');
    expect(error.details['transport']).toBe('ETIMEDOUT');
  });

  it('repeats a reading POST that was cut', async () => {
    mock()
      .post('/tickets/search')
      .replyWithError(Object.assign(new Error('cut'), { code: 'ECONNRESET' }));
    mock().post('/tickets/search').reply(200, []);
    const { http } = aClient();
    expect(await http.query('tickets/search', {}, z.array(Thing))).toEqual([]);
  });

  it.each([
    ['an unknown shape', { identity: 1 }],
    ['a page of HTML', '<html>welcome</html>'],
  ])('refuses %s', async (_what, body) => {
    mock().get('/groups/1').reply(200, body);
    const { http } = aClient();
    expect((await failureOf(http.get('groups/1', Thing))).code).toBe('outside');
  });

  it('never shows the token or query values, whatever fails', async () => {
    mock().get('/users/search?query=a%40b.example').reply(401, { error: 'no' });
    mock()
      .put('/users/3')
      .replyWithError(Object.assign(new Error('cut'), { code: 'ECONNRESET' }));
    const lines: unknown[] = [];
    const { http } = aClient({ log: { debug: (data, message) => lines.push(data, message) } });
    const errors = [
      await failureOf(http.get('users/search?query=a%40b.example', Thing)),
      await failureOf(http.put('users/3', {}, Thing)),
    ];
    const shown = inspect([errors, lines], { depth: 20, showHidden: true });
    expect(shown).not.toContain(token);
    expect(shown).not.toContain('b.example');
  });

  it('reads every page, each object once', async () => {
    const ids = (from: number, count: number) => Array.from({ length: count }, (_, i) => ({ id: from + i }));
    mock().get('/slas?per_page=100&page=1').reply(200, ids(1, 100));
    mock().get('/slas?per_page=100&page=2').reply(200, ids(100, 100));
    mock().get('/slas?per_page=100&page=3').reply(200, ids(200, 3));
    const { http } = aClient();
    expect((await http.getAll('slas', Thing)).map((thing) => thing.id)).toEqual(
      ids(1, 202).map((thing) => thing.id),
    );
  });

  it('stops when a list ignores paging', async () => {
    const all = Array.from({ length: 100 }, (_, i) => ({ id: i }));
    mock().get('/object_manager_attributes?per_page=100&page=1').reply(200, all);
    mock().get('/object_manager_attributes?per_page=100&page=2').reply(200, all);
    const { http } = aClient();
    expect(await http.getAll('object_manager_attributes', Thing)).toHaveLength(100);
  });

  it('keeps to its request budget', async () => {
    mock().get('/groups/1').times(4).reply(200, { id: 1 });
    const { http, slept } = aClient({ requestsPerSecond: 5 });
    for (let call = 0; call < 4; call += 1) await http.get('groups/1', Thing);
    expect(slept).toEqual([200, 200, 200]);
  });
});
