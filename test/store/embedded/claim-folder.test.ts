import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimFolder, type FolderClaim } from '../../../src/store/embedded/claim-folder.ts';
import { spawnScript } from '../../support/spawn-script.ts';

const newFolder = () => mkdtemp(join(tmpdir(), 'claim-'));

function mine(claims: readonly FolderClaim[]) {
  return claims.filter((claim) => claim.kind === 'mine');
}

describe('claimFolder', () => {
  it('gives a folder to one of many who ask at once', async () => {
    const folder = await newFolder();

    const claims = await Promise.all(Array.from({ length: 25 }, () => claimFolder(folder)));

    expect(mine(claims)).toHaveLength(1);
    await mine(claims)[0]?.release();
  });

  it('gives a dead holder’s folder to one of many, time after time, and tidies up', async () => {
    const folder = await newFolder();
    for (let round = 0; round < 40; round += 1) {
      const claims = await Promise.all(Array.from({ length: 8 }, () => claimFolder(folder)));
      expect(mine(claims)).toHaveLength(1);
      await mine(claims)[0]?.release(); // leaves its dead socket behind, as a killed process does
    }
    expect((await readdir(folder)).length).toBeLessThanOrEqual(2);
  });

  it('takes a suspended holder for a live one, and a killed one for dead', async () => {
    const folder = await newFolder();
    const holder = spawnScript(join(import.meta.dirname, 'claiming-process.ts'), [folder]);
    await holder.waitForLines(1);

    holder.process.kill('SIGSTOP');
    expect(await claimFolder(folder)).toMatchObject({ kind: 'held' });

    await holder.kill('SIGKILL');
    const claim = await claimFolder(folder);
    expect(claim.kind).toBe('mine');
    await mine([claim])[0]?.release();
  });

  it('refuses a path that no socket fits in', async () => {
    const folder = join(await newFolder(), 'x'.repeat(120));

    await expect(claimFolder(folder)).rejects.toMatchObject({ code: 'input' });
  });
});
