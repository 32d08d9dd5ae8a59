import { describe, expect, it } from 'vitest';
import { textSimilarity, triplesOf } from '../../../src/core/document/text-similarity.ts';

const similarity = (one: string, other: string): number => textSimilarity(triplesOf(one), triplesOf(other));

describe('textSimilarity', () => {
  it.each([
    ['Ошибка приказа', 'ОШИБКА, приказа!', 1],
    ['ошибка приказа', 'приказа ошибка', 1],
    ['кот', 'дом', 0],
    ['', 'дом', 0],
    ['!!!', '???', 0],
    ['abc', 'abd', 1 / 3],
  ])('of "%s" and "%s" is %d', (one, other, expected) => {
    expect(similarity(one, other)).toBeCloseTo(expected, 10);
    expect(similarity(other, one)).toBeCloseTo(expected, 10);
  });

  it('tells a rewording from another matter', () => {
    const title = 'Ошибка при сохранении приказа о приёме';

    expect(similarity(title, 'Не сохраняется приказ о приёме')).toBeGreaterThan(0.4);
    expect(similarity(title, 'Отчёт по стажу не формируется')).toBeLessThan(0.2);
  });
});
