import { describe, expect, it } from 'vitest';
import { createTurnstile } from '../../src/daemon/turnstile.ts';
import { deferred } from '../support/deferred.ts';

describe('createTurnstile', () => {
  /** A job that notes its beginning and end, and ends when it is told to. */
  function aJob(
    name: string,
    seen: string[],
  ): { readonly run: () => Promise<void>; readonly end: () => void } {
    const { promise, resolve } = deferred<undefined>();
    const run = async (): Promise<void> => {
      seen.push(`${name} begins`);
      await promise;
      seen.push(`${name} ends`);
    };
    return {
      run,
      end: () => {
        resolve(undefined);
      },
    };
  }

  it('lets one job through at a time, in order', async () => {
    const seen: string[] = [];
    const [one, other] = [aJob('one', seen), aJob('other', seen)];
    const turnstile = createTurnstile();
    const both = [turnstile.enter(one.run), turnstile.enter(other.run)];
    other.end();
    one.end();
    await Promise.all(both);
    expect(seen).toEqual(['one begins', 'one ends', 'other begins', 'other ends']);
  });

  it('drops a job that comes while one of its kind waits', async () => {
    const seen: string[] = [];
    const [slow, tick] = [aJob('slow', seen), aJob('tick', seen)];
    const turnstile = createTurnstile();
    const all = [slow.run, tick.run, tick.run, tick.run].map((job) => turnstile.enter(job));
    slow.end();
    tick.end();
    await Promise.all(all);
    expect(seen.filter((each) => each === 'tick begins')).toHaveLength(1);
  });

  it('tells of a failure, and goes on', async () => {
    const turnstile = createTurnstile();
    await expect(turnstile.enter(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const seen: string[] = [];
    await turnstile.enter(() => Promise.resolve(void seen.push('next')));
    expect(seen).toEqual(['next']);
  });

  it('lets nobody in after it was closed, and is empty then', async () => {
    const seen: string[] = [];
    const [running, late] = [aJob('running', seen), aJob('late', seen)];
    const turnstile = createTurnstile();
    const entered = turnstile.enter(running.run);
    void turnstile.enter(late.run);
    await Promise.resolve();
    const closed = turnstile.close();
    running.end();
    await Promise.all([entered, closed, turnstile.enter(late.run)]);
    expect(seen).toEqual(['running begins', 'running ends']);
  });
});
