import PQueue from 'p-queue';
import { describe, expect, it } from 'vitest';
import {
  applyBootstrap,
  type BootstrapInput,
  type BootstrapReport,
  planBootstrap,
} from '../../src/app/bootstrap.ts';
import { AppError } from '../../src/core/app-error.ts';
import { startTestHelpdesk, type TestHelpdesk } from '../support/a-helpdesk.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { configurationOf } from '../support/helpdesk-configuration.ts';

const pack = compileTestPack({ pack: 'one-of-each' });
const together = 4;

describe('applyBootstrap', () => {
  it.each(['before', 'after'] as const)(
    'ends in the same state when it is cut %s any request and run again',
    async (when) => {
      const undisturbed = await runUndisturbed();
      const requests = Array.from({ length: undisturbed.requests }, (_, index) => index);
      expect(undisturbed.requests).toBeGreaterThan(50);
      const queue = new PQueue({ concurrency: together });
      const ends = await queue.addAll(
        requests.map((request) => () => withHelpdesk((helpdesk) => cutAndRunAgain(helpdesk, request, when))),
      );
      const wrong = requests.filter((request) => ends[request] !== undisturbed.configuration);
      expect(wrong).toEqual([]);
    },
    180_000,
  );
});

async function runUndisturbed() {
  return withHelpdesk(async (helpdesk) => {
    const report = await bootstrap(helpdesk.input(pack));
    expect(report.isComplete).toBe(true);
    return { configuration: configurationOf(helpdesk.simulator), requests: helpdesk.http.requestCount() };
  });
}

/** Cuts one request and each repetition of it, then runs again as a person would. @returns the state at the end */
async function cutAndRunAgain({ simulator, input }: TestHelpdesk, request: number, when: 'before' | 'after') {
  const heal = simulator.faults.add({ fault: { kind: 'cut', when }, skip: request, count: 4 });
  await bootstrap(input(pack)).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code === 'bug') throw error;
  });
  heal();
  const report = await bootstrap(input(pack));
  return report.isComplete ? configurationOf(simulator) : JSON.stringify(report.outcomes);
}

async function bootstrap(input: BootstrapInput): Promise<BootstrapReport> {
  return applyBootstrap(await planBootstrap(input), input);
}

async function withHelpdesk<T>(work: (helpdesk: TestHelpdesk) => Promise<T>): Promise<T> {
  const helpdesk = await startTestHelpdesk();
  try {
    return await work(helpdesk);
  } finally {
    await helpdesk.simulator.stop();
  }
}
