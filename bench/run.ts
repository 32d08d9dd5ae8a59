import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { keepHeapSmall } from '../src/keep-heap-small.ts';

/** A benchmark prints its measurements and says whether they hold what is promised. */
export interface Benchmark {
  readonly bench: () => boolean | Promise<boolean>;
}

// As the program itself does.
keepHeapSmall();

// Compiled as it is installed: a loader's additions would be measured too.
const extension = '.js';
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(extension) && file !== `run${extension}`)
  .map((file) => file.slice(0, -extension.length));
const [, script = '', name = ''] = process.argv;

if (name === 'all') {
  // Each in a process of its own: memory and warmth of one are not another's.
  const failed = names.filter((each) => {
    console.log(`\n${each}`);
    return spawnSync(process.execPath, [script, each], { stdio: 'inherit' }).status !== 0;
  });
  if (failed.length > 0) console.error(`\nnot held: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} else if (names.includes(name)) {
  const { bench } = (await import(`./${name}${extension}`)) as Benchmark;
  process.exitCode = (await bench()) ? 0 : 1;
} else {
  console.error(`Usage: npm run bench -- NAME, where NAME is all or one of: ${names.join(', ')}`);
  process.exitCode = 3;
}
