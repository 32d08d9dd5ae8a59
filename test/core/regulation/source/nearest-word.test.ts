import { describe, expect, it } from 'vitest';
import { nearestWord, suggestWord } from '../../../../src/core/regulation/source/nearest-word.ts';

describe('nearestWord', () => {
  const words = ['state', 'starts', 'priority', 'K 4.15', 'очікує'];

  it.each([
    ['stat', 'state'],
    ['strats', 'starts'],
    ['prioirty', 'priority'],
    ['Priority', 'priority'],
    ['K 4.51', 'K 4.15'],
    ['очикує', 'очікує'],
    ['group', null],
    ['', null],
  ])('takes "%s" for %s', (word, expected) => {
    expect(nearestWord(word, words)).toBe(expected);
  });
});

describe('suggestWord', () => {
  it('lists what there is when nothing is near and the list is short', () => {
    expect(suggestWord('x', ['alpha', 'beta'])).toBe('; there is alpha, beta');
    expect(suggestWord('x', [])).toBe('');
    expect(
      suggestWord(
        'xyz',
        Array.from({ length: 21 }, (_, index) => `word-${index}`),
      ),
    ).toBe('');
  });
});
