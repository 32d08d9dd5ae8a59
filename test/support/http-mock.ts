import nock from 'nock';
import { afterEach, beforeEach, expect } from 'vitest';

/** Where mocked helpdesks live. */
export const mockedHelpdeskUrl = 'http://zammad.test';

/** One route mocked once; the next call of the same route needs another mock. */
export type HttpMock = nock.Scope;

/**
 * For a suite: every test gets a fresh mock of `mockedHelpdeskUrl` + `/api/v1`. A request that nobody mocked and a
 * mock that nobody requested both fail the test.
 */
export function useHttpMock(): () => HttpMock {
  const unmocked: string[] = [];
  const noteUnmocked = (request: { method?: string; path?: string }): void => {
    unmocked.push(`${request.method ?? '?'} ${request.path ?? '?'}`);
  };
  beforeEach(() => {
    nock.disableNetConnect();
    nock.emitter.on('no match', noteUnmocked);
  });
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.emitter.off('no match', noteUnmocked);
    nock.cleanAll();
    nock.enableNetConnect();
    expect({ unused, unmocked: unmocked.splice(0) }).toEqual({ unused: [], unmocked: [] });
  });
  return () => nock(`${mockedHelpdeskUrl}/api/v1`);
}
