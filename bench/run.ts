import { readdirSync } from 'node:fs';

/** A benchmark prints its measurements and says whether they hold what is promised. */
export interface Benchmark {
  readonly bench: () => boolean | Promise<boolean>;
}

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -'.ts'.length));
const name = process.argv[2] ?? '';

if (names.includes(name)) {
  const { bench } = (await import(`./${name}.ts`)) as Benchmark;
  process.exitCode = (await bench()) ? 0 : 1;
} else {
  console.error(`Usage: npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  process.exitCode = 3;
}
