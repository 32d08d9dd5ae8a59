import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.ts';

const fixtures = new URL('../fixtures/zammad-contract/', import.meta.url);
const runner = fileURLToPath(new URL('run.mjs', fixtures));
const scenarios = (name: string) => fileURLToPath(new URL(`scenarios/${name}`, fixtures));

interface Verdict {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly { readonly scenario: string; readonly wrong: string }[];
}

describe('the simulator, by scenarios of what a real Zammad 6.5.0 answered', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.stop());

  it('answers as it did in every core scenario', async () => {
    expect(await judge('core')).toEqual({ passed: 42, failed: 0, failures: [] });
  });

  // The recorded server had time accounting switched on, a fresh one has not.
  it('answers as it did in the reference scenarios, time accounting apart', async () => {
    const { passed, failures } = await judge('reference');
    expect(passed).toBe(34);
    expect(failures.map(({ scenario }) => scenario)).toEqual([
      expect.stringContaining('Time accounting') as unknown,
    ]);
  });

  it('answers with time accounting as it did, once it is switched on', async () => {
    const headers = {
      authorization: `Token token=${simulator.adminToken}`,
      'content-type': 'application/json',
    };
    const body = JSON.stringify({ state_current: { value: true } });
    const settings = (await (await fetch(`${simulator.url}/api/v1/settings`, { headers })).json()) as {
      id: number;
      name: string;
    }[];
    const id = settings.find(({ name }) => name === 'time_accounting')?.id ?? 0;
    await fetch(`${simulator.url}/api/v1/settings/${id}`, { method: 'PUT', headers, body });
    expect(await judge('reference/163-time-accounting.json')).toEqual({ passed: 1, failed: 0, failures: [] });
  });

  function judge(files: string): Promise<Verdict> {
    const args = [
      runner,
      '--url',
      simulator.url,
      '--token',
      simulator.adminToken,
      '--json',
      scenarios(files),
    ];
    return new Promise((resolve, reject) => {
      execFile(process.execPath, args, (error, stdout) => {
        const json = stdout.slice(0, stdout.lastIndexOf('}') + 1);
        if (json === '') {
          reject(error ?? new Error('The runner said nothing.'));
          return;
        }
        const { passed, failed, failures } = JSON.parse(json) as Verdict;
        resolve({ passed, failed, failures });
      });
    });
  }
});
