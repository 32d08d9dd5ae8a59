import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../../src/core/regulation/source/yaml-source.ts';

describe('readYaml', () => {
  it.each([
    ['a tab', 'a:\n\t- b', 2, 1, /tab/],
    ['a key twice', 'a: 1\nb: 2\na: 3', 3, 1, /twice/],
    ['an open quotation', 'a: "b', 1, 6, /not valid YAML: Missing closing "quote/],
    ['two documents', 'a: 1\n---\nb: 2', 2, 1, /one file is one document/],
    ['a tag', 'a: !secret b', 1, 4, /tags/],
    ['a key that is no text', '? [a]\n: 1', 1, 3, /not valid YAML/],
    ['UTF-16 read as UTF-8', 'a\u0000:\u0000 \u00001\u0000', 1, 1, /UTF-8/],
    ['bytes that are no UTF-8', 'a: \uFFFD', 1, 1, /UTF-8/],
    ['an alias to nothing', 'a: *b', 1, 1, /aliases cannot be resolved/],
  ])('refuses %s and says where', (_, ...[text, line, column, message]) => {
    const { source, diagnostics } = readYaml('rules.yaml', text);

    expect(source).toBeNull();
    expect(diagnostics).toEqual([
      {
        severity: 'error',
        file: 'rules.yaml',
        line,
        column,
        path: '',
        message: expect.stringMatching(message),
      },
    ]);
  });

  it('refuses aliases that unfold to millions of nodes', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const below = level === 0 ? '"x"' : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array(10).fill(below).join(', ')}]`;
    });

    const { diagnostics } = readYaml('bomb.yaml', levels.join('\n'));

    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/aliases cannot be resolved/),
    ]);
  });

  it('refuses a file nested too deeply', () => {
    const { source, diagnostics } = readYaml('deep.yaml', '['.repeat(50_000));

    expect(source).toBeNull();
    expect(diagnostics).toHaveLength(1);
  });

  it('refuses a file that is too long for a pack', () => {
    const { diagnostics } = readYaml('long.yaml', `a: ${'x'.repeat(2_000_001)}`);

    expect(diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(/split it into a folder/),
    ]);
  });

  it('reads times, dates and `on` as texts, as YAML 1.2 does', () => {
    const { source } = readYaml('a.yaml', 'on: 2026-01-01\nat: 09:00\nyes: no');

    expect(source?.value).toEqual({ on: '2026-01-01', at: '09:00', yes: 'no' });
  });

  it('ignores a byte order mark and Windows line ends', () => {
    const { source } = readYaml('a.yaml', '\uFEFFa: 1\r\nb: 2\r\n');

    expect(source?.value).toEqual({ a: 1, b: 2 });
    expect(source?.locate(['b'])).toEqual({ line: 2, column: 4 });
  });

  it('does not let a file reach the prototype of objects', () => {
    const { source } = readYaml('a.yaml', '__proto__: { polluted: true }');

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(source?.value as object)).toEqual(['__proto__']);
  });
});

describe('locate', () => {
  const text = 'rules:\n  - id: one\n    do: [{ letter: x }]\n  - &second\n    id: two\nagain: *second\n';
  const { source } = readYaml('rules.yaml', text);

  it.each([
    [['rules', 1, 'id'], false, 5, 9],
    [['rules', 1, 'id'], true, 5, 5],
    [['rules', 0, 'do', 0, 'letter'], false, 3, 20],
    [['rules', 0, 'missing'], false, 2, 5],
    [['rules', 9], false, 2, 3],
    [['again', 'id'], false, 5, 9],
    [[], false, 1, 1],
  ] as const)('finds %j (key: %s)', (path, atKey, line, column) => {
    expect(source?.locate(path, atKey)).toEqual({ line, column });
  });
});
