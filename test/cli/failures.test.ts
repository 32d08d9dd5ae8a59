import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const small = fileURLToPath(new URL('../fixtures/packs/small', import.meta.url));
let simulator: Simulator;
let folder: string;

beforeAll(async () => {
  simulator = await startSimulator();
  folder = await mkdtemp(join(tmpdir(), 'reglament-cli-'));
});
afterAll(() => simulator.stop());

function onSimulator(...argv: string[]): readonly string[] {
  return [...argv, '--url', simulator.url, '--pack', small, '--data', join(folder, 'data')];
}

/** One message that starts with `error:` and has no stack. */
function expectOneMessage({ stderr, stdout }: CommandResult, text: string | RegExp): void {
  expect(stderr).toMatch(/^error: /m);
  expect(stderr.match(/^error: /gm)).toHaveLength(1);
  expect(stderr).toMatch(text);
  expect(stderr + stdout).not.toMatch(/\n\s+at .*\.ts:\d+/);
}

describe('a command that cannot go on', () => {
  it('names the config that is not there', async () => {
    const result = await runCommand(['doctor'], { cwd: folder });

    expect(result.code).toBe(3);
    expectOneMessage(result, /config\.json: cannot be read; copy config\.example\.json/);
  });

  it('names the field of a wrong config', async () => {
    const path = join(folder, 'wrong.json');
    await writeFile(path, JSON.stringify({ helpdesk: { url: 'helpdesk' }, pack: small }));

    const result = await runCommand(['bootstrap', '--plan', '--config', path]);

    expect(result.code).toBe(3);
    expectOneMessage(result, /wrong\.json: helpdesk\.url/);
  });

  it('names file and line of a pack error', async () => {
    const pack = await mkdtemp(join(tmpdir(), 'reglament-pack-'));
    await writeFile(join(pack, 'pack.yaml'), 'id: broken\nletter: x\n');

    const result = await runCommand(['doctor', '--url', simulator.url, '--pack', pack]);

    expect(result.code).toBe(3);
    expectOneMessage(result, /pack\.yaml:2:\d+: error/);
  });

  it('says that the helpdesk does not answer', async () => {
    const result = await runCommand(
      ['bootstrap', '--plan', '--url', 'http://127.0.0.1:9', '--pack', small, '--data', join(folder, 'dead')],
      {
        env: { REGLAMENT_ADMIN_TOKEN: 'x' },
      },
    );

    expect(result.code).toBe(4);
    expectOneMessage(result, /127\.0\.0\.1:9|does not answer|refused/i);
  });

  it('says that a token is missing, and where it belongs', async () => {
    const result = await runCommand(onSimulator('bootstrap', '--plan'));

    expect(result.code).toBe(3);
    expectOneMessage(result, /REGLAMENT_ADMIN_TOKEN/);
  });

  it('says that a token is refused, without showing it', async () => {
    const result = await runCommand(onSimulator('bootstrap', '--plan'), {
      env: { REGLAMENT_ADMIN_TOKEN: 'wrong-secret' },
    });

    expect(result.code).toBe(4);
    expectOneMessage(result, /token/i);
    expect(result.stderr).not.toContain('wrong-secret');
  });

  it('never asks where nobody can answer', async () => {
    const result = await runCommand(onSimulator('bootstrap'), {
      env: { REGLAMENT_ADMIN_TOKEN: simulator.adminToken },
    });

    expect(result.code).toBe(5);
    expectOneMessage(result, /--yes/);
  });

  it('says that the service account has lost its groups', async () => {
    const admin = { REGLAMENT_ADMIN_TOKEN: simulator.adminToken };
    await runCommand(onSimulator('bootstrap', '--yes'), { env: admin });

    const result = await runCommand(onSimulator('daemon', '--once'), {
      env: { REGLAMENT_SERVICE_TOKEN: simulator.adminToken },
    });

    expect(result.code).toBe(4);
    expectOneMessage(result, /may not read and change the group/);
  }, 120_000);

  it('answers programs with one JSON object', async () => {
    const result = await runCommand(onSimulator('bootstrap', '--plan', '--json'));

    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'input' } });
  });
});

describe('bootstrap', () => {
  it('exits 0 when nothing is left to do, and 2 when something is', async () => {
    const env = { REGLAMENT_ADMIN_TOKEN: simulator.adminToken };
    const other = [
      '--url',
      simulator.url,
      '--pack',
      fileURLToPath(new URL('../../mappings/kyiv-public-budget', import.meta.url)),
      '--data',
      join(folder, 'other'),
    ];

    expect((await runCommand(onSimulator('bootstrap', '--plan'), { env })).code).toBe(0);
    expect((await runCommand(['bootstrap', '--plan', ...other], { env })).code).toBe(2);
  });
});

describe('help', () => {
  it.each([
    'init',
    'doctor',
    'bootstrap',
    'enforce',
    'daemon',
    'release',
    'erase',
    'explain',
    'audit verify',
    'audit export',
  ])('of %s has an example', async (command) => {
    const result = await runCommand([...command.split(' '), '--help']);

    expect(result.code).toBe(0);
    expect(result.stdout).toContain(`$ reglament ${command}`);
  });

  it('tells of an unknown option with the exit code of input', async () => {
    expect((await runCommand(['bootstrap', '--nonsense'])).code).toBe(3);
  });
});
