import { describe, expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

const rule = (on: string): string =>
  `rules:\n  - { id: a-rule, summary: A rule, on: ${on}, do: [{ finding: found }], product: true }\n`;

describe('lintDesk', () => {
  it.each([
    ['{ roster: missing }', 'the rule is about the roster, and desk.yaml has no "roster"'],
    ['{ works: unapproved }', 'the rule is about the works, and desk.yaml has no "works"'],
  ])('wants what %s is about', (on, message) => {
    expect(diagnose({ files: { 'desk.yaml': rule(on) } }).join('\n')).toContain(message);
  });

  it('is content when it is there', () => {
    const roster = 'roster: { id: duty, ready: 0wd-close, product: true }\n';

    expect(diagnose({ files: { 'desk.yaml': roster + rule('{ roster: missing }') } })).toEqual([]);
  });
});
