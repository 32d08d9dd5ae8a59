const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** No letter that is read by machine is longer. */
const LONGEST = 200_000;

/**
 * The words of an HTML message, block by block on lines of their own. Hostile input: the patterns are linear, and no
 * tag is believed to be anything but a border.
 */
export function plainText(html: string): string {
  return html
    .slice(0, LONGEST)
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/<(?:br|\/?(?:p|div|tr|li|ul|ol|table|h[1-6]|blockquote))(?=[\s/>])[^<>]*>/gi, '\n')
    .replaceAll(/<[^<>]*>/g, '')
    .replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, decodeEntity);
}

function decodeEntity(
  whole: string,
  decimal: string | undefined,
  hexadecimal: string | undefined,
  name: string | undefined,
): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
}
