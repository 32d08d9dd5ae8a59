/** Repeatable chance: the same seed gives the same sequence. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  uuid(): string;
  /** Text of the given length from the alphabet of URL-safe Base64. */
  token(length: number): string;
}

const TOKEN_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Mulberry32, a small generator of good quality for its size. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const hex = (length: number): string =>
    Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
  return {
    next,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    token: (length) =>
      Array.from({ length }, () => TOKEN_ALPHABET.charAt(Math.floor(next() * TOKEN_ALPHABET.length))).join(
        '',
      ),
  };
}
