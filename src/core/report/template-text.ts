import type { Cell, Line, LineStyle } from './report-model.ts';

/**
 * A blank of the regulation's form (two or more underscores) or its per cent sign. A bracket that opens right before it
 * stands with its number, not with the words before.
 */
const PLACE = /([([«„]?)(_{2,}|%)/g;

/**
 * A line of the regulation's form with its blanks filled: the words before the first blank, then a cell per blank with
 * the words that follow it. `Вирішено: ____ звернень, %.` gives the words, a count and a share.
 */
export function fillLine(
  style: LineStyle,
  template: string,
  value: { readonly count: number; readonly share: number | null },
): Line {
  const places = [...template.matchAll(PLACE)];
  const first = places[0]?.index ?? template.length;
  const cells: Cell[] = [{ kind: 'text', text: template.slice(0, first).trimEnd() }];
  for (const [index, place] of places.entries()) {
    const [whole, opening = '', blank] = place;
    const after = template.slice(place.index + whole.length, places[index + 1]?.index).trimEnd();
    const around = opening === '' ? { after } : { before: opening, after };
    if (blank === '%') cells.push({ kind: 'share', value: value.share, ...around });
    else cells.push({ kind: 'count', value: value.count, ...around });
  }
  return { style, cells };
}

/** A title with its blanks filled in order. */
export function fillTitle(template: string, values: readonly string[]): string {
  let next = 0;
  return template.replace(/_{2,}/g, (blank) => values[next++] ?? blank);
}
