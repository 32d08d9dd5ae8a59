import { describe, expect, it } from 'vitest';
import { cellName, daysOfMonth } from '../../../src/core/roster/roster-grid.ts';

describe('cellName', () => {
  it.each([
    [0, 0, 'A1'],
    [4, 25, 'Z5'],
    [0, 26, 'AA1'],
    [9, 701, 'ZZ10'],
    [0, 702, 'AAA1'],
  ])('calls row %i, column %i %s', (row, column, name) => {
    expect(cellName(row, column)).toBe(name);
  });
});

describe('daysOfMonth', () => {
  it.each([
    ['2026-12', 31],
    ['2027-02', 28],
    ['2028-02', 29],
    ['2026-13', 0],
    ['26-12', 0],
    ['', 0],
  ])('of %s are %i', (month, count) => {
    expect(daysOfMonth(month)).toHaveLength(count);
  });
});
