import { describe, expect, it } from 'vitest';
import { medianOf, percentileOf } from '../../../src/core/report/percentile.ts';

describe('medianOf', () => {
  it.each([
    [[], null],
    [[7], 7],
    [[9, 1], 5],
    [[30, 1, 2], 2],
    [[4, 1, 3, 100], 3.5],
  ])('of %j is %j', (numbers, expected) => {
    expect(medianOf(numbers)).toBe(expected);
  });
});

describe('percentileOf', () => {
  it.each([
    [[], null],
    [[7], 7],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 9],
    [[11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 10],
    [[5, 1], 5],
  ])('of %j at nine tenths is %j', (numbers, expected) => {
    expect(percentileOf(numbers, 0.9)).toBe(expected);
  });
});
