import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { Manifest } from '../src/core/regulation/schema/manifest.ts';
import { indexTests } from '../src/core/regulation/test-index.ts';
import type { TestIndex } from '../src/core/regulation/test-index.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** For each pack under `mappings/`, which tests show which clause: path of the index → index. */
export async function listClauseTests(): Promise<ReadonlyMap<string, TestIndex>> {
  const sources = await readTests();
  const packs = (await readdir(`${root}mappings`, { withFileTypes: true })).filter((each) =>
    each.isDirectory(),
  );
  const indices = packs.map(async ({ name }) => {
    const manifest = Manifest.parse(parse(await readFile(`${root}mappings/${name}/pack.yaml`, 'utf8')));
    return [`mappings/${name}/clause-tests.json`, indexTests(sources, manifest.letter)] as const;
  });
  return new Map(await Promise.all(indices));
}

async function readTests(): Promise<ReadonlyMap<string, string>> {
  const files = await readdir(`${root}test`, { recursive: true });
  const tests = files.filter((file) => file.endsWith('.test.ts')).map((file) => `test/${file}`);
  return new Map(
    await Promise.all(tests.map(async (file) => [file, await readFile(root + file, 'utf8')] as const)),
  );
}
