import { setFlagsFromString } from 'node:v8';

/**
 * What the heap may grow by, in percent of what is in use, before it is tidied up. V8's own choice, about 300, makes a
 * daemon's memory half garbage; below this one the tidying takes more time than it did.
 */
const GROWTH_PERCENT = 150;

/** Keeps the memory of this process small; call it first. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
