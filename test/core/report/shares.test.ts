import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOf, sharesOf } from '../../../src/core/report/shares.ts';

describe('sharesOf', () => {
  it.each([
    [
      [35, 14],
      [0.714, 0.286],
    ],
    [
      [1, 1, 1],
      [0.334, 0.333, 0.333],
    ],
    [
      [0, 7],
      [0, 1],
    ],
    [[], []],
    [
      [0, 0],
      [null, null],
    ],
  ])('gives of %j %j', (counts, shares) => {
    expect(sharesOf(counts)).toEqual(shares);
  });

  it('always adds up to one hundred per cent, each within a tenth of the truth', () => {
    const counts = fc.array(fc.nat(10_000), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(counts, (list) => {
        const total = list.reduce((sum, count) => sum + count, 0);
        const tenths = sharesOf(list).map((share) => Math.round((share ?? 0) * 1000));
        expect(tenths.reduce((sum, share) => sum + share, 0)).toBe(total === 0 ? 0 : 1000);
        for (const [index, share] of tenths.entries()) {
          expect(Math.abs(share - (list[index]! * 1000) / (total || 1))).toBeLessThan(1);
        }
      }),
    );
  });
});

describe('shareOf', () => {
  it.each([
    [1, 3, 0.333],
    [0, 5, 0],
    [0, 0, null],
  ])('of %i in %i is %j', (count, base, share) => {
    expect(shareOf(count, base)).toBe(share);
  });
});
