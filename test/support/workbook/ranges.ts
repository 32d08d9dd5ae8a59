/** A rectangle of cells, all ends inclusive, from 1. */
export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Reads `A1:C9` or `A1`. */
export function readRange(ref: string): Range {
  const [from = '', to = from] = ref.split(':');
  const [start, end] = [from, to].map(readAddress);
  return { top: start!.row, left: start!.column, bottom: end!.row, right: end!.column };
}

export function overlap(one: Range, other: Range): boolean {
  return (
    one.top <= other.bottom && other.top <= one.bottom && one.left <= other.right && other.left <= one.right
  );
}

function readAddress(address: string): { row: number; column: number } {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(digits), column };
}
