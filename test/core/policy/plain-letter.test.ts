import { describe, expect, it } from 'vitest';
import { escapeHtml } from '../../../src/core/policy/escape-html.ts';
import { plainLetter } from '../../../src/core/policy/plain-letter.ts';

describe('plainLetter', () => {
  it.each([
    ['keeps paragraphs apart', '<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['keeps paragraphs apart that stood on lines of their own', '<p>One</p>\n<p>Two</p>\n', 'One\n\nTwo'],
    ['keeps line breaks', 'One<br>Two<br/>Three<BR />Four', 'One\nTwo\nThree\nFour'],
    ['puts each item and row on its line', '<ul><li>a</li><li>b</li></ul>', 'a\nb'],
    ['puts each row on its line', '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>', 'a\nb'],
    [
      'keeps divisions and headings apart',
      '<h1>A</h1><div>b</div><blockquote>c</blockquote>d',
      'A\n\nb\n\nc\n\nd',
    ],
    ['keeps numbered lists apart', '<ol><li>a</li></ol>b', 'a\n\nb'],
    ['takes a broken line of the source for a space', 'One\ntwo', 'One two'],
    ['takes spaces and tabs together', 'One \t  two', 'One two'],
    ['leaves no space at the ends of lines', '<p>One </p> <p> Two</p>', 'One\n\nTwo'],
    ['leaves two line ends at most', '<div><p>One</p></div><p></p><p>Two</p>', 'One\n\nTwo'],
    ['leaves no tag', '<a href="https://desk.example">here</a>', 'here'],
    [
      'reads what was escaped, once',
      'a &amp;lt; b &lt;i&gt; &quot;q&quot; &#39;s&#39;',
      'a &lt; b <i> "q" \'s\'',
    ],
    ['leaves other signs as they are', 'a &euro; b & c', 'a &euro; b & c'],
  ])('%s', (_what, html, plain) => {
    expect(plainLetter(html)).toBe(plain);
  });
});

describe('escapeHtml', () => {
  it('makes nothing of a text but what it shows', () => {
    expect(escapeHtml(`<b title="x">&amp; it's</b>`)).toBe(
      '&lt;b title=&quot;x&quot;&gt;&amp;amp; it&#39;s&lt;/b&gt;',
    );
    expect(plainLetter(escapeHtml(`<&>"'`))).toBe(`<&>"'`);
  });
});
