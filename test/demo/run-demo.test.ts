import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDemo } from '../../src/demo/run-demo.ts';

describe('runDemo', () => {
  it('empties no folder that holds something of somebody else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'not-a-demo-'));
    await writeFile(join(folder, 'thesis.txt'), 'years of work');
    const demo = runDemo({
      packFolder: 'test/fixtures/packs/third',
      outFolder: folder,
      seed: 1,
      weeks: 1,
      count: 1,
      say: () => undefined,
      onProgress: () => undefined,
    });
    await expect(demo).rejects.toThrow(`${folder} holds other files: name a folder of its own`);
    expect(await readFile(join(folder, 'thesis.txt'), 'utf8')).toBe('years of work');
    await rm(folder, { recursive: true });
  });
});
