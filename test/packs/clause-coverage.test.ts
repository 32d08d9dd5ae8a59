import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import { coverClauses } from '../../src/core/regulation/cover-clauses.ts';
import { compileTestPack } from '../support/a-pack.ts';

const mappings = fileURLToPath(new URL('../../mappings', import.meta.url));

function openRows(pack: CompiledPack): readonly string[] {
  return coverClauses(pack, null).flatMap(({ id, status }) => (status === 'open' ? [id] : []));
}

describe.each(readdirSync(mappings))('the clause table of %s', (name) => {
  const pack = compileTestPack({ pack: `${mappings}/${name}` });
  const open = openRows(pack);

  it('has no row that is open without saying so', () => {
    const declared = pack.clauses.filter((row) => row.open !== undefined).map(({ id }) => id);
    expect(open).toEqual(declared);
  });

  const rules = new Set(pack.clauses.flatMap(({ by }) => by.filter((ref) => ref.startsWith('rule:'))));

  it.each([...rules])('has a row that reopens without %s', (ref) => {
    const elements = new Map([...pack.elements].filter(([each]) => each !== ref));
    const rows = pack.clauses.filter(({ by }) => by.includes(ref)).map(({ id }) => id);

    expect(openRows({ ...pack, elements })).toEqual(expect.arrayContaining(rows));
  });
});
