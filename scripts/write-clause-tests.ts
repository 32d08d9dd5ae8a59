import { writeFile } from 'node:fs/promises';
import { listClauseTests } from './clause-tests.ts';

for (const [path, index] of await listClauseTests()) {
  await writeFile(new URL(`../${path}`, import.meta.url), `${JSON.stringify(index, null, 2)}\n`);
}
