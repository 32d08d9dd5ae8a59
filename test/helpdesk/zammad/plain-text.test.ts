import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/helpdesk/zammad/plain-text.ts';

const lines = (html: string): readonly string[] =>
  plainText(html)
    .split('\n')
    .filter((line) => line.trim() !== '');

describe('plainText', () => {
  it('puts each block and each break on a line of its own', () => {
    expect(lines('<div>one</div>\n<p class="x">two<br>three<br/>four</p><ul><li>five</li></ul>')).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
    ]);
  });

  it('keeps the words of inline markup together and decodes entities once', () => {
    expect(plainText('<b>a</b>b &amp;lt; &#8212;&#x2014;&nbsp;&unknown;')).toBe('ab &lt; —— &unknown;');
  });

  it('leaves text that only looks like markup', () => {
    expect(plainText('1 < 2 &#0; &#99999999;')).toBe('1 < 2 &#0; &#99999999;');
  });

  it('ends soon on hostile text', () => {
    expect(plainText('<'.repeat(500_000))).toHaveLength(200_000);
  });
});
