import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/report/report-model.ts';
import { fillLine } from '../../../src/core/report/template-text.ts';

const cellsOf = (template: string): readonly Cell[] =>
  fillLine('line', template, { count: 68, share: 0.466 }).cells;

describe('a line of a regulation’s form', () => {
  it('gives each blank a cell, with the words that follow it', () => {
    expect(cellsOf('Вирішено: ____ звернень, %.')).toEqual([
      { kind: 'text', text: 'Вирішено:' },
      { kind: 'count', value: 68, after: ' звернень,' },
      { kind: 'share', value: 0.466, after: '.' },
    ]);
    expect(cellsOf('davon:')).toEqual([{ kind: 'text', text: 'davon:' }]);
  });

  it('leaves a bracket with the number before which it opens', () => {
    expect(cellsOf('Gelöst: ____ (%).')).toEqual([
      { kind: 'text', text: 'Gelöst:' },
      { kind: 'count', value: 68, after: '' },
      { kind: 'share', value: 0.466, before: '(', after: ').' },
    ]);
    expect(cellsOf('Gelöst (____)')).toEqual([
      { kind: 'text', text: 'Gelöst' },
      { kind: 'count', value: 68, before: '(', after: ')' },
    ]);
  });
});
