import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fileReader } from '../../src/composition.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { loadPack } from '../../src/app/load-pack.ts';
import { runCommand } from './run-command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packs = ['mappings/kyiv-public-budget', 'mappings/e-qyzmet', 'test/fixtures/packs/small'];

function aFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'reglament-init-'));
}

describe('init', () => {
  it.each(packs)('makes files for %s that load, and that editors complete', async (pack) => {
    const dir = await aFolder();

    const { code, stdout } = await runCommand([
      'init',
      '--url',
      'https://helpdesk.example.org',
      '--pack',
      join(root, pack),
      '--dir',
      dir,
    ]);

    expect(code).toBe(0);
    expect(stdout).toContain(`reglament doctor --config ${join(dir, 'config.json')}`);
    const { config } = await loadConfig(
      {},
      { environment: {}, readText: fileReader.readText, workingDirectory: dir },
    );
    expect(config).toMatchObject({
      helpdesk: { url: 'https://helpdesk.example.org' },
      pack: join(root, pack),
      overlay: join(dir, 'overlay.yaml'),
    });
    const loaded = await loadPack({ folder: config.pack, overlayPath: config.overlay }, fileReader);
    expect(loaded.pack.manifest.id).not.toBe('');
    const overlay = await readFile(join(dir, 'overlay.yaml'), 'utf8');
    const schema = /^# yaml-language-server: \$schema=(.*)$/m.exec(overlay)?.[1] ?? '';
    expect(JSON.parse(await readFile(join(dir, schema), 'utf8'))).toHaveProperty('$schema');
    const written = JSON.parse(await readFile(join(dir, 'config.json'), 'utf8')) as { $schema: string };
    expect(JSON.parse(await readFile(join(dir, written.$schema), 'utf8'))).toHaveProperty('$schema');
  });

  it('asks for what no flag says', async () => {
    const dir = await aFolder();
    const answers = ['https://helpdesk.example.org', join(root, packs[2] ?? '')];

    const { code, stderr } = await runCommand(['init', '--dir', dir], { answers });

    expect([code, answers]).toEqual([0, []]);
    expect(stderr).toContain('Folder of the regulation');
  });

  it('says which flag is missing where nobody can be asked', async () => {
    const { code, stderr } = await runCommand(['init', '--dir', await aFolder()]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('Give --url')]);
  });

  it('overwrites nothing', async () => {
    const dir = await aFolder();
    const argv = ['init', '--url', 'https://a.example', '--pack', join(root, packs[2] ?? ''), '--dir', dir];
    await runCommand(argv);
    const before = await readFile(join(dir, 'config.json'), 'utf8');

    const { code, stderr } = await runCommand(argv.with(2, 'https://b.example'));

    expect([code, stderr]).toEqual([5, expect.stringContaining('config.json is there already')]);
    expect(await readFile(join(dir, 'config.json'), 'utf8')).toBe(before);
  });

  it.each([
    ['helpdesk.example.org', /--url helpdesk\.example\.org: write an address like/],
    ['https://admin:secret@helpdesk.example.org', /must not hold a name or password/],
  ])('refuses the address %s, and shows no password', async (url, message) => {
    const argv = ['init', '--url', url, '--pack', join(root, packs[2] ?? ''), '--dir', await aFolder()];
    const { code, stderr } = await runCommand(argv);
    expect([code, stderr]).toEqual([3, expect.stringMatching(message)]);
    expect(stderr).not.toContain('secret');
  });
});
