/**
 * Ascending numbers with an index over equal stretches of their range, about one number a stretch, so that a search
 * in evenly spread numbers takes a few steps instead of a binary search's dozen.
 */
export class AscendingIndex {
  readonly values: Float64Array;
  readonly #first: number;
  readonly #stretchesPerUnit: number;
  /** For each stretch the position of the first number in or after it. */
  readonly #starts: Int32Array;

  constructor(ascending: readonly number[]) {
    this.values = Float64Array.from(ascending);
    this.#first = ascending[0] ?? 0;
    const range = (ascending.at(-1) ?? 0) - this.#first;
    this.#stretchesPerUnit = range > 0 ? ascending.length / range : 0;
    this.#starts = new Int32Array(ascending.length + 1);
    let position = 0;
    for (let stretch = 0; stretch < this.#starts.length; stretch += 1) {
      while (position < ascending.length && this.#stretchOf(this.at(position)) < stretch) position += 1;
      this.#starts[stretch] = position;
    }
  }

  get length(): number {
    return this.values.length;
  }

  /** The number at a position that exists. */
  at(position: number): number {
    return this.values[position] as number;
  }

  /** Position of the first number greater than the given one; the length when there is none. */
  firstAbove(value: number): number {
    const { values } = this;
    let position = this.#starts[this.#stretchOf(value)] as number;
    while (position < values.length && (values[position] as number) <= value) position += 1;
    return position;
  }

  /** Position of the first number equal to the given one or greater; the length when there is none. */
  firstNotBelow(value: number): number {
    const { values } = this;
    let position = this.#starts[this.#stretchOf(value)] as number;
    while (position < values.length && (values[position] as number) < value) position += 1;
    return position;
  }

  #stretchOf(value: number): number {
    const stretch = Math.floor((value - this.#first) * this.#stretchesPerUnit);
    return Math.min(Math.max(stretch, 0), this.values.length);
  }
}
