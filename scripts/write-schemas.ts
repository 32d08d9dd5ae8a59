import { mkdir, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { listJsonSchemas } from './json-schemas.ts';

const folder = new URL('../schemas/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, schema] of listJsonSchemas()) {
  await writeFile(
    new URL(name, folder),
    await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 }),
  );
}
