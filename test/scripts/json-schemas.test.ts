import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { listJsonSchemas } from '../../scripts/json-schemas.ts';

const folder = new URL('../../schemas/', import.meta.url);

describe('the published JSON Schemas', () => {
  it('are those of packs, overlay and config, and no others', async () => {
    expect((await readdir(folder)).sort()).toEqual([...listJsonSchemas().keys()].sort());
  });

  it.each([...listJsonSchemas()])('%s is current (else: npm run schemas)', async (name, schema) => {
    const published: unknown = JSON.parse(await readFile(new URL(name, folder), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
  });
});
