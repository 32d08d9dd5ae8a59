import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listJsonSchemas } from '../../scripts/json-schemas.ts';

const folder = new URL('../../schemas/', import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));
const packFolders = ['mappings', 'test/fixtures/packs'];

/** Which schema the editor's settings give a file, by the two forms in which they name files. */
async function schemaFor(path: string): Promise<string | undefined> {
  const text = await readFile(join(root, '.vscode/settings.json'), 'utf8');
  const { 'yaml.schemas': byFile } = JSON.parse(text) as { 'yaml.schemas': Record<string, string[]> };
  const asPattern = (glob: string): RegExp =>
    new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);
  return Object.entries(byFile).find(([, globs]) => globs.some((glob) => asPattern(glob).test(path)))?.[0];
}

/** The keys of a schema, wherever they are, that nothing is said about. */
function listSilentKeys(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, part]) => {
    if (keyword !== 'properties' || Array.isArray(schema)) return listSilentKeys(part, path);
    return Object.entries(part as Record<string, { readonly description?: string }>).flatMap(
      ([key, value]) => [
        ...(value.description === undefined ? [`${path} ${key}`] : []),
        ...listSilentKeys(value, `${path} ${key}`),
      ],
    );
  });
}

describe('the published JSON Schemas', () => {
  it('complete every file of every pack in an editor: its schema knows what stands in it', async () => {
    const files = (
      await Promise.all(
        packFolders.map(async (packs) =>
          (await readdir(join(root, packs), { recursive: true })).map((name) => `${packs}/${name}`),
        ),
      )
    )
      .flat()
      .filter((name) => name.endsWith('.yaml'));
    expect(files.length).toBeGreaterThan(50);
    for (const file of files) {
      const path = await schemaFor(file);
      expect(path, file).toBeDefined();
      const schema = JSON.parse(await readFile(join(root, path ?? ''), 'utf8')) as {
        properties: object;
        required?: string[];
      };
      const keys = Object.keys(parse(await readFile(join(root, file), 'utf8')) as object);
      expect(Object.keys(schema.properties), file).toEqual(expect.arrayContaining(keys));
      expect(keys, file).toEqual(expect.arrayContaining(schema.required ?? []));
    }
  });

  it('say of every key of a pack what it means', () => {
    const silent = [...listJsonSchemas()]
      .filter(([name]) => name !== 'config.schema.json')
      .flatMap(([name, schema]) => listSilentKeys(schema, name));
    expect(silent).toEqual([]);
  });

  it('are those of packs, overlay and config, and no others', async () => {
    expect((await readdir(folder)).sort()).toEqual([...listJsonSchemas().keys()].sort());
  });

  it.each([...listJsonSchemas()])('%s is current (else: npm run generate)', async (name, schema) => {
    const published: unknown = JSON.parse(await readFile(new URL(name, folder), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
  });
});
