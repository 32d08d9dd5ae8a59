import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { listClauseTests } from '../../scripts/clause-tests.ts';

const indices = await listClauseTests();

describe('the index of tests by clause', () => {
  it.each([...indices])(
    '%s is current (else: npx tsx scripts/write-clause-tests.ts)',
    async (path, index) => {
      const published: unknown = JSON.parse(
        await readFile(new URL(`../../${path}`, import.meta.url), 'utf8'),
      );
      expect(published).toEqual(index);
    },
  );
});
