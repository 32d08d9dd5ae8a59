import { describe, expect, it } from 'vitest';
import { clauseText } from '../../../src/core/report/clause-text.ts';

const words = {
  clause_point: 'п. {n}',
  clause_table: 'Таблиця {n}',
  clause_appendix: 'Додаток {n}',
  clause_note: 'примітка {n}',
};

describe('clauseText', () => {
  it.each([
    ['K 4.9.5', 'п. 4.9.5'],
    ['K 2.1–2.3', 'п. 2.1–2.3'],
    ['E 8.5(3)(8)', 'п. 8.5(3)(8)'],
    ['K Table 1', 'Таблиця 1'],
    ['K Table 1 note **', 'Таблиця 1, примітка **'],
    ['K 1 «Час реакції на звернення»', 'п. 1 «Час реакції на звернення»'],
    ['E 6.1 one hour', 'п. 6.1'],
    ['E 6.1 Appendix 3', 'п. 6.1, Додаток 3'],
    ['E Appendix 1', 'Додаток 1'],
    ['§ 5', '§ 5'],
  ])('cites %s as %s', (clause, cited) => {
    expect(clauseText([clause], words)).toBe(cited);
  });

  it('names a place once, and nothing of nothing', () => {
    expect(clauseText(['E 6.1 one hour', 'E 6.1 hand-over', 'E 6.2'], words)).toBe('п. 6.1, п. 6.2');
    expect(clauseText([], words)).toBe('');
  });
});
