import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isMap, isSeq, parseDocument } from 'yaml';
import { compilePack } from '../../src/core/regulation/compile-pack.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import { coverClauses } from '../../src/core/regulation/cover-clauses.ts';
import { testPackFiles } from '../support/a-pack.ts';

const mappings = fileURLToPath(new URL('../../mappings', import.meta.url));

function openRows(pack: CompiledPack): readonly string[] {
  return coverClauses(pack, null).flatMap(({ id, status }) => (status === 'open' ? [id] : []));
}

function compiled(files: ReadonlyMap<string, string>): CompiledPack {
  const overlay = files.get('overlay.example.yaml') ?? '';
  const { pack } = compilePack({ files, overlay: { path: 'overlay.yaml', text: overlay } });
  if (pack === null) throw new Error('without these rules it is no pack any more');
  return pack;
}

/** A file of rules without those that stand on a clause, and what it lost. */
function withoutRules(text: string): { readonly rest: string; readonly lost: readonly string[] } {
  const document = parseDocument(text);
  const rules = document.get('rules');
  if (!isSeq(rules)) return { rest: text, lost: [] };
  const lost = rules.items.filter((item) => isMap(item) && item.has('clause'));
  rules.items = rules.items.filter((item) => !lost.includes(item));
  if (rules.items.length === 0) document.delete('rules');
  return {
    rest: String(document),
    lost: lost.map((item) => `rule:${isMap(item) ? String(item.get('id')) : ''}`),
  };
}

describe.each(readdirSync(mappings))('the clause table of %s', (name) => {
  const files = testPackFiles({ pack: `${mappings}/${name}` });
  const pack = compiled(files);
  const rowsOf = (ref: string): readonly string[] =>
    pack.clauses.filter(({ by, readings }) => by.includes(ref) || readings.includes(ref)).map(({ id }) => id);
  const onClauses = [...pack.elements].flatMap(([ref, { clauses }]) => (clauses.length > 0 ? [ref] : []));

  it('has no row that is open without saying so', () => {
    const declared = pack.clauses.filter((row) => row.open !== undefined).map(({ id }) => id);
    expect(openRows(pack)).toEqual(declared);
  });

  it('names everything that stands on a clause', () => {
    expect(onClauses.length).toBeGreaterThan(100);
    expect(onClauses.filter((ref) => rowsOf(ref).length === 0)).toEqual([]);
  });

  it('has rows that reopen without any one of these: rules, clocks, notices, fields, forms, texts and the rest', () => {
    const survived = onClauses.filter((ref) => {
      const elements = new Map([...pack.elements].filter(([each]) => each !== ref));
      const open = openRows({ ...pack, elements });
      return !rowsOf(ref).every((row) => open.includes(row));
    });
    expect(survived).toEqual([]);
  });

  const ruleFiles = [...files].filter(([path]) => path.startsWith('rules'));

  it.each(ruleFiles)('has rows that reopen when the rules of %s are taken out of it', (path, text) => {
    const { rest, lost } = withoutRules(text);
    const open = openRows(compiled(new Map([...files, [path, rest]])));
    expect(open).toEqual(expect.arrayContaining(lost.flatMap(rowsOf)));
  });
});
