import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import PQueue from 'p-queue';
import { describe, expect, it } from 'vitest';
import { applyBootstrap, planBootstrap } from '../../src/app/bootstrap.ts';
import { startTestHelpdesk, type TestHelpdesk } from '../support/a-helpdesk.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { createFileState } from '../support/file-state.ts';
import { configurationOf } from '../support/helpdesk-configuration.ts';
import { spawnScript } from '../support/spawn-script.ts';

const pack = compileTestPack({ pack: 'one-of-each' });
const script = fileURLToPath(new URL('../support/bootstrap-process.ts', import.meta.url));

/** Answers after which the process is killed: while reading, writing, migrating, waiting and reading back. */
const killedAfter = [5, 20, 27, 29, 31, 34, 35, 38, 42, 50];

describe('bootstrap, killed', () => {
  it('ends in the same state when it is run again, with the helpdesk restarting', async () => {
    const undisturbed = await withHelpdesk(async (helpdesk) => runAgain(helpdesk, undefined));
    const queue = new PQueue({ concurrency: 2 });
    const ends = await queue.addAll(
      killedAfter.map((answers) => () => withHelpdesk((helpdesk) => killAndRunAgain(helpdesk, answers))),
    );
    expect(killedAfter.filter((_answers, index) => ends[index] !== undisturbed)).toEqual([]);
  }, 180_000);
});

async function killAndRunAgain(helpdesk: TestHelpdesk, answers: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'reglament-killed-'));
  try {
    const statePath = join(folder, 'state.json');
    const { simulator, clock } = helpdesk;
    const child = spawnScript(script, [simulator.url, simulator.adminToken, statePath, String(clock.now())]);
    await child.waitForLines(answers);
    await child.kill('SIGKILL');
    expect(child.lines).not.toContain('done');
    return await runAgain(helpdesk, statePath);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runAgain({ simulator, input }: TestHelpdesk, statePath: string | undefined): Promise<string> {
  const again = input(pack, statePath === undefined ? undefined : createFileState(statePath));
  const report = await applyBootstrap(await planBootstrap(again), again);
  return report.isComplete ? configurationOf(simulator) : JSON.stringify(report.outcomes);
}

async function withHelpdesk<T>(work: (helpdesk: TestHelpdesk) => Promise<T>): Promise<T> {
  const helpdesk = await startTestHelpdesk();
  helpdesk.simulator.setStrictRestartLoop(true);
  try {
    return await work(helpdesk);
  } finally {
    await helpdesk.simulator.stop();
  }
}
