/**
 * How alike two texts are, 0 to 1: twice the letter triples they share over all triples of both (Dice's measure), each
 * word padded with a space at its ends. Case, punctuation and spaces do not count; the order of words hardly does.
 */
export function textSimilarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const triple of one) if (other.has(triple)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}

/** The letter triples of a text, once each. */
export function triplesOf(text: string): ReadonlySet<string> {
  const triples = new Set<string>();
  for (const word of plainText(text).split(' ')) {
    const letters = Array.from(` ${word} `);
    for (let start = 0; start + 3 <= letters.length; start += 1) {
      triples.add(letters.slice(start, start + 3).join(''));
    }
  }
  return triples;
}

/** A text in small letters with single spaces and nothing but letters and digits, for comparing. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
