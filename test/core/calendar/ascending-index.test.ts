import { describe, expect, it } from 'vitest';
import { AscendingIndex } from '../../../src/core/calendar/ascending-index.ts';

describe('AscendingIndex', () => {
  it.each([
    ['nothing', []],
    ['one number', [7]],
    ['equal numbers', [5, 5, 5]],
    ['evenly spread numbers', [10, 20, 30, 40, 50]],
    ['crowds with a gap between', [1, 2, 3, 1000, 1001, 1001, 1002]],
    ['numbers below nought', [-90, -30, -30, 0, 45]],
    ['numbers far from nought', [1_000_000, 1_000_007, 1_000_900]],
  ])('finds in %s what a walk from the first finds', (_what, numbers) => {
    const index = new AscendingIndex(numbers);
    const asked = [...numbers.flatMap((each) => [each - 0.5, each, each + 0.5]), -1e9, 0, 1e9];
    const walk = (test: (each: number) => boolean): number => {
      const found = numbers.findIndex(test);
      return found === -1 ? numbers.length : found;
    };
    expect(index.length).toBe(numbers.length);
    for (const value of asked) {
      expect(index.firstAbove(value)).toBe(walk((each) => each > value));
      expect(index.firstNotBelow(value)).toBe(walk((each) => each >= value));
    }
  });
});
