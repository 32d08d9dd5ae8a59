import type { DocumentTable } from '../../core/document/document-model.ts';

/** About so many letters of a table stand in one line of the page. */
const LETTERS_IN_LINE = 92;
/** Room for the lines around a cell, in letters. */
const CELL_ROOM = 3;
/** Longer words are broken, and longer texts ask for no more room. */
const WORD_AT_MOST = 16;
const TEXT_AT_MOST = 60;

/** How much of the page's width each column gets, in per cent: room for its longest word first, then by its texts. */
export function columnShares({ heads, rows }: DocumentTable): readonly number[] {
  const columns = heads.map((head, column) => [head, ...rows.map((cells) => cells[column] ?? '')]);
  const needs = columns.map((texts) => Math.min(longest(texts.flatMap(wordsOf)), WORD_AT_MOST) + CELL_ROOM);
  const wants = columns.map((texts) => Math.min(longest(texts), TEXT_AT_MOST));
  const spare = Math.max(0, LETTERS_IN_LINE - sum(needs));
  const letters = needs.map(
    (need, column) => need + (spare * (wants[column] ?? 0)) / Math.max(1, sum(wants)),
  );
  return letters.map((each) => Math.round((each / sum(letters)) * 1_000) / 10);
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/);
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
