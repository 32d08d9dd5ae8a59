import { readdirSync } from 'node:fs';

/** A benchmark prints its measurements and says whether they hold what is promised. */
export interface Benchmark {
  readonly bench: () => boolean | Promise<boolean>;
}

// Compiled as it is installed: a loader's additions would be measured too.
const extension = '.js';
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(extension) && file !== `run${extension}`)
  .map((file) => file.slice(0, -extension.length));
const name = process.argv[2] ?? '';

if (names.includes(name)) {
  const { bench } = (await import(`./${name}${extension}`)) as Benchmark;
  process.exitCode = (await bench()) ? 0 : 1;
} else {
  console.error(`Usage: npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  process.exitCode = 3;
}
