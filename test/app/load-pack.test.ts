import { describe, expect, it } from 'vitest';
import { checkPack, loadPack } from '../../src/app/load-pack.ts';
import type { TextReader } from '../../src/app/load-pack.ts';
import { testPackFiles } from '../support/a-pack.ts';
import type { PackOverrides } from '../support/a-pack.ts';

function readerOf(overrides: PackOverrides = {}, others: Readonly<Record<string, string>> = {}): TextReader {
  const texts = new Map([...testPackFiles(overrides)].map(([name, text]) => [`packs/small/${name}`, text]));
  for (const [path, text] of Object.entries(others)) texts.set(path, text);
  return {
    listFiles: (folder) =>
      folder === 'packs/small'
        ? Promise.resolve([...texts.keys()].flatMap((path) => path.split('packs/small/')[1] ?? []))
        : Promise.reject(new Error('ENOENT')),
    readText: (path) => {
      const text = texts.get(path);
      return text === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(text);
    },
  };
}

describe('loadPack', () => {
  it('gives the compiled pack of a folder, other files beside it notwithstanding', async () => {
    const reader = readerOf(
      {},
      { 'packs/small/README.md': '# Small', 'packs/small/clause-tests.json': '{}' },
    );

    const { pack, warnings } = await loadPack({ folder: 'packs/small' }, reader);

    expect(pack.manifest.id).toBe('small');
    expect(warnings).toEqual([]);
  });

  it('joins the overlay', async () => {
    const reader = readerOf({}, { 'own/overlay.yaml': 'leads: {front: anna}' });

    const { pack } = await loadPack({ folder: 'packs/small', overlayPath: 'own/overlay.yaml' }, reader);

    expect(pack.overlay.leads).toEqual({ front: 'anna' });
  });

  it('throws the errors of the files, each with its place', async () => {
    const reader = readerOf({ edits: { 'clocks.yaml': [['16h', '16 hours']] } });

    await expect(loadPack({ folder: 'packs/small' }, reader)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /1 error\(s\):\n {2}clocks\.yaml:\d+:\d+: error: "16 hours" should be a span/,
      ),
    });
  });

  it.each([
    [{ folder: 'packs/none' }, /packs\/none/],
    [{ folder: 'packs/small', overlayPath: 'own/none.yaml' }, /own\/none\.yaml/],
  ])('names what cannot be read: %j', async (place, named) => {
    await expect(loadPack(place, readerOf())).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(named),
    });
  });
});

describe('checkPack', () => {
  it('returns the diagnostics instead of throwing them', async () => {
    const { pack, diagnostics } = await checkPack(
      { folder: 'packs/small' },
      readerOf({ files: { 'clocks.yaml': null } }),
    );

    expect(pack).toBeNull();
    expect(diagnostics.map(({ file, message }) => [file, message])).toEqual([
      ['clocks.yaml', 'a pack needs clocks.yaml (or files in a folder clocks/)'],
    ]);
  });
});
