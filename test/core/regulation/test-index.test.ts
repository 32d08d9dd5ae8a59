import { describe, expect, it } from 'vitest';
import { indexTests } from '../../../src/core/regulation/test-index.ts';

/** A test file of these lines; tags are written `<K 1>` so that this file is no test of them itself. */
function index(...lines: readonly string[]) {
  const text = lines.join('\n').replaceAll('<', '[').replaceAll('>', ']');
  return indexTests(new Map([['test/a.test.ts', text]]), 'K');
}

describe('indexTests', () => {
  it.each([
    ['a test', "it('sends it <K 4.15>', () => {});", 'sends it [K 4.15]'],
    ['a test with double quotation marks', 'it("doesn\'t <K 4.15>", () => {});', "doesn't [K 4.15]"],
    ['an escaped quotation mark', "it('doesn\\'t <K 4.15>', () => {});", "doesn't [K 4.15]"],
    ['a table', "it.each(<\n  <1, 2>,\n>)('counts %s <K 4.15>', () => {});", 'counts %s [K 4.15]'],
    ['a suite', "describe('letters <K 4.15>', () => {});", 'letters [K 4.15]'],
    ['a title on its own line', "it(\n  'sends it <K 4.15>',\n  () => {},\n);", 'sends it [K 4.15]'],
  ])('finds the tag of %s', (_, text, title) => {
    expect(index(text)).toEqual({ 'K 4.15': [`test/a.test.ts › ${title}`] });
  });

  it('reads several clauses of one title', () => {
    const id = 'test/a.test.ts › does [K 4.15, K Table 1 *] and [K 4.9.5]';
    expect(index("it('does <K 4.15, K Table 1 *> and <K 4.9.5>', () => {});")).toEqual({
      'K 4.15': [id],
      'K 4.9.5': [id],
      'K Table 1 *': [id],
    });
  });

  it.each([
    "it.skip('a <K 1>', f)",
    "it.todo('a <K 1>')",
    "describe.skip('a <K 1>', f)",
    "it('a <E 1>', f)",
    "const a = <'K 1'>;",
    "expect(b).toBe('a <K 1>')",
    '// see <K 1>',
  ])('shows nothing for %s', (text) => {
    expect(index(text)).toEqual({});
  });

  it('orders clauses by number and tests by file', () => {
    const found = indexTests(
      new Map([
        ['b.test.ts', "it('x [K 4.15]', f); it('y [K 4.2]', f);"],
        ['a.test.ts', "it('z [K 4.15]', f);"],
      ]),
      'K',
    );
    expect(Object.entries(found)).toEqual([
      ['K 4.2', ['b.test.ts › y [K 4.2]']],
      ['K 4.15', ['a.test.ts › z [K 4.15]', 'b.test.ts › x [K 4.15]']],
    ]);
  });
});
