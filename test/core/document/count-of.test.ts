import { describe, expect, it } from 'vitest';
import { countOf, fillWord } from '../../../src/core/document/document-words.ts';
import { setter } from '../../support/a-document.ts';

describe('countOf', () => {
  it.each([
    [
      'ru',
      'tickets',
      ['1 обращение', '2 обращения', '5 обращений', '11 обращений', '21 обращение', '0 обращений'],
    ],
    ['ru', 'times', ['1 раза', '2 раз', '5 раз', '11 раз', '21 раза', '0 раз']],
    ['uk', 'times', ['1 раз', '2 рази', '5 разів', '11 разів', '21 раз', '0 разів']],
    [
      'uk',
      'tickets',
      ['1 звернення', '2 звернення', '5 звернень', '11 звернень', '21 звернення', '0 звернень'],
    ],
    ['en', 'tickets', ['1 request', '2 requests', '5 requests', '11 requests', '21 requests', '0 requests']],
  ] as const)('counts in %s: %s', async (language, noun, expected) => {
    const words = await setter.readWords(language);

    expect([1, 2, 5, 11, 21, 0].map((count) => countOf(count, words[noun], language))).toEqual(expected);
  });
});

describe('fillWord', () => {
  it('never fills in what was filled in', () => {
    expect(fillWord('{why} {at} {other}', { why: '{at}', at: 'now' })).toBe('{at} now {other}');
  });
});
